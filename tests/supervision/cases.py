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
        "department": "09",
        **facts,
    }
    clock = FakeClock(at)
    return Recorder(clock, clock, lambda: 0).next(chain or Chain("case#1"), _TYPES[type_name], system("test"), changes)


def a_life(**facts: Any) -> list[Act]:
    """The acts of a case that was corrected once and concluded."""
    return [an_act(*step, **facts) for step in LIFE]
