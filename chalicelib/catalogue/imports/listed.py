"""A row of a published list of implementation codes: what a province's item library gives out.

Columns: department, parent_item, item_name, impl_code, task_type, task_type_text, area_code, org_code_in_impl_code,
org_code_is_valid_uscc, and department_code where a city has codes of its own. Whether the organisation's credit code is
valid is worked out here, whatever the row says of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.catalogue.elements.codes import ITEM_CODE, basic_code_of, credit_code_of, level_of
from chalicelib.catalogue.elements.item_types import ITEM_TYPES, TYPE_BY_TITLE, ItemType
from chalicelib.catalogue.imports.quarantine import department_reasons
from chalicelib.catalogue.imports.reading import Reason
from chalicelib.shared.access import DEPARTMENT_CODE
from chalicelib.shared.credit_code import is_credit_code, parse_uscc
from chalicelib.shared.numbers import InvalidNumber

REQUIRED = ("department", "item_name", "impl_code", "task_type", "org_code_in_impl_code")
COLUMNS = (*REQUIRED, "parent_item", "task_type_text", "area_code", "org_code_is_valid_uscc", "department_code")
MOST_NAME = 200
_NOT_APPLIED_FOR = {"02": "行政处罚", "03": "行政强制", "06": "行政检查"}
"""What the authority does of its own accord (GB/T 39046): nobody can apply for it."""
_TYPE_BY_CODE = {item_type.code: item_type for item_type in ITEM_TYPES}
_AREA = re.compile(r"[0-9]{6}(?:[0-9]{3}|[0-9]{6})?", re.ASCII)
_TYPE_CODE = re.compile(r"[0-9]{1,4}", re.ASCII)
_ROUNDED = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+[0-9]+", re.ASCII)


def quarantine(row: Mapping[str, Any]) -> list[Reason]:
    """Everything that keeps a row from becoming a draft, by field."""
    if wrong := [(name, "wrong_type") for name in COLUMNS if not isinstance(row.get(name) or "", str)]:
        return wrong
    if unknown := sorted(set(row) - set(COLUMNS)):
        return [(name, "unknown_field") for name in unknown]
    said = _said(row)
    return [
        *_text_reasons(said),
        *_code_reasons(said, "impl_code", ITEM_CODE),
        *_organisation_reasons(said),
        *_type_reasons(said),
        *(_code_reasons(said, "area_code", _AREA) if said["area_code"] else ()),
        *(_code_reasons(said, "department_code", re.compile(DEPARTMENT_CODE)) if said["department_code"] else ()),
        *department_reasons(said["department_code"], "department_code"),
    ]


def content_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """The content that a row without reasons gives: an incomplete draft."""
    said = _said(row)
    code, item_type = said["impl_code"], _type_of(said)
    inside = credit_code_of(code)
    by_the_standard = inside is not None and is_credit_code(inside)
    return {
        "item_code": code,
        "basic_code": basic_code_of(code) if by_the_standard or inside is None else None,
        "name": said["item_name"],
        "keywords": [said["parent_item"]] if said["parent_item"] not in ("", said["item_name"]) else [],
        "item_type": item_type.name,
        "legal_regime": item_type.regime.name,
        "department": said["department_code"] or said["org_code_in_impl_code"],
        "department_name": said["department"],
        "level": level_of(code) if by_the_standard else None,
        "divisions": [said["area_code"].ljust(12, "0")] if said["area_code"] else [],
        "provenance": [{"of": "", "origin": "implementation_list", "source": code}],
    }


def _said(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(row.get(name) or "").strip() for name in COLUMNS}


def _text_reasons(said: Mapping[str, str]) -> Iterator[Reason]:
    for field, required in (("item_name", True), ("department", True), ("parent_item", False)):
        if required and not said[field]:
            yield field, "missing"
        elif len(said[field]) > MOST_NAME:
            yield field, "too_long"


def _code_reasons(said: Mapping[str, str], field: str, pattern: re.Pattern[str]) -> Iterator[Reason]:
    code = said[field]
    if not code:
        yield field, "missing"
    elif not pattern.fullmatch(code):
        yield field, _why_no_code(code)


def _why_no_code(code: str) -> str:
    if _ROUNDED.fullmatch(code):
        return "rounded_by_spreadsheet"
    return "full_width" if unicodedata.normalize("NFKC", code) != code else "wrong_pattern"


def _organisation_reasons(said: Mapping[str, str]) -> Iterator[Reason]:
    code = said["org_code_in_impl_code"]
    if not code:
        yield "org_code_in_impl_code", "credit_code_missing"
    elif not is_credit_code(code):
        yield "org_code_in_impl_code", _why_no_credit_code(code)


def _why_no_credit_code(code: str) -> str:
    if _ROUNDED.fullmatch(code):
        return "rounded_by_spreadsheet"
    try:
        parse_uscc(code)
    except InvalidNumber as wrong:
        return f"credit_code_{wrong}"
    return "credit_code_letter_not_used"


def _type_reasons(said: Mapping[str, str]) -> Iterator[Reason]:
    code, title = said["task_type"], said["task_type_text"]
    if not code:
        yield "task_type", "missing"
    elif not _TYPE_CODE.fullmatch(code):
        yield "task_type", _why_no_code(code)
    elif (padded := f"{int(code):02d}") in _NOT_APPLIED_FOR:
        yield "task_type", "not_applied_for"
    elif padded not in _TYPE_BY_CODE:
        yield "task_type", "unknown"
    elif title and TYPE_BY_TITLE.get(title) is not _TYPE_BY_CODE[padded]:
        yield "task_type_text", "differs_from_type"


def _type_of(said: Mapping[str, str]) -> ItemType:
    return _TYPE_BY_CODE[f"{int(said['task_type']):02d}"]
