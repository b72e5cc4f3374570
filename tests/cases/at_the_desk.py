"""What an office sees of its work."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case
from chalicelib.cases.work import queueing, tasks
from chalicelib.shared.access import Caller
from tests.cases import scenes
from tests.cases.fakes import DEPARTMENT, DIVISION


def page(parts: Parts, who: Caller | None = None, **asked: Any) -> dict[str, Any]:
    """Part of the office's queue; `asked` is what a query may say."""
    said = {"department": DEPARTMENT, "division": DIVISION, "limit": 50, "cursor": None}
    filters = dict.fromkeys(("step", "role", "item_code", "status"))
    flags = dict.fromkeys(("mine", "unclaimed", "overdue"), "false")
    return queueing.queue(parts, who or scenes.clerk(), SimpleNamespace(**{**said, **filters, **flags, **asked}))


def queue(parts: Parts, who: Caller | None = None, **asked: Any) -> list[dict[str, Any]]:
    """Its tasks."""
    tasks: list[dict[str, Any]] = page(parts, who, **asked)["tasks"]
    return tasks


def stored(parts: Parts, case_id: str) -> Case:
    """The case as it stands."""
    case = parts.cases.case(case_id)
    assert case is not None
    return case


def steps_of(items: Any, definition: dict[str, Any]) -> Any:
    """The item with another inner process."""
    real = items.terms
    items.terms = lambda item_code, version=None: real(item_code, version)._replace(definition=definition)
    return items


TWO_STEPS: dict[str, Any] = {
    "nodes": {
        "start": {"kind": "start"},
        "examine": {
            "kind": "step",
            "name": "审查",
            "role": "examiner",
            "outcomes": ["approve", "reject"],
            "limit": {"value": 5, "unit": "WD"},
        },
        "review": {
            "kind": "step",
            "name": "复核",
            "role": "examiner",
            "outcomes": ["approve", "reject"],
            "limit": {"value": 3, "unit": "WD"},
        },
        "end": {"kind": "end"},
    },
    "flows": [
        {"from": "start", "to": "examine"},
        {"from": "examine", "to": "review", "on": ["approve"]},
        {"from": "examine", "to": "end", "on": ["reject"]},
        {"from": "review", "to": "end"},
    ],
}


def in_review(parts: Parts, first: str = "S002") -> str:
    """The id of a case whose second step is open; `first` did the first one."""
    case_id = scenes.accepted(parts)
    task = f"{case_id}-examine-1"
    tasks.claim(parts, scenes.examiner(first), task, None)
    tasks.complete(parts, scenes.examiner(first), task, "approve", "材料齐全", None)
    return case_id
