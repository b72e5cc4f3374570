"""补正告知 is asked for by the clerks of the case's office, by whoever holds the task among them."""

from __future__ import annotations

import pytest

from chalicelib.cases.desk import correction
from chalicelib.cases.work import tasks
from chalicelib.shared.access import Role
from chalicelib.shared.errors import RuleViolation
from tests.cases import licences, scenes
from tests.cases.everybody import at_work, entering, let_in, standing_in
from tests.cases.fakes import memory_parts


def test_the_offices_clerks_alone_ask_for_it() -> None:
    parts = memory_parts()
    assert let_in("correction-request", parts, scenes.submitted(parts)) == {"clerk"}


def test_whoever_has_taken_the_task_asks_or_their_stand_in_on_their_behalf() -> None:
    parts = memory_parts()
    case_id = scenes.submitted(parts)
    tasks.claim(parts, scenes.clerk("A001"), f"{case_id}-accept-1", None)
    for other in (at_work(Role.CLERK), standing_in(Role.CLERK, "A002")):
        with pytest.raises(RuleViolation, match="task_claimed_by_another"):
            _ask(parts, case_id, other)
    _ask(parts, case_id, standing_in(Role.CLERK, "A001"))
    act = list(parts.cases.acts(f"case#{case_id}"))[-1]
    assert (act.actor.id, act.on_behalf_of) == ("B001", "staff:A001")
    assert licences.stored(parts, case_id).corrections == 1


def _ask(parts, case_id, who) -> None:  # type: ignore[no-untyped-def]
    correction.request_correction(parts, entering("correction-request", who), case_id, scenes.FINDINGS, None, None)
