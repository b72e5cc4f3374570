"""Acts of cases, as the cases domain records them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from chalicelib.cases.acts import ACT_TYPES
from chalicelib.shared.access import system
from chalicelib.shared.acts import Act, Chain, Recorder
from tests.fakes import FakeClock

ITEM = "000109001000"
DIVISION = "530102000000"
DEPARTMENT = "09"
CLOCK: dict[str, Any] = {
    "accepted_on": "2026-11-16",
    "decided_on": "2026-11-20",
    "due_on": "2026-11-23",
    "provisional": False,
    "used": 4,
    "promised": 5,
    "statutory": 20,
    "on_time": True,
    "early": True,
    "same_day": False,
    "passed": False,
    "corrections": 1,
    "online": True,
}
NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)

LIFE = (
    ("case.submitted", "draft", "submitted"),
    ("case.correction_requested", "submitted", "correction_requested"),
    ("case.resubmitted", "correction_requested", "submitted"),
    ("case.accepted", "submitted", "accepted"),
    ("case.task_completed", "accepted", "examining"),
    ("case.task_completed", "examining", "examining"),
    ("case.decided", "examining", "decided"),
    ("case.concluded", "decided", "concluded"),
)
_TYPES = {type_.name: type_._replace(changes=type_.changes | {"channel"}) for type_ in ACT_TYPES}


def an_act(
    type_name: str = "case.accepted",
    left: str = "submitted",
    status: str = "accepted",
    *,
    at: datetime = NOON,
    chain: Chain | None = None,
    **facts: Any,
) -> Act:
    """One act of a case, the first of its chain unless one is given."""
    changes = {
        "status": {"from": left, "to": status},
        "item_code": ITEM,
        "division_code": DIVISION,
        "department": DEPARTMENT,
        **({"clock": CLOCK} if type_name == "case.concluded" else {}),
        **facts,
    }
    clock = FakeClock(at)
    return Recorder(clock, clock, lambda: 0).next(chain or Chain("case#1"), _TYPES[type_name], system("test"), changes)


def a_life(**facts: Any) -> list[Act]:
    """The acts of a case that was corrected once and concluded."""
    return [an_act(*step, **facts) for step in LIFE]


def concluded(**clock: Any) -> Act:
    """A conclusion with such a clock."""
    return an_act("case.concluded", "decided", "concluded", clock={**CLOCK, **clock})


def passed(kind: str = "committed", **facts: Any) -> Act:
    """A deadline's day went by."""
    deadline = {"kind": kind, "key": "", "due_on": "2026-11-20", "days_over": 0}
    return an_act("case.deadline_passed", "examining", "examining", deadline=deadline, staff_no="S002", **facts)
