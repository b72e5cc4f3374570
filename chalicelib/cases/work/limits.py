"""Limits per stage: until when a step that is entered today should end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.cases.parts import Parts
from chalicelib.cases.terms import Period
from chalicelib.cases.work.process import Due


def step_due(parts: Parts) -> Due:
    """How `process` reckons the day by which a step should end, by law time and the calendar that is published."""

    def due(limit: Mapping[str, Any] | None) -> str | None:
        if not limit or limit["unit"] == "NONE":
            return None
        day = parts.dates.due_on(parts.law.today(), Period(limit["value"], limit["unit"]))
        return day.isoformat() if day else None

    return due
