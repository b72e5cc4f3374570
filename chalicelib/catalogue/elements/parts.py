"""The smaller parts of an item's content."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from chalicelib.catalogue.elements.words import (
    BasisCode,
    CivilDate,
    Days,
    DivisionCode,
    ExtensionMode,
    ItemCode,
    ReformKind,
    SpecialProcedureKind,
    UnitName,
)
from chalicelib.shared.schema import LongText, Model, ShortText


class Stage(Model):
    """One stage of a limit."""

    value: Days
    unit: UnitName
    name: ShortText | None


class Extension(Model):
    """延期."""

    value: Days
    mode: ExtensionMode


class Limit(Model):
    """办结时限; `source` is how the statute writes it.

    `rolls`: natural days or months that end on a day off go on to the next working day (民法典 Art. 203). False where
    the item's own rule says that they do not: with `D` and `M` only.
    """

    value: Days | None
    unit: UnitName
    rolls: bool = True
    stages: list[Stage] = Field(default_factory=list, max_length=20)
    extension: Extension | None = None
    notes: LongText | None = None
    source: dict[str, Any] | None = None


class Basis(Model):
    """设定依据: a statute, regulation or document and the place in it; other parts name it by its code."""

    code: BasisCode
    title: ShortText
    article: ShortText | None = None


class Condition(Model):
    """受理条件; `basis` is the code of the basis that sets it."""

    text: LongText
    basis: BasisCode | None = None


class FeeRate(Model):
    """收费标准: `yuan` with at most two decimals, per `unit`."""

    name: ShortText
    yuan: Annotated[str, StringConstraints(pattern=r"^\d{1,8}(\.\d{1,2})?$")]
    unit: ShortText | None = None


class Fee(Model):
    """收费: whether, at what rates, on what basis; `note` is the source's words."""

    charged: bool | None
    note: LongText | None = None
    basis: BasisCode | None = None
    rates: list[FeeRate] = Field(default_factory=list, max_length=50)


class SpecialProcedure(Model):
    """特别程序: what stops the clock, for how long at most, and why it may."""

    kind: SpecialProcedureKind
    name: ShortText
    value: Days | None = None
    unit: UnitName = "WD"
    basis: BasisCode | None = None


class Result(Model):
    """办理结果; `certificate` names the electronic certificate that it is, if it is one."""

    kind: Literal["certificate", "approval", "registration", "payment", "other"]
    name: ShortText
    certificate: ShortText | None = None
    validity: ShortText | None = None


class Prerequisite(Model):
    """前置事项: an item whose result is needed before this one can be decided."""

    item_code: ItemCode
    name: ShortText


class Place(Model):
    """办理地点."""

    name: ShortText
    address: ShortText
    division_code: DivisionCode
    phone: ShortText | None = None
    hours: ShortText | None = None
    windows: ShortText | None = None


class Remedies(Model):
    """救济途径: to whom one applies for administrative review, and which court hears the case."""

    review_body: ShortText | None = None
    court: ShortText | None = None


class Commitment(Model):
    """告知承诺: what the applicant declares instead of proving, and what follows if it is not so."""

    conditions: LongText
    consequences: LongText


class ExaminationPoint(Model):
    """审查细则: what the desk looks at, and the standard that it applies; `material` is the code of one, or none."""

    material: BasisCode | None = None
    point: LongText
    standard: LongText | None = None


class Reform(Model):
    """改革清单: what a list of the city's reform makes of the item. `successor` is what it was merged into."""

    kind: ReformKind
    document: ShortText
    effective_on: CivilDate
    successor: ItemCode | None = None


class Visits(Model):
    """跑动: how often the applicant comes in person at most, and what goes by mail."""

    most: Annotated[int, Field(ge=0, le=20)] | None = None
    materials_by_mail: bool = False
    result_by_mail: bool = False


class Provenance(Model):
    """Where a part comes from: `of` is a pointer, `origin` e.g. statute, guide, sample."""

    of: Annotated[str, StringConstraints(max_length=200)]
    origin: ShortText
    source: Annotated[str, StringConstraints(max_length=500)]
