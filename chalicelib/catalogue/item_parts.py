"""Parts of a published item for those who handle cases by it: read from its content, with every element in it."""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from chalicelib.catalogue.elements.certificates import KINDS


class MaterialSlot(NamedTuple):
    """One place in the list of materials. `accept` are media types; `basis` is title and article, in words.

    `may_follow`: 可容缺, it may be handed in later. `may_declare`: the signed commitment (告知承诺) does instead.
    `certificate` names the certificate that proves the same; `held_as` is the kind of holding
    (`elements/certificates.py`) that does instead where the city has it of whoever applies. `originals` is how many
    the office needs on paper.
    """

    code: str
    name: str
    required: bool
    accept: tuple[str, ...]
    may_follow: bool = False
    may_declare: bool = False
    certificate: str | None = None
    held_as: str | None = None
    basis: str | None = None
    originals: int = 0


class Commitment(NamedTuple):
    """告知承诺: what is declared, and what follows if it is not so (国办发〔2020〕42号)."""

    conditions: str
    consequences: str


class SpecialProcedure(NamedTuple):
    """特别程序: what stops the clock. `value` is the most that it may take in `unit`; None: no one said."""

    kind: str
    name: str
    value: int | None
    unit: str
    basis: str | None = None


class ExaminationPoint(NamedTuple):
    """审查细则: what the desk looks at in `material` (None: in the whole), and by which standard."""

    material: str | None
    point: str
    standard: str | None


class Remedies(NamedTuple):
    """救济途径: who reviews a decision, and which court hears of it."""

    review_body: str | None
    court: str | None


class Result(NamedTuple):
    """办理结果: certificate, approval, registration, payment or other; `certificate` names it if it is one."""

    kind: str
    name: str
    certificate: str | None
    validity: str | None


Content = Mapping[str, Any]


def slots_of(content: Content) -> tuple[MaterialSlot, ...]:
    """Every slot, in the list's order."""
    return tuple(_slot(content, material) for material in content["materials"])


def commitment_of(content: Content) -> Commitment | None:
    """What the item's commitment says, if it has one."""
    said = content["commitment"]
    return Commitment(said["conditions"], said["consequences"]) if said else None


def special_procedures_of(content: Content) -> tuple[SpecialProcedure, ...]:
    """What may stop the item's clock."""
    return tuple(_procedure(content, one) for one in content["special_procedures"])


def examination_of(content: Content) -> dict[str | None, tuple[ExaminationPoint, ...]]:
    """The points by the code of their material, those on none of them by None; each in the list's order."""
    points = [ExaminationPoint(one["material"], one["point"], one["standard"]) for one in content["examination"]]
    return {code: _about(code, points) for code in dict.fromkeys(point.material for point in points)}


def remedies_of(content: Content) -> Remedies:
    """Where one turns against a decision."""
    return Remedies(content["remedies"]["review_body"], content["remedies"]["court"])


def results_of(content: Content) -> tuple[Result, ...]:
    """What may come of a case."""
    return tuple(Result(one["kind"], one["name"], one["certificate"], one["validity"]) for one in content["results"])


def basis_told(content: Content, code: str | None) -> str | None:
    """依据: title and article of the basis that a part names by its code; None where it names none that is there."""
    named = next((basis for basis in content["basis"] if basis["code"] == code), None) if code else None
    return named["title"] + (named["article"] or "") if named else None


def _slot(content: Content, material: Content) -> MaterialSlot:
    return MaterialSlot(
        code=material["code"],
        name=material["name"],
        required=material["required"],
        accept=tuple(material["accept"]),
        may_follow=material["may_follow"],
        may_declare=material["may_declare"],
        certificate=material["certificate"],
        held_as=KINDS.get(material["certificate"] or ""),
        basis=basis_told(content, material["basis"]),
        originals=0 if material["form"] == "electronic" else int(material["originals"]),
    )


def _procedure(content: Content, one: Content) -> SpecialProcedure:
    value = None if one["value"] is None else int(one["value"])  # JSON Schema takes 15.0 for an integer
    return SpecialProcedure(one["kind"], one["name"], value, one["unit"], basis_told(content, one["basis"]))


def _about(code: str | None, points: Iterable[ExaminationPoint]) -> tuple[ExaminationPoint, ...]:
    return tuple(point for point in points if point.material == code)
