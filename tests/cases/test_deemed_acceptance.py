"""视为受理: nobody told in five working days what was lacking, so a licence counts as accepted from its receipt."""

from __future__ import annotations

import pytest

from chalicelib.cases.desk import acceptance, correction
from chalicelib.cases.history import evolve
from chalicelib.cases.intake import submission, tolerance
from chalicelib.cases.parts import Parts
from chalicelib.cases.records import Collection
from chalicelib.cases.rules import Case
from chalicelib.cases.terms import Period
from chalicelib.shared.change import Change
from chalicelib.shared.clocks import rfc3339
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

LAST_DAY = "2026-03-09"


def test_it_stands_for_five_working_days_after_the_receipt() -> None:
    parts = city()
    case_id = scenes.submitted(parts)
    assert days(parts, case_id) == {"acceptance": LAST_DAY}
    assert standing(parts, case_id)["acceptance"].next_at == "2026-03-05T16:00:00.000Z"


@pytest.mark.parametrize(("moment", "accepted"), [
    ("2026-03-09 23:59", False),
    ("2026-03-10 00:00", True),
    ("2026-03-10 00:01", True),
    ("2026-05-20 12:00", True),
])  # fmt: skip
def test_the_law_happens_at_midnight_in_the_city(moment: str, accepted: bool) -> None:
    parts = city()
    case_id = scenes.submitted(parts)
    until(parts, moment)
    enforced(parts, case_id, "acceptance")
    assert stored(parts, case_id).status == ("accepted" if accepted else "submitted")


def test_it_counts_from_the_receipt_and_the_process_begins_now() -> None:
    parts = city()
    case_id = scenes.submitted(parts)
    until(parts, "2026-03-10 00:05")
    assert enforced(parts, case_id, "acceptance")
    case = stored(parts, case_id)
    assert (case.status, case.accepted_at, case.due_on) == ("accepted", rfc3339(MONDAY), "2026-03-16")
    assert case.tasks["examine-1"]["entered_at"] == "2026-03-09T16:05:00.000Z"
    assert case.tasks["examine-1"]["due_on"] == "2026-03-17"
    assert days(parts, case_id) == {
        "stage:examine-1": "2026-03-17",
        "committed": "2026-03-16",
        "statutory": "2026-03-30",
    }


def test_the_act_is_the_citys_own_with_its_article() -> None:
    parts = city()
    case_id = scenes.submitted(parts)
    until(parts, "2026-03-10 00:00")
    enforced(parts, case_id, "acceptance")
    act = told(parts, case_id)[-1]
    assert (act.type, act.actor.id, act.actor.role) == ("case.deemed_accepted", "enforcement", "system")
    assert act.ground == "行政许可法第三十二条第一款第四项"
    assert act.changes["accepted_at"] == rfc3339(MONDAY)
    assert act.changes["status"] == {"from": "submitted", "to": "accepted"}


@pytest.mark.parametrize("regime", ["confirmation", "administrative_payment", "public_service"])
def test_other_regimes_deem_nothing(regime: str) -> None:
    parts = city(licences.an_item(legal_regime=regime))
    case_id = scenes.submitted(parts)
    assert standing(parts, case_id) == {}
    until(parts, "2026-06-01 12:00")
    assert not enforced(parts, case_id, "acceptance")
    assert stored(parts, case_id).status == "submitted"


def test_an_answer_in_time_leaves_nothing_to_the_law() -> None:
    parts = city()
    answered, corrected = scenes.submitted(parts), scenes.submitted(parts)
    acceptance.accept(parts, scenes.clerk(), answered, None)
    correction.request_correction(parts, scenes.clerk(), corrected, scenes.FINDINGS, None, None)
    until(parts, "2026-03-10 00:00")
    assert not enforced(parts, answered, "acceptance")
    assert not enforced(parts, corrected, "acceptance")
    assert "acceptance" not in days(parts, corrected)


def test_a_resubmission_is_waited_for_anew() -> None:
    parts = city()
    case_id = licences.to_correct(parts)
    until(parts, "2026-03-10 15:00")
    submission.resubmit(parts, scenes.applicant(), case_id, None)
    assert days(parts, case_id) == {"acceptance": "2026-03-17"}
    until(parts, "2026-03-18 00:00")
    assert enforced(parts, case_id, "acceptance")
    case = stored(parts, case_id)
    assert (case.accepted_at, case.due_on) == ("2026-03-10T07:00:00.000Z", "2026-03-24")


def test_while_something_follows_that_was_taken_in_no_clock_runs() -> None:
    parts = city(licences.an_item(may_follow=frozenset({"lease"})))
    case_id = promises.received(parts)
    assert days(parts, case_id) == {"supplement": "2026-03-30"}
    until(parts, "2026-03-12 10:00")
    tolerance.supplement(parts, scenes.applicant(), case_id, None)
    assert days(parts, case_id) == {"acceptance": "2026-03-19"}
    until(parts, "2026-03-20 00:00")
    assert enforced(parts, case_id, "acceptance")
    assert stored(parts, case_id).accepted_at == "2026-03-12T02:00:00.000Z"


