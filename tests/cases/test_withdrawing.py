"""撤件: the applicant's own act, until the decision, also while the clock stands still."""

from __future__ import annotations

import pytest

from chalicelib.cases.intake import withdrawing
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import CaseStatus
from chalicelib.cases.status import timeline
from chalicelib.cases.work.open_work import open_work
from chalicelib.shared.errors import RuleViolation
from tests.cases import licences, scenes
from tests.cases.fakes import memory_parts
from tests.cases.test_journey import assert_log_tells_state

BEFORE = ("submitted", "to correct", "accepted", "examining", "examined", "wanting time", "suspended")


@pytest.mark.parametrize("stage", BEFORE)
def test_before_the_decision_it_is_confirmed_by_a_document_and_no_work_is_left(stage: str) -> None:
    parts = memory_parts(licences.an_item())
    case_id = licences.STAGES[stage](parts)
    withdrawing.withdraw(parts, scenes.applicant(), case_id, "不再需要", None)
    case = licences.stored(parts, case_id)
    assert (case.status, open_work(case)) == (CaseStatus.WITHDRAWN, {})
    told = timeline.timeline(parts, scenes.applicant(), case_id)["entries"][-1]
    assert told["document_no"].startswith("withdrawal-20261121-")
    assert told["notice"] == "不再需要"
    assert_log_tells_state(parts, case_id)


def test_a_reason_is_the_applicants_to_give_or_not(parts: Parts) -> None:
    case_id = scenes.submitted(parts)
    withdrawing.withdraw(parts, scenes.applicant(), case_id, None, None)
    assert "notice_sealed" not in list(parts.cases.acts(f"case#{case_id}"))[-1].changes


@pytest.mark.parametrize("stage", ["decided", "concluded", "served", "declined", "returned", "withdrawn"])
def test_what_is_over_is_not_taken_back(stage: str) -> None:
    parts = memory_parts(licences.an_item())
    case_id = licences.STAGES[stage](parts)
    with pytest.raises(RuleViolation, match="cannot_withdraw"):
        withdrawing.withdraw(parts, scenes.applicant(), case_id, None, None)
