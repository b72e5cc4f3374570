"""What keeps a row from becoming a draft, by field and reason. A bad row holds up no good one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from re import Pattern
from typing import Any

from chalicelib.catalogue.elements.codes import DIVISION_CODE, ITEM_CODE, credit_code_of
from chalicelib.catalogue.elements.item_types import TYPE_BY_TITLE
from chalicelib.catalogue.elements.limits import EXTENSION_MODES
from chalicelib.catalogue.rules import Unit
from chalicelib.shared.access import DEPARTMENT_CODE
from chalicelib.shared.credit_code import LENGTH, is_credit_code

APPLICANTS = {"自然人": "natural_person", "法人": "legal_person", "个体": "individual_business"}
MOST_MATERIALS = 100
MOST_DIVISIONS = 50
MOST_STAGES = 20
MOST_TIME = 3660
MOST_NAME = 200
MOST_TEXT = 4000
_NEARLY = LENGTH - 3
"""A department's code this long is meant for a credit code; a city's own codes are short."""
_TIMELESS = frozenset({Unit.NONE, Unit.NOW})
_LIMIT_FIELDS = frozenset({"value", "unit", "stages", "extension", "rolls"})
_EXTENSION_FIELDS = frozenset({"value", "mode"})

Check = Callable[[Any], Iterator[str]]


def quarantine(row: object) -> list[tuple[str, str]]:
    """Return (field, reason) for everything that keeps `row` from becoming a draft; empty if nothing does."""
    if not isinstance(row, Mapping):
        return [("", "not_an_object")]
    reasons = [(field, reason) for field, check in _CHECKS.items() for reason in check(row.get(field))]
    return reasons or list(credit_code_reasons(row, "department_code"))


def credit_code_reasons(row: Mapping[str, Any], department: str) -> Iterator[tuple[str, str]]:
    """Credit codes that are none, within the item code and as the code of the department, which is in that field."""
    inside = credit_code_of(row["item_code"])
    if inside is not None and "-" not in row["item_code"] and not is_credit_code(inside):
        yield "item_code", "credit_code_invalid"
    yield from department_reasons(row[department], department)


def department_reasons(code: str, field: str) -> Iterator[tuple[str, str]]:
    """Whether a code that is meant for a credit code is none."""
    if len(code) >= _NEARLY and not is_credit_code(code):
        yield field, "credit_code_invalid"


def _text(most: int, *, required: bool = True) -> Check:
    def check(value: Any) -> Iterator[str]:
        if value is None or value == "":
            yield from ("missing",) if required else ()
        elif not isinstance(value, str):
            yield "wrong_type"
        elif not value.strip():
            yield "missing"
        elif len(value) > most:
            yield "too_long"

    return check


def _coded(pattern: Pattern[str]) -> Check:
    def check(value: Any) -> Iterator[str]:
        if value is None or value == "":
            yield "missing"
        elif not isinstance(value, str) or not pattern.fullmatch(value):
            yield "wrong_pattern"

    return check


def _item_type(value: Any) -> Iterator[str]:
    if not isinstance(value, str) or value not in TYPE_BY_TITLE:
        yield "unknown" if value else "missing"


def _applicant(value: Any) -> Iterator[str]:
    words = value.split("/") if isinstance(value, str) else []
    if not words or len(set(words)) != len(words) or not set(words) <= APPLICANTS.keys():
        yield "unknown" if value else "missing"


def _divisions(value: Any) -> Iterator[str]:
    if not isinstance(value, list) or not 0 < len(value) <= MOST_DIVISIONS:
        yield "missing"
    elif not all(isinstance(code, str) and DIVISION_CODE.fullmatch(code) for code in value):
        yield "wrong_pattern"


def _limit(value: Any) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield "missing"
    elif value.get("unit") not in list(Unit):
        yield "unit_unknown"
    elif not (_whole(value.get("value")) or (value["unit"] in _TIMELESS and value.get("value") is None)):
        yield "value_wrong"
    elif not _are_stages(value.get("stages")):
        yield "stages_wrong"
    elif not _is_extension(value.get("extension")):
        yield "extension_wrong"
    elif not isinstance(value.get("rolls", True), bool):
        yield "rolls_wrong"
    elif value.keys() - _LIMIT_FIELDS:
        yield "unknown_field"


def _promised(value: Any) -> Iterator[str]:
    if value is not None:
        yield from _limit(value)


def _are_stages(value: Any) -> bool:
    return value is None or (isinstance(value, list) and 0 < len(value) <= MOST_STAGES and all(map(_whole, value)))


def _is_extension(value: Any) -> bool:
    if value is None:
        return True
    if not isinstance(value, Mapping) or value.keys() - _EXTENSION_FIELDS:
        return False
    return value.get("mode") in EXTENSION_MODES and _whole(value.get("value"))


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_TIME


def _materials(value: Any) -> Iterator[str]:
    if not isinstance(value, list) or len(value) > MOST_MATERIALS:
        yield "missing" if value is None else "wrong_type"
    elif not all(_is_material(material) for material in value):
        yield "material_wrong"


def _is_material(value: Any) -> bool:
    return (
        isinstance(value, Mapping)
        and isinstance(value.get("name"), str)
        and 0 < len(value["name"]) <= MOST_NAME
        and isinstance(value.get("required"), bool)
    )


def _origin(value: Any) -> Iterator[str]:
    if value not in (None, "official", "synthetic"):
        yield "unknown"


_CHECKS: dict[str, Check] = {
    "item_code": _coded(ITEM_CODE),
    "code_origin": _origin,
    "name": _text(MOST_NAME),
    "department": _text(MOST_NAME),
    "department_code": _coded(re.compile(DEPARTMENT_CODE)),
    "item_type": _item_type,
    "applicant": _applicant,
    "divisions": _divisions,
    "legal_limit": _limit,
    "promised_limit": _promised,
    "legal_basis": _text(MOST_TEXT),
    "clock_rules": _text(MOST_TEXT, required=False),
    "materials": _materials,
    "fee": _text(MOST_NAME, required=False),
    "validity": _text(MOST_NAME, required=False),
    "id": _text(50, required=False),
    "kind": _text(50, required=False),
}
