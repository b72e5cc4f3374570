"""A draft's content with every element in it: what was left out has its default. Pure, without pydantic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_LIMIT: dict[str, Any] = {"rolls": True, "stages": [], "extension": None, "notes": None, "source": None}
_CONTENT: dict[str, Any] = {
    "code_origin": "official",
    "basic_code": None,
    "aliases": [],
    "keywords": [],
    "confidential": False,
    "level": None,
    "divisions": [],
    "applicant_types": [],
    "themes": [],
    "basis": [],
    "conditions": [],
    "prerequisites": [],
    "handling_type": "COMMITTED",
    "statutory_limit": {"value": None, "unit": "NONE"},
    "committed_limit": None,
    "special_procedures": [],
    "materials": [],
    "fee": {"charged": None},
    "handling_modes": [],
    "channels": [],
    "online_depth": None,
    "handling_area": None,
    "appointment": "none",
    "visits": {},
    "places": [],
    "commitment": None,
    "least_assurance_level": 2,
    "results": [],
    "validity": None,
    "remedies": {},
    "consultation_line": None,
    "complaint_line": None,
    "examination": [],
    "handbook": None,
    "guide": {"questions": [], "tables": []},
    "form_schema": None,
    "process": None,
    "instant_approval": None,
    "reform": None,
    "provenance": [],
}
_WITHIN: dict[str, dict[str, Any]] = {
    "statutory_limit": _LIMIT,
    "committed_limit": _LIMIT,
    "fee": {"note": None, "basis": None, "rates": []},
    "visits": {"most": None, "materials_by_mail": False, "result_by_mail": False},
    "remedies": {"review_body": None, "court": None},
    "reform": {"successor": None},
    "basis": {"article": None},
    "conditions": {"basis": None},
    "special_procedures": {"value": None, "unit": "WD", "basis": None},
    "places": {"phone": None, "hours": None, "windows": None},
    "results": {"certificate": None, "validity": None},
    "examination": {"material": None, "standard": None},
    "materials": {
        "basis": None,
        "origin": None,
        "form": "either",
        "originals": 0,
        "copies": 0,
        "signed": "none",
        "certificate": None,
        "may_follow": False,
        "may_declare": False,
        "blank_form": None,
        "sample": None,
        "filling_notes": None,
        "note": None,
    },
}
_DEEPER: dict[tuple[str, str], dict[str, Any]] = {
    ("materials", "origin"): {"issuer": None, "item_code": None},
    ("fee", "rates"): {"unit": None},
}


def completed(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return `content`, of the right types already, with every element of `content.Content` present."""
    whole = {**_CONTENT, **content}
    for name, defaults in _WITHIN.items():
        whole[name] = _filled(whole[name], defaults)
    for (name, part), defaults in _DEEPER.items():
        whole[name] = _with_part(whole[name], part, defaults)
    return whole


def _filled(value: Any, defaults: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        return [{**defaults, **one} for one in value]
    return {**defaults, **value} if isinstance(value, dict) else value


def _with_part(value: Any, part: str, defaults: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        return [_with_part(one, part, defaults) for one in value]
    return {**value, part: _filled(value[part], defaults)}
