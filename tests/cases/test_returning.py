"""退件: only what was to be corrected, and only once the day for it is over."""

from __future__ import annotations

import pytest

from chalicelib.cases.desk import returning
from chalicelib.cases.intake import submission
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import CaseStatus
from chalicelib.cases.status import timeline
from chalicelib.shared.errors import RuleViolation
from tests.cases import licences, scenes
from tests.cases.calendars import announced
from tests.cases.fakes import memory_parts
from tests.cases.test_journey import assert_log_tells_state


def returned(parts: Parts, case_id: str, notice: str | None = None) -> None:
    returning.return_case(parts, scenes.clerk(), case_id, notice, None)


def test_on_the_last_day_the_applicant_may_still_correct_it_and_on_the_next_it_goes_back(parts: Parts) -> None:
    case_id = licences.to_correct(parts)
    licences.pass_days(parts, 20)  # 11 December, the 15th working day
    with pytest.raises(RuleViolation, match="correction_not_overdue") as refused:
        returned(parts, case_id)
    assert str(refused.value.params["due_on"]) == "2026-12-11"
    licences.pass_days(parts, 1)
    returned(parts, case_id, "您可以备齐材料后再次申请。")
    assert licences.stored(parts, case_id).status is CaseStatus.RETURNED
    told = timeline.timeline(parts, scenes.applicant(), case_id)["entries"][-1]
    assert told["notice"] == "您可以备齐材料后再次申请。"
    assert told["document_no"].startswith("return_notice-20261212-")
    assert_log_tells_state(parts, case_id)


def test_what_is_late_but_corrected_is_not_returned() -> None:
    parts = memory_parts()
    case_id = licences.overdue(parts)
    submission.resubmit(parts, scenes.applicant(), case_id, None)
    with pytest.raises(RuleViolation, match="cannot_return"):
        returned(parts, case_id)


def test_nothing_is_returned_while_no_calendar_tells_the_last_day() -> None:
    parts = memory_parts()
    licences.pass_days(parts, 30)
    case_id = licences.to_correct(parts)
    assert licences.stored(parts, case_id).correction_due_on == "2027-01-12"
    licences.pass_days(parts, 60)
    with pytest.raises(RuleViolation, match="correction_not_overdue"):
        returned(parts, case_id)
    announced(parts, "2027-01-11/2027-01-15")
    licences.pass_days(parts, -40)  # 10 January
    with pytest.raises(RuleViolation, match="correction_not_overdue") as refused:
        returned(parts, case_id)
    assert str(refused.value.params["due_on"]) == "2027-01-19"
    licences.pass_days(parts, 10)
    returned(parts, case_id)
