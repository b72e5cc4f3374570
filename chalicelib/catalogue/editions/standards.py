"""同一事项、同一标准、同一编码: items of one basic code differ only where they may (requirement row R017).

The same everywhere: name, type, regime, basis, conditions, who may apply, statutory limit, materials, special
procedures, whether a fee is charged and on what basis. A place's own: code, department, divisions, level, committed
limit, rates of the fee, visits, modes, channels, places, lines, remedies, themes, aliases, how the desk examines.
A confidential item follows no standard: what it asks for would be told to all who keep another.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.catalogue.editions.reach import within
from chalicelib.catalogue.editions.records import Member, Standard
from chalicelib.catalogue.elements.codes import basic_code_of
from chalicelib.shared.access import Caller
from chalicelib.shared.errors import Fault, Forbidden, Invalid

_AS_THEY_ARE = ("name", "item_type", "legal_regime")
_LIMIT = ("value", "unit", "stages", "extension")
_MATERIAL = ("code", "name", "required", "origin", "form", "originals", "copies", "signed")
_PROCEDURE = ("kind", "name", "value", "unit")
_HANDLING_ITEM_LENGTH = 33
_NAMED_AT_MOST = 5

Content = Mapping[str, Any]


def key_of(content: Content) -> str | None:
    """The code under which an item shares its standard: the basic code, with two digits more of a 业务办理项."""
    if content["confidential"]:
        return None
    code = content["item_code"]
    basic = content["basic_code"] or basic_code_of(code)
    return f"{basic}-{code[-2:]}" if basic and len(code) == _HANDLING_ITEM_LENGTH else basic


def elements_of(content: Content) -> dict[str, Any]:
    """The elements in common. A basis stands for itself: its code is each list's own."""
    basis = {one["code"]: [one["title"], one["article"]] for one in content["basis"]}
    return {
        **{name: content[name] for name in _AS_THEY_ARE},
        "basis": list(basis.values()),
        "conditions": [[one["text"], basis.get(one["basis"])] for one in content["conditions"]],
        "applicant_types": sorted(content["applicant_types"]),
        "statutory_limit": _limit(content["statutory_limit"]),
        "materials": [_with_basis(one, _MATERIAL, basis) for one in content["materials"]],
        "special_procedures": [_with_basis(one, _PROCEDURE, basis) for one in content["special_procedures"]],
        "fee": {"charged": content["fee"]["charged"], "basis": basis.get(content["fee"]["basis"])},
    }


def followed(standard: Standard, content: Content, *, raises: bool, by: Caller) -> Standard:
    """The standard once this content is in force. Whoever is alone sets it; whoever `raises` it leaves others behind.

    Raises Invalid `standard_differs` naming the elements that differ, and the items that follow the standard; Forbidden
    `standard_beyond_reach` naming those whose standard is not for the caller to change.
    """
    elements, code = elements_of(content), content["item_code"]
    differing = [name for name in elements if elements[name] != standard.elements.get(name)]
    others = sorted(standard.members.keys() - {code})
    if differing and others and not raises:
        told = {"number": standard.number, "items": _named(others), "count": len(others)}
        raise Invalid(
            "standard_differs", faults=[Fault(f"/content/{name}", "differs_from_standard", told) for name in differing]
        )
    if differing:
        _require_all(by, {other: standard.members[other] for other in others})
    number = standard.number + 1 if differing else standard.number
    member = Member(number, content["department"], tuple(content["divisions"]))
    return standard._replace(number=number, elements=elements, members={**standard.members, code: member})


def left(standard: Standard, code: str) -> Standard:
    """The standard without an item that is not in force any more."""
    return standard._replace(members={one: member for one, member in standard.members.items() if one != code})


def shown(standard: Standard) -> dict[str, Any]:
    """A standard and who follows it."""
    return {
        "basic_code": standard.key,
        "number": standard.number,
        "elements": dict(standard.elements),
        "members": [
            {"item_code": code, "follows": member.number, "behind": member.number < standard.number}
            for code, member in sorted(standard.members.items())
        ],
    }


def _require_all(by: Caller, members: Mapping[str, Member]) -> None:
    beyond = [code for code, member in members.items() if not within(by, member.department, member.divisions)]
    if beyond:
        raise Forbidden("standard_beyond_reach", items=_named(beyond), count=len(beyond))


def _named(codes: list[str]) -> str:
    return "、".join(codes[:_NAMED_AT_MOST])


def _limit(limit: Content) -> dict[str, Any]:
    """`rolls` only where it does not: standards that were set before anything could say so stay what they are."""
    return {**{name: limit[name] for name in _LIMIT}, **({} if limit.get("rolls", True) else {"rolls": False})}


def _with_basis(one: Content, names: tuple[str, ...], basis: Mapping[str, Any]) -> dict[str, Any]:
    return {**{name: one[name] for name in names}, "basis": basis.get(one["basis"])}
