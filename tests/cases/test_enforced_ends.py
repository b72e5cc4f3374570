"""What was not done in time: an uncorrected application goes back, and one of which something did not follow (容缺)."""

from __future__ import annotations

import pytest

from chalicelib.cases.desk import acceptance, returning, suspension
from chalicelib.cases.intake import submission, tolerance, withdrawing
from chalicelib.cases.parts import Parts
from chalicelib.cases.work import tasks
from chalicelib.shared.errors import RuleViolation
from tests.cases import licences, promises, scenes
from tests.cases.left_alone import (
    MONDAY,
    by_the_clock,
    city,
    days,
    enforced,
    standing,
    stored,
    swept,
    told,
    until,
)

CORRECTED_BY = "2026-03-23"
FOLLOWS_BY = "2026-03-30"
FOLLOWING = {"may_follow": frozenset({"lease"})}


class TestCorrection:
    @pytest.mark.parametrize("regime", ["licensing_law", "confirmation"])
    @pytest.mark.parametrize(("moment", "status"), [
        ("2026-03-23 23:59", "correction_requested"),
        ("2026-03-24 00:00", "returned"),
        ("2026-06-24 09:00", "returned"),
    ])  # fmt: skip
    def test_it_goes_back_when_the_day_is_over(self, regime: str, moment: str, status: str) -> None:
        parts = city(licences.an_item(legal_regime=regime))
        case_id = licences.to_correct(parts)
        assert days(parts, case_id) == {"correction": CORRECTED_BY}
        until(parts, moment)
        enforced(parts, case_id, "correction")
        assert stored(parts, case_id).status == status

    def test_the_act_says_which_day_was_over_and_issues_a_notice(self) -> None:
        parts = city()
        case_id = licences.to_correct(parts)
        until(parts, "2026-03-24 00:00")
        assert enforced(parts, case_id, "correction")
        act = told(parts, case_id)[-1]
        assert (act.type, act.actor.id, act.changes["due_on"]) == ("case.returned", "enforcement", CORRECTED_BY)
        assert str(act.changes["document_no"]).startswith("return_notice-20260324-")
        assert standing(parts, case_id) == {}

    def test_whoever_comes_late_but_before_it_went_back_is_still_taken(self) -> None:
        parts = city()
        case_id = licences.to_correct(parts)
        until(parts, "2026-03-24 09:00")
        submission.resubmit(parts, scenes.applicant(), case_id, None)
        assert not enforced(parts, case_id, "correction")
        assert stored(parts, case_id).status == "submitted"

    def test_a_clerk_may_return_it_as_before_and_then_nothing_is_left(self) -> None:
        parts = city()
        case_id = licences.to_correct(parts)
        until(parts, "2026-03-24 09:00")
        returning.return_case(parts, scenes.clerk(), case_id, None, None)
        assert not enforced(parts, case_id, "correction")
        with pytest.raises(RuleViolation, match="cannot_return"):
            returning.return_case(parts, scenes.clerk(), case_id, None, None)

    def test_the_applicant_is_reminded_once_in_the_last_fifth(self) -> None:
        parts = city()
        case_id = licences.to_correct(parts)
        until(parts, "2026-03-17 23:59")
        assert swept(parts, case_id) == []
        until(parts, "2026-03-18 00:00")
        assert swept(parts, case_id) == ["correction"]
        act = told(parts, case_id)[-1]
        assert (act.type, act.changes["to"]) == ("case.reminded", ["applicant", "officer"])
        assert act.changes["deadline"] == {"kind": "correction", "key": "", "due_on": CORRECTED_BY, "days_left": 3}
        assert not enforced(parts, case_id, "correction")

    def test_nothing_goes_back_on_an_estimate(self) -> None:
        parts = city(now=MONDAY.replace(month=12, day=21))
        case_id = licences.to_correct(parts)
        waiting = standing(parts, case_id)["correction"]
        assert (waiting.provisional, waiting.next_at) == (True, None)
        until(parts, "2027-04-01 09:00")
        assert not enforced(parts, case_id, "correction")