def test_what_follows_before_anybody_answered_puts_nothing_off() -> None:
    parts = city(licences.an_item(may_follow=frozenset({"lease"})))
    case_id = promises.followed(parts)
    until(parts, "2026-03-05 10:00")
    tolerance.supplement(parts, scenes.applicant(), case_id, None)
    assert days(parts, case_id) == {"acceptance": LAST_DAY}


@pytest.mark.parametrize(("limit", "follows_by"), [
    (Period(20, "WD"), "2026-03-26"),  # two working days before 30 March
    (Period(7, "WD"), "2026-04-08"),  # the promise leaves no day
    (Period(5, "WD"), "2026-04-08"),  # the promise is over: as long as anybody has from today
    (None, "2026-03-26"),  # the statute's twenty days are the promise
])  # fmt: skip
def test_what_was_to_follow_stops_nothing_and_gets_a_day(limit: Period | None, follows_by: str) -> None:
    parts = city(licences.an_item(may_follow=frozenset({"lease"}), committed_limit=limit))
    case_id = promises.signed(parts)
    until(parts, "2026-03-10 00:00")
    assert enforced(parts, case_id, "acceptance")
    case = stored(parts, case_id)
    assert case.tolerance
    assert (case.status, case.tolerance.kind, case.tolerance.due_on) == ("accepted", "acceptance", follows_by)


def test_what_was_to_follow_gets_no_day_while_no_calendar_tells_one() -> None:
    items = licences.an_item(may_follow=frozenset({"lease"}), committed_limit=Period(2, "WD"))
    parts = city(items, MONDAY.replace(month=12, day=21))
    case_id = promises.signed(parts)
    until(parts, "2026-12-29 00:00")
    assert enforced(parts, case_id, "acceptance")
    case = stored(parts, case_id)
    assert case.tolerance
    assert (case.status, case.tolerance.due_on) == ("accepted", None)
    assert standing(parts, case_id)["supplement"].provisional


def test_papers_that_are_on_their_way_stop_nothing() -> None:
    parts = city()
    case_id = scenes.submitted(parts)
    case = stored(parts, case_id)
    elsewhere = case._replace(collection=Collection("S009", "530103000000"))
    parts.committer.commit(lambda: _changed(parts, case, elsewhere), None)
    until(parts, "2026-03-10 00:00")
    assert enforced(parts, case_id, "acceptance")
    assert stored(parts, case_id).status == "accepted"


def test_the_office_is_told_once_as_it_nears() -> None:
    parts = city()
    case_id = scenes.submitted(parts)
    until(parts, "2026-03-05 23:59")
    assert not enforced(parts, case_id, "acceptance")
    until(parts, "2026-03-06 00:00")
    assert swept(parts, case_id) == ["acceptance"]
    assert not enforced(parts, case_id, "acceptance")
    act = told(parts, case_id)[-1]
    assert (act.type, act.changes["to"], act.changes["staff_no"]) == ("case.deadline_neared", ["officer"], None)
    assert act.changes["deadline"] == {"kind": "acceptance", "key": "", "due_on": LAST_DAY, "days_left": 1}
    assert standing(parts, case_id)["acceptance"].next_at == "2026-03-09T16:00:00.000Z"


def test_after_a_long_sleep_the_law_comes_without_its_reminder() -> None:
    parts = city()
    case_id = scenes.submitted(parts)
    until(parts, "2026-03-11 12:00")
    assert enforced(parts, case_id, "acceptance")
    assert by_the_clock(parts, case_id) == [("case.deemed_accepted", "")]
    assert swept(parts, case_id) == []


def test_without_a_calendar_nothing_is_enforced() -> None:
    parts = city(now=MONDAY.replace(month=12, day=28))
    case_id = scenes.submitted(parts)
    waiting = standing(parts, case_id)["acceptance"]
    assert (waiting.provisional, waiting.next_at) == (True, None)
    until(parts, "2027-03-01 12:00")
    assert not enforced(parts, case_id, "acceptance")
    assert stored(parts, case_id).status == "submitted"


def test_a_state_of_before_receipts_were_kept_is_dated_by_its_acts() -> None:
    parts = city()
    case_id = licences.to_correct(parts)
    until(parts, "2026-03-10 15:00")
    submission.resubmit(parts, scenes.applicant(), case_id, None)
    case = stored(parts, case_id)
    parts.committer.commit(lambda: _changed(parts, case, case._replace(received_at=None)), None)
    assert days(parts, case_id) == {"acceptance": "2026-03-17"}


def test_the_log_tells_the_state() -> None:
    parts = city()
    case_id = scenes.submitted(parts)
    until(parts, "2026-03-06 10:00")
    swept(parts, case_id)
    until(parts, "2026-07-01 10:00")
    swept(parts, case_id)
    state: Case | None = None
    for act in told(parts, case_id):
        state = evolve(state, act.type, act.changes, act.law_time, act.seq, act.hash)
    assert state == stored(parts, case_id)._replace(version=0)


def _changed(parts: Parts, before: Case, after: Case) -> Change:
    return Change(parts.cases.save(before, after))
