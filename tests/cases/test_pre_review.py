"""网上预审: passed is on the record; what is wrong is told once, and that was the one request for correction."""

from __future__ import annotations

import pytest

from chalicelib.cases.desk import acceptance, correction, pre_review
from chalicelib.cases.intake import submission
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case, CaseStatus
from chalicelib.shared.errors import Invalid, RuleViolation
from tests.cases import scenes
from tests.cases.fakes import memory_parts
from tests.cases.test_journey import assert_log_tells_state


def stored(parts: Parts, case_id: str) -> Case:
    case = parts.cases.case(case_id)
    assert case is not None
    return case


def test_what_is_passed_is_still_to_be_accepted(parts: Parts) -> None:
    case_id = scenes.submitted(parts)
    pre_review.passed(parts, scenes.clerk(), case_id, "材料齐全", None)
    case = stored(parts, case_id)
    assert (case.status, case.pre_reviewed_at is not None) == (CaseStatus.SUBMITTED, True)
    act = list(parts.cases.acts(f"case#{case_id}"))[-1]
    assert act.type == "case.pre_reviewed"
    assert "材料齐全" not in str(act.changes)
    assert_log_tells_state(parts, case_id)
    acceptance.accept(parts, scenes.clerk(), case_id, None)


def test_what_is_wrong_is_told_as_the_one_correction(parts: Parts) -> None:
    case_id = scenes.submitted(parts)
    pre_review.not_passed(parts, scenes.clerk(), case_id, scenes.FINDINGS, "请一次补齐", None)
    assert stored(parts, case_id).status is CaseStatus.CORRECTION_REQUESTED
    act = list(parts.cases.acts(f"case#{case_id}"))[-1]
    assert (act.type, act.changes["pre_review"]) == ("case.correction_requested", True)
    assert_log_tells_state(parts, case_id)


@pytest.mark.parametrize("first", ["pre_review", "correction"])
def test_there_is_one_notice_in_all(first: str) -> None:
    parts = memory_parts()
    case_id = scenes.submitted(parts)
    deeds = {
        "pre_review": lambda: pre_review.not_passed(parts, scenes.clerk(), case_id, scenes.FINDINGS, None, None),
        "correction": lambda: correction.request_correction(
            parts, scenes.clerk(), case_id, scenes.FINDINGS, None, None
        ),
    }
    deeds[first]()
    submission.resubmit(parts, scenes.applicant(), case_id, None)
    for again in deeds.values():
        with pytest.raises(RuleViolation, match="correction_already_requested"):
            again()


def test_what_was_passed_is_not_looked_at_twice_until_it_changed() -> None:
    parts = memory_parts()
    case_id = scenes.submitted(parts)
    pre_review.passed(parts, scenes.clerk(), case_id, None, None)
    with pytest.raises(RuleViolation, match="already_pre_reviewed"):
        pre_review.passed(parts, scenes.clerk(), case_id, None, None)
    with pytest.raises(RuleViolation, match="already_pre_reviewed"):
        pre_review.not_passed(parts, scenes.clerk(), case_id, scenes.FINDINGS, None, None)
    scenes.corrected(parts, case_id)
    submission.resubmit(parts, scenes.applicant(), case_id, None)
    pre_review.passed(parts, scenes.clerk(), case_id, None, None)
    assert_log_tells_state(parts, case_id)


def test_nothing_is_asked_that_the_item_does_not_list() -> None:
    parts = memory_parts()
    case_id = scenes.submitted(parts)
    beyond = [{"material": "marriage_certificate", "reason": "没有结婚证", "remedy": "请上传结婚证"}]
    with pytest.raises(Invalid):
        pre_review.not_passed(parts, scenes.clerk(), case_id, beyond, None, None)
    assert stored(parts, case_id).status is CaseStatus.SUBMITTED


@pytest.mark.parametrize("scene", ["accepted", "examined", "decided"])
def test_after_acceptance_nothing_is_pre_reviewed(scene: str) -> None:
    parts = memory_parts()
    case_id = getattr(scenes, scene)(parts)
    with pytest.raises(RuleViolation, match="cannot_pre_review"):
        pre_review.passed(parts, scenes.clerk(), case_id, None, None)
