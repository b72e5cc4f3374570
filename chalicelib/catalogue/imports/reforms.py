"""Rows of a reform list (改革清单): 取消、下放、合并、转移, each for an item in force.

A row: {item_code, reform, document, effective_on, successor_code, department_code, department, level, divisions}; what
a 下放 or 转移 leaves out of the last four stays as it is. `divisions` is a list, or codes separated by `|`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from chalicelib.catalogue.elements.codes import DIVISION_CODE, ITEM_CODE, LEVELS
from chalicelib.catalogue.imports.reading import Reason
from chalicelib.shared.access import DEPARTMENT_CODE, Caller

KEY = "item_code"
REQUIRED = ("item_code", "reform", "document", "effective_on")
COLUMNS = (*REQUIRED, "successor_code", "department_code", "department", "level", "divisions")
KINDS = {"取消": "cancelled", "下放": "delegated", "合并": "merged", "转移": "transferred"}
MOVING = frozenset({"delegated", "transferred"})
MOST_TEXT = 200
MOST_DIVISIONS = 50
_DEPARTMENT = re.compile(DEPARTMENT_CODE)


def key_of(row: Mapping[str, Any]) -> str:
    """The item code as the row has it."""
    return str(row.get(KEY) or "").strip()


def read(row: object, _by: Caller) -> tuple[Mapping[str, Any] | None, list[Reason]]:
    """What the row makes of the item: {item_code, reform, changes}; or everything that keeps it from being read."""
    if not isinstance(row, Mapping):
        return None, [("", "not_an_object")]
    if reasons := list(_shape_reasons(row)) or list(_reasons(_said(row))):
        return None, reasons
    return _read(_said(row)), []


def reformed(content: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """The content of the edition in force as the reform leaves it."""
    return {**content, **row["changes"], "reform": row["reform"]}


def _read(said: Mapping[str, Any]) -> dict[str, Any]:
    kind = KINDS[said["reform"]]
    reform = {"kind": kind, "document": said["document"], "effective_on": said["effective_on"]}
    moved = {
        "department": said["department_code"],
        "department_name": said["department"],
        "level": said["level"],
        "divisions": said["divisions"],
    }
    changes = {name: value for name, value in moved.items() if value} if kind in MOVING else {}
    return {KEY: said[KEY], "reform": {**reform, "successor": said["successor_code"] or None}, "changes": changes}


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {name: str(row.get(name) or "").strip() for name in COLUMNS}
    areas = row.get("divisions") or []
    listed = areas.split("|") if isinstance(areas, str) else areas
    return {**said, "divisions": [str(code).strip() for code in listed]}


def _shape_reasons(row: Mapping[str, Any]) -> Iterator[Reason]:
    for name, value in row.items():
        if name not in COLUMNS:
            yield str(name), "unknown_field"
        elif not isinstance(value or "", list if name == "divisions" and isinstance(value, list) else str):
            yield name, "wrong_type"


def _reasons(said: Mapping[str, Any]) -> Iterator[Reason]:
    yield from ((name, "missing") for name in REQUIRED if not said[name])
    yield from ((name, "too_long") for name in ("document", "department") if len(said[name]) > MOST_TEXT)
    for name, pattern in ((KEY, ITEM_CODE), ("successor_code", ITEM_CODE), ("department_code", _DEPARTMENT)):
        if said[name] and not pattern.fullmatch(said[name]):
            yield name, "wrong_pattern"
    if said["reform"] and said["reform"] not in KINDS:
        yield "reform", "unknown"
    if said["effective_on"] and not _is_day(said["effective_on"]):
        yield "effective_on", "not_a_date"
    if said["level"] and said["level"] not in LEVELS.values():
        yield "level", "unknown"
    if len(said["divisions"]) > MOST_DIVISIONS or not all(map(DIVISION_CODE.fullmatch, said["divisions"])):
        yield "divisions", "wrong_pattern"
    yield from _successor_reasons(said)


def _successor_reasons(said: Mapping[str, Any]) -> Iterator[Reason]:
    if KINDS.get(said["reform"]) == "merged" and not said["successor_code"]:
        yield "successor_code", "missing"
    if said["successor_code"] and said["successor_code"] == said[KEY]:
        yield "successor_code", "successor_is_itself"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
