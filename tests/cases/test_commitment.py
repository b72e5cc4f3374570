"""告知承诺: a promise does instead of proofs, is signed, and is checked after the grant."""

from __future__ import annotations

import pytest

from chalicelib.cases.desk import acceptance, commitment, conclusion, decision
from chalicelib.cases.desk.decision import Ruled
from chalicelib.cases.intake import submission
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case, CaseStatus, DecisionResult
from chalicelib.cases.work.open_work import open_work
from chalicelib.shared.errors import Invalid, RuleViolation
from tests.cases import promises, scenes
from tests.cases.fakes import memory_parts
from tests.cases.test_journey import assert_log_tells_state


def stored(parts: Parts, case_id: str) -> Case:
    case = parts.cases.case(case_id)
    assert case is not None
    return case


def granted(parts: Parts) -> str:
    case_id = promises.signed(parts)
    acceptance.accept(parts, scenes.clerk(), case_id, None)
    promises.examined(parts, case_id)
    scenes.granted(parts, case_id)
    return case_id


def test_a_promise_does_instead_of_proofs_and_is_an_ordinary_acceptance(parts: Parts) -> None:
    parts = parts._replace(items=promises.declaring())
    case_id = promises.signed(parts)
    acceptance.accept(parts, scenes.clerk(), case_id, None)
    case = stored(parts, case_id)
    assert case.declared is not None
    assert (case.status, case.tolerance, case.declared.slots) == (CaseStatus.ACCEPTED, None, ("lease",))
    assert_log_tells_state(parts, case_id)


def test_whoever_does_not_promise_hands_the_proofs_in() -> None:
    parts = memory_parts(promises.declaring())
    case_id = scenes.submitted(parts)
    assert (stored(parts, case_id).declared, promises.credit(parts).asked) == (None, [])


def test_what_is_proved_after_all_needs_no_promise_and_no_check(parts: Parts) -> None:
    parts = parts._replace(items=promises.declaring())
    case_id = promises.signed(parts)
    scenes.corrected(parts, case_id)
    scenes.uploaded(parts, case_id, "lease")
    submission.resubmit(parts, scenes.applicant(), case_id, None)
    case = stored(parts, case_id)
    assert (case.declared, {one.slot for one in case.materials}) == (None, {"id_card", "lease"})
    assert_log_tells_state(parts, case_id)


def test_a_promise_stands_in_a_correction_that_proves_nothing(parts: Parts) -> None:
    parts = parts._replace(items=promises.declaring())
    case_id = promises.signed(parts)
    before = stored(parts, case_id).declared
    scenes.corrected(parts, case_id)
    submission.resubmit(parts, scenes.applicant(), case_id, None)
    assert stored(parts, case_id).declared == before
    assert len(promises.credit(parts).asked) == 1
    assert_log_tells_state(parts, case_id)


def test_the_grant_tells_by_when_the_promise_is_checked_and_opens_the_task(parts: Parts) -> None:
    parts = parts._replace(items=promises.declaring())
    case_id = granted(parts)
    case = stored(parts, case_id)
    assert case.declared is not None
    assert case.declared.verify_by == "2027-01-20"  # 60 days from 21 November lie beyond the calendar
    assert case.provisional == ("verify_by",)
    assert f"{case_id}-verify_commitment-1" in open_work(case)


@pytest.mark.parametrize(("outcome", "opinion"), [("kept", None), ("broken", "实地核查,申请人不在该地址居住")])
@pytest.mark.parametrize("concluded", [False, True])
def test_what_the_check_found_is_an_act(parts: Parts, outcome: str, opinion: str | None, concluded: bool) -> None:
    parts = parts._replace(items=promises.declaring())
    case_id = granted(parts)
    if concluded:
        conclusion.conclude(parts, scenes.clerk(), case_id, None)
    commitment.verify(parts, scenes.examiner(), case_id, outcome, opinion, None)
    case = stored(parts, case_id)
    assert case.declared is not None
    assert case.declared.verified == outcome
    assert f"{case_id}-verify_commitment-1" not in open_work(case)
    act = list(parts.cases.acts(f"case#{case_id}"))[-1]
    assert (act.type, act.changes["outcome"]) == ("case.commitment_verified", outcome)
    assert opinion is None or opinion not in str(act.changes)
    assert_log_tells_state(parts, case_id)
    with pytest.raises(RuleViolation, match="commitment_already_verified"):
        commitment.verify(parts, scenes.examiner(), case_id, "kept", None, None)


@pytest.mark.parametrize("opinion", [None, "", "  "])
def test_that_a_promise_was_broken_needs_reasons(opinion: str | None) -> None:
    parts = memory_parts(promises.declaring())
    case_id = granted(parts)
    with pytest.raises(Invalid, match="reasons_required"):
        commitment.verify(parts, scenes.examiner(), case_id, "broken", opinion, None)


def test_only_a_granted_promise_is_checked() -> None:
    parts = memory_parts(promises.declaring())
    plain = scenes.decided(parts)
    with pytest.raises(RuleViolation, match="nothing_to_verify"):
        commitment.verify(parts, scenes.examiner(), plain, "kept", None, None)
    refused = promises.signed(parts)
    with pytest.raises(RuleViolation, match="cannot_verify_commitment"):
        commitment.verify(parts, scenes.examiner(), refused, "kept", None, None)
    acceptance.accept(parts, scenes.clerk(), refused, None)
    promises.examined(parts, refused)
    ruled = Ruled(DecisionResult.REFUSE, "不符合条件", "满半年后可以再次申请")
    decision.decide(parts, scenes.chief(), refused, ruled, None)
    with pytest.raises(RuleViolation, match="nothing_to_verify"):
        commitment.verify(parts, scenes.examiner(), refused, "kept", None, None)
