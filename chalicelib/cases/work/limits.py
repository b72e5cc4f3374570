"""Limits per stage: until when a step that is entered today should end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from chalicelib.cases.terms import Period
from chalicelib.cases.work.process import Due

if TYPE_CHECKING:
    from chalicelib.cases.neighbours import Dates


def step_due(dates: Dates, today: date) -> Due:
    """How `process` reckons the day by which a step that is entered today should end."""

    def due(limit: Mapping[str, Any] | None) -> str | None:
        if not limit or limit["unit"] == "NONE":
            return None
        day = dates.due_on(today, Period(limit["value"], limit["unit"]))
        return day.isoformat() if day else None

    return due
