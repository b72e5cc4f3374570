"""The items under which a log's cases are handled: one for each limit that the log gives its cases.

Its rule is 56 natural days (eight weeks) from receipt, the last day not rolled; other cases have another number from
the beginning, most often 98 (fourteen weeks); and some had days added later. No code, name or content of an item is
the log's: all are made here, and marked so.
"""

from __future__ import annotations

from typing import Any, NamedTuple

DEPARTMENT, DIVISION = "09", "530102000000"
RULE, EXTENDED_RULE = 56, 98
STEPS = 48
"""Pieces of work that a case may have: as many as a process has room for."""
LONGEST = 3660
"""Days that a limit may have."""


class Limit(NamedTuple):
    """Natural days from acceptance, and the days that may be added once."""

    days: int
    more: int = 0


def code(number: int) -> str:
    """The synthetic code of the item made as that one."""
    return f"11530100MBFAKE09851000901{number:06d}"


def draft(number: int, limit: Limit) -> dict[str, Any]:
    """The whole content of an item with that limit, for the catalogue's desk."""
    item_code = code(number)
    return {
        "item_code": item_code,
        "code_origin": "synthetic",
        "basic_code": item_code[-12:],
        "name": f"回放事项（{limit.days}日{f'，可延长{limit.more}日' if limit.more else ''}）",
        "item_type": "other_power",
        "legal_regime": "other_power",
        "department": DEPARTMENT,
        "department_name": "示例部门",
        "divisions": [DIVISION],
        "applicant_types": ["natural_person"],
        "basis": [{"code": "B01", "title": "事件日志中的期限（示例）"}],
        "statutory_limit": _limit(limit),
        "channels": ["h5"],
        "online_depth": 3,
        "form_schema": {"type": "object", "additionalProperties": False, "properties": {}},
        "process": _process(),
        "provenance": [{"of": "", "origin": "sample", "source": "made for a replay"}],
    }


def _limit(limit: Limit) -> dict[str, Any]:
    extension = {"value": limit.more, "mode": "D_ADD"} if limit.more else None
    return {"value": limit.days, "unit": "D", "rolls": False, "extension": extension}


def step(number: int) -> str:
    """The name of the process's step with that number, from 1."""
    return f"work_{number:02d}"


def _process() -> dict[str, Any]:
    """A step for each piece of work, whatever it was: a log tells that one was done, not what it led to."""
    steps = {step(number): _step(number) for number in range(1, STEPS + 1)}
    onward = [{"from": step(number), "to": step(number + 1), "on": ["next"]} for number in range(1, STEPS)]
    ends = [{"from": name, "to": "end", "on": ["approve"]} for name in steps]
    nodes = {"start": {"kind": "start"}, **steps, "end": {"kind": "end"}}
    return {"nodes": nodes, "flows": [{"from": "start", "to": step(1)}, *onward, *ends]}


def _step(number: int) -> dict[str, Any]:
    outcomes = ["next", "approve"] if number < STEPS else ["approve"]
    return {"kind": "step", "name": f"第{number}项工作", "role": "examiner", "outcomes": outcomes}
