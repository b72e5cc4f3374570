"""What an office sees of its work."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case
from chalicelib.cases.work import queueing
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