class TestTolerance:
    @pytest.mark.parametrize(("moment", "status"), [
        ("2026-03-30 23:59", "submitted"),
        ("2026-03-31 00:00", "returned"),
    ])  # fmt: skip
    def test_what_was_taken_in_goes_back_when_nothing_followed(self, moment: str, status: str) -> None:
        parts = city(licences.an_item(**FOLLOWING))
        case_id = promises.received(parts)
        until(parts, moment)
        enforced(parts, case_id, "supplement")
        assert stored(parts, case_id).status == status

    def test_it_goes_back_from_wherever_it_is(self) -> None:
        parts = city(licences.an_item(**FOLLOWING))
        cases = {status: accepted_so(parts) for status in ("accepted", "examining", "suspended")}
        for status in ("examining", "suspended"):
            tasks.claim(parts, scenes.examiner(), f"{cases[status]}-examine-1", None)
        suspension.suspend(parts, scenes.examiner(), cases["suspended"], licences.HEARD, None)
        until(parts, "2026-03-13 00:00")
        for status, case_id in cases.items():
            assert stored(parts, case_id).status == status
            assert enforced(parts, case_id, "supplement")
            after = stored(parts, case_id)
            assert (after.status, after.tasks, standing(parts, case_id)) == ("returned", {}, {})
            assert told(parts, case_id)[-1].changes["status"] == {"from": status, "to": "returned"}

    def test_the_act_names_what_did_not_follow(self) -> None:
        parts = city(licences.an_item(**FOLLOWING))
        case_id = promises.received(parts)
        until(parts, "2026-03-31 00:00")
        enforced(parts, case_id, "supplement")
        act = told(parts, case_id)[-1]
        assert (act.type, act.actor.id, act.ground) == ("case.tolerance_lapsed", "enforcement", None)
        assert act.changes["tolerance"]["slots"] == ["lease"]  # type: ignore[index]
        assert act.changes["tolerance"]["due_on"] == FOLLOWS_BY  # type: ignore[index]

    def test_whoever_comes_late_but_before_it_went_back_is_still_taken(self) -> None:
        parts = city(licences.an_item(**FOLLOWING))
        case_id = promises.received(parts)
        until(parts, "2026-03-31 09:00")
        tolerance.supplement(parts, scenes.applicant(), case_id, None)
        assert not enforced(parts, case_id, "supplement")
        assert stored(parts, case_id).status == "submitted"

    def test_before_anybody_answered_no_day_was_told(self) -> None:
        parts = city(licences.an_item(legal_regime="confirmation", **FOLLOWING))
        assert standing(parts, promises.signed(parts)) == {}

    def test_the_applicant_is_reminded(self) -> None:
        parts = city(licences.an_item(**FOLLOWING))
        case_id = promises.received(parts)
        until(parts, "2026-03-24 00:00")
        assert swept(parts, case_id) == ["supplement"]
        assert by_the_clock(parts, case_id) == [("case.reminded", "supplement")]


def test_a_case_that_was_withdrawn_has_no_deadlines() -> None:
    parts = city()
    case_id = licences.to_correct(parts)
    withdrawing.withdraw(parts, scenes.applicant(), case_id, None, None)
    until(parts, "2026-06-01 09:00")
    assert standing(parts, case_id) == {}
    assert not enforced(parts, case_id, "correction")


def test_drafts_and_what_nobody_knows_have_none() -> None:
    parts = city()
    assert standing(parts, scenes.filled(parts)) == {}
    assert standing(parts, "01KAJ0000000000000000NONE0") == {}
    assert not enforced(parts, "01KAJ0000000000000000NONE0", "committed")


def accepted_so(parts: Parts) -> str:
    """Accepted with the lease to follow by 12 March, two working days before the promised end."""
    case_id = promises.signed(parts)
    acceptance.accept(parts, scenes.clerk(), case_id, None, tolerant=True)
    return case_id
