"""What the law's clock leaves of a case: what follows when a day is over, and of which days somebody was told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chalicelib.cases.history.handing_in import declared_of, tolerance_of
from chalicelib.cases.history.handling import HANDLED
from chalicelib.cases.records import Pause
from chalicelib.cases.rules import Case
from chalicelib.shared.due import Deadline

NEAR, PASSED = "near", "passed"
"""What was told of a deadline's day: that it is near, that it is over."""


_PLAIN = ("due_on", "correction_due_on", "tasks", "stopped")


def _deem_accepted(case: Case, changes: dict[str, Any], _at: str) -> Case:
    """Accepted when it was received (行政许可法 Art. 32(1)(4)), whenever that was noticed."""
    return HANDLED["case.accepted"](case, changes, changes["accepted_at"])


def _lapse(case: Case, _changes: dict[str, Any], _at: str) -> Case:
    return case._replace(tasks={})


def _alarm(mark: str) -> Callable[[Case, dict[str, Any], str], Case]:
    """One mark for each deadline: of a day that was told of as over, none is told any more as near."""

    def alarm(case: Case, changes: dict[str, Any], _at: str) -> Case:
        told = changes["deadline"]
        name = Deadline(case.subject, told["kind"], told["key"]).name
        return case._replace(alarms={**case.alarms, name: f"{mark}:{told['due_on']}"})

    return alarm


def _recompute(case: Case, changes: dict[str, Any], _at: str) -> Case:
    """Whatever moved; `estimates` names the days that are estimates still."""
    parts: dict[str, Callable[[Any], Any]] = {
        "tolerance": tolerance_of,
        "declared": declared_of,
        "pause": _pause_of,
    }
    moved = {name: changes[name] for name in _PLAIN if name in changes}
    moved |= {name: read(changes[name]) for name, read in parts.items() if name in changes}
    return case._replace(**moved, provisional=tuple(changes.get("estimates", case.provisional)))


def _pause_of(told: dict[str, Any]) -> Pause:
    return Pause(**told)


ENFORCED = {
    "case.deemed_accepted": _deem_accepted,
    "case.tolerance_lapsed": _lapse,
    "case.reminded": _alarm(NEAR),
    "case.deadline_neared": _alarm(NEAR),
    "case.deadline_passed": _alarm(PASSED),
    "case.days_recomputed": _recompute,
}
