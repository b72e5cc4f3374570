"""Which deadlines stand while a case is handled, when they near and pass, and who is told."""

from __future__ import annotations

import pytest

from chalicelib.cases.desk import (
    acceptance,
    commitment,
    conclusion,
    decision,
    extension_approval,
    resumption,
    service_of_result,
    suspension,
)
from chalicelib.cases.desk.extension_approval import Answered
from chalicelib.cases.desk.suspension import Announced
from chalicelib.cases.enforcing.course import NoEnd
from chalicelib.cases.enforcing.days import Running
from chalicelib.cases.enforcing.telling import holder
from chalicelib.cases.history.enforcing import ENFORCED
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case, CaseStatus, DecisionResult
from chalicelib.cases.status import timeline
from chalicelib.cases.terms import Period
from tests.cases import licences, promises, scenes
from tests.cases.fakes import FakeItems
from tests.cases.left_alone import (
    MONDAY,
    by_the_clock,
    city,
    days,
    enforced,
    standing,
    swept,
    told,
    until,
)
from tests.cases.test_open_work import CASE, DECLARED, STEP

ID = CASE.case_id
DECIDED = CASE._replace(status=CaseStatus.DECIDED, result=DecisionResult.GRANT, declared=DECLARED)
EXAMINING = CASE._replace(
    status=CaseStatus.EXAMINING,
    tasks={"a-1": {**STEP, "step": "a"}, "b-1": {**STEP, "step": "b"}},
    consultations={"q": {"task_id": "t", "asked": "E1", "at": ""}},
)
RUNNING = {"stage:examine-1": "2026-03-09", "committed": "2026-03-16", "statutory": "2026-03-30"}


class TestWhatStands:
    def test_from_acceptance_on_every_stage_the_promise_and_the_statute(self) -> None:
        parts = city()
        assert days(parts, scenes.accepted(parts)) == RUNNING
        assert days(parts, licences.examining(parts)) == RUNNING

    def test_once_the_steps_are_done_no_stage_is_left(self) -> None:
        parts = city()
        assert days(parts, scenes.examined(parts)) == {name: RUNNING[name] for name in ("committed", "statutory")}

    def test_an_item_without_a_limit_has_none(self) -> None:
        parts = city(FakeItems())
        assert standing(parts, scenes.accepted(parts)) == {}

    def test_without_a_promise_the_statute_stands_alone(self) -> None:
        parts = city(licences.an_item(committed_limit=None))
        assert days(parts, scenes.examined(parts)) == {"statutory": "2026-03-30"}

    def test_an_extension_moves_promise_and_statute(self) -> None:
        parts = city()
        case_id = licences.wanting_time(parts)
        extension_approval.decide_extension(parts, scenes.chief(), case_id, Answered(True), None)
        assert days(parts, case_id) == {
            "stage:examine-1": "2026-03-23",
            "committed": "2026-03-30",
            "statutory": "2026-04-14",
        }

    def test_after_a_grant_the_result_is_to_be_served(self) -> None:
        parts = city()
        case_id = scenes.decided(parts)
        assert days(parts, case_id) == {"service": "2026-03-16"}
        conclusion.conclude(parts, scenes.clerk(), case_id, None)
        assert days(parts, case_id) == {"service": "2026-03-16", "pickup": "2026-04-01"}
        serve(parts, case_id)
        assert days(parts, case_id) == {}

    def test_the_law_wants_only_grants_of_licences_served_in_ten_days(self) -> None:
        refused, other = city(), city(licences.an_item(legal_regime="confirmation"))
        case_id = scenes.examined(refused)
        decision.decide(refused, scenes.chief(), case_id, scenes.REFUSE, None)
        assert days(refused, case_id) == {}
        assert days(other, scenes.decided(other)) == {}

    def test_a_promise_is_checked_whatever_becomes_of_the_case(self) -> None:
        parts = city(licences.an_item(may_declare=frozenset({"id_card"}), commitment=promises.TOLD))
        case_id = promises.granted(parts)
        day = days(parts, case_id)["verification"]
        conclusion.conclude(parts, scenes.clerk(), case_id, None)
        serve(parts, case_id)
        assert days(parts, case_id) == {"verification": day}
        commitment.verify(parts, scenes.examiner(), case_id, "kept", None, None)
        assert days(parts, case_id) == {}


class TestPauses:
    def test_the_clock_goes_on_after_the_announced_end(self) -> None:
        parts = city()
        case_id = licences.suspended(parts)
        expected = {
            "stage:examine-1": "2026-03-16",
            "committed": "2026-03-23",
            "statutory": "2026-04-07",
            "special_procedure": "2026-03-09",
        }
        assert days(parts, case_id) == expected
        until(parts, "2026-03-24 00:00")
        assert days(parts, case_id) == expected
        swept(parts, case_id)
        passed = [about for type_, about in by_the_clock(parts, case_id) if type_ == "case.deadline_passed"]
        assert passed == ["special_procedure", "stage:examine-1", "committed"]

    def test_whoever_resumes_earlier_has_less(self) -> None:
        parts = city()
        case_id = licences.suspended(parts)
        until(parts, "2026-03-04 10:00")
        resumption.resume(parts, scenes.examiner(), case_id, None, None)
        assert days(parts, case_id) == {
            "stage:examine-1": "2026-03-11",
            "committed": "2026-03-18",
            "statutory": "2026-04-01",
        }

    def test_a_second_pause_adds_to_the_first(self) -> None:
        parts = city()
        case_id = licences.suspended(parts)
        until(parts, "2026-03-04 10:00")
        resumption.resume(parts, scenes.examiner(), case_id, None, None)
        suspension.suspend(parts, scenes.examiner(), case_id, licences.HEARD, None)
        assert days(parts, case_id) == {
            "stage:examine-1": "2026-03-18",
            "committed": "2026-03-25",
            "statutory": "2026-04-09",
            "special_procedure": "2026-03-11",
        }

    def test_whoever_resumes_later_has_what_stood_already(self) -> None:
        parts = city()
        case_id = licences.suspended(parts)
        before = days(parts, case_id)
        until(parts, "2026-03-13 10:00")
        resumption.resume(parts, scenes.examiner(), case_id, None, None)
        assert days(parts, case_id) == {name: day for name, day in before.items() if name != "special_procedure"}

    def test_what_is_late_is_not_made_timely_by_a_pause(self) -> None:
        """The promise ended on the 16th, the step on the 9th; the statute's twenty days are still running."""
        parts = city()
        case_id = licences.examining(parts)
        until(parts, "2026-03-17 10:00")
        swept(parts, case_id)
        suspension.suspend(parts, scenes.examiner(), case_id, licences.HEARD, None)
        expected = {"stage:examine-1": "2026-03-09", "committed": "2026-03-16", "statutory": "2026-04-07"}
        assert days(parts, case_id) == {**expected, "special_procedure": "2026-03-24"}
        until(parts, "2026-03-25 10:00")
        resumption.resume(parts, scenes.examiner(), case_id, None, None)
        assert days(parts, case_id) == expected
        until(parts, "2026-04-10 00:00")
        swept(parts, case_id)
        passed = [about for type_, about in by_the_clock(parts, case_id) if type_ == "case.deadline_passed"]
        assert passed == ["stage:examine-1", "committed", "statutory"]

    def test_of_a_limit_in_months_the_days_that_did_not_count_are_added_before_it_rolls(self) -> None:
        """Two months end on Saturday 2 May; three days later the holiday is still on, and 6 May is the next day."""
        parts = city(licences.an_item(committed_limit=Period(2, "M")))
        case_id = licences.suspended(parts, Announced("expert_review", 3, "D", "涉及他人重大利益"))
        assert days(parts, case_id)["committed"] == "2026-05-06"
        until(parts, "2026-03-09 10:00")
        resumption.resume(parts, scenes.examiner(), case_id, None, None)
        assert days(parts, case_id)["committed"] == "2026-05-06"

    def test_an_end_that_no_calendar_tells_is_an_estimate_with_all_that_follows_from_it(self) -> None:
        parts = city(now=MONDAY.replace(month=12, day=7))
        case_id = licences.suspended(parts, Announced("hearing", 20, "WD", "涉及他人重大利益"))
        kept = standing(parts, case_id)
        assert {name for name, one in kept.items() if one.provisional} == set(kept)
        assert {one.next_at for one in kept.values()} == {None}
        until(parts, "2027-06-01 09:00")
        assert swept(parts, case_id) == []


class TestWhoIsTold:
    @pytest.mark.parametrize(("moment", "acts"), [
        ("2026-03-11 23:59", []),
        ("2026-03-12 00:00", ["case.deadline_neared"]),
        ("2026-03-16 23:59", ["case.deadline_neared"]),
        ("2026-03-17 00:00", ["case.deadline_passed"]),
        ("2026-04-20 09:00", ["case.deadline_passed"]),
    ])  # fmt: skip
    def test_a_promise_nears_in_its_last_fifth_until_it_passes_at_midnight(self, moment: str, acts: list[str]) -> None:
        """Whoever looks so late that the day is over tells that alone."""
        parts = city()
        case_id = scenes.examined(parts)
        until(parts, moment)
        swept(parts, case_id)
        assert [type_ for type_, about in by_the_clock(parts, case_id) if about == "committed"] == acts

    def test_what_was_told_as_near_is_told_as_over(self) -> None:
        parts = city()
        case_id = scenes.examined(parts)
        for moment in ("2026-03-12 09:00", "2026-03-17 00:00"):
            until(parts, moment)
            swept(parts, case_id)
        about = [type_ for type_, name in by_the_clock(parts, case_id) if name == "committed"]
        assert about == ["case.deadline_neared", "case.deadline_passed"]

    def test_the_last_fifth_of_twenty_days_begins_four_working_days_before(self) -> None:
        parts = city(licences.an_item(committed_limit=Period(20, "WD"), statutory_limit=Period(40, "WD")))
        committed = standing(parts, scenes.accepted(parts))["committed"]
        assert (committed.due_on, committed.next_at) == ("2026-03-30", "2026-03-23T16:00:00.000Z")

    def test_of_a_short_limit_the_last_working_day_before_counts_however_long_the_weekend(self) -> None:
        parts = city(licences.an_item(committed_limit=Period(5, "WD")))
        committed = standing(parts, scenes.accepted(parts))["committed"]
        assert (committed.due_on, committed.next_at) == ("2026-03-09", "2026-03-05T16:00:00.000Z")

    @pytest.mark.parametrize(("limit", "type_"), [
        (Period(1, "WD"), "case.deadline_neared"),
        (Period(None, "NOW"), "case.deadline_passed"),
    ])  # fmt: skip
    def test_nothing_nears_on_the_day_that_set_it_going(self, limit: Period, type_: str) -> None:
        parts = city(licences.an_item(committed_limit=limit))
        case_id = scenes.examined(parts)
        assert swept(parts, case_id) == []
        until(parts, "2026-03-03 00:00")
        swept(parts, case_id)
        assert by_the_clock(parts, case_id) == [(type_, "committed")]

    def test_whose_work_it_is_stands_in_the_act(self) -> None:
        parts = city()
        case_id = licences.examining(parts)
        for moment in ("2026-03-09 00:00", "2026-03-10 00:00"):
            until(parts, moment)
            swept(parts, case_id)
        acts = [act for act in told(parts, case_id) if act.changes.get("deadline")]
        assert {(act.type, act.changes["staff_no"]) for act in acts} == {
            ("case.deadline_neared", "S002"),
            ("case.deadline_passed", "S002"),
        }
        assert acts[-1].changes["deadline"] == {
            "kind": "stage",
            "key": "examine-1",
            "due_on": "2026-03-09",
            "days_over": 1,
        }

    def test_a_statute_that_ends_with_the_promise_nears_but_once(self) -> None:
        parts = city(licences.an_item(committed_limit=Period(20, "WD")))
        case_id = scenes.examined(parts)
        for moment in ("2026-03-30 23:59", "2026-03-31 00:00"):
            until(parts, moment)
            swept(parts, case_id)
        assert by_the_clock(parts, case_id) == [
            ("case.deadline_neared", "committed"),
            ("case.deadline_passed", "committed"),
            ("case.deadline_passed", "statutory"),
        ]

    def test_without_a_promise_the_statute_nears_and_passes_once(self) -> None:
        parts = city(licences.an_item(committed_limit=None))
        case_id = scenes.examined(parts)
        for moment in ("2026-03-30 23:59", "2026-03-31 00:00"):
            until(parts, moment)
            swept(parts, case_id)
        assert by_the_clock(parts, case_id) == [
            ("case.deadline_neared", "statutory"),
            ("case.deadline_passed", "statutory"),
        ]

    @pytest.mark.parametrize(("value", "unit", "ground"), [
        (20, "WD", "行政许可法第四十二条"),
        (45, "WD", "行政许可法第四十二条"),
        (30, "WD", None),
        (20, "D", None),
    ])  # fmt: skip
    def test_the_article_is_named_only_for_the_limit_that_it_sets(
        self, value: int, unit: str, ground: str | None
    ) -> None:
        parts = city(licences.an_item(committed_limit=None, statutory_limit=Period(value, unit)))
        case_id = scenes.examined(parts)
        until(parts, "2026-06-20 09:00")
        swept(parts, case_id)
        act = told(parts, case_id)[-1]
        assert (act.type, act.ground) == ("case.deadline_passed", ground)

    @pytest.mark.parametrize(("name", "last_day", "ground"), [
        ("statutory", "2026-03-30", "行政许可法第四十二条"),
        ("committed", "2026-03-16", None),
        ("stage:examine-1", "2026-03-09", None),
    ])  # fmt: skip
    def test_what_the_law_sets_stands_on_its_article(self, name: str, last_day: str, ground: str | None) -> None:
        parts = city()
        case_id = scenes.accepted(parts)
        for moment in (f"{last_day} 23:59", "2026-05-20 09:00"):
            until(parts, moment)
            assert enforced(parts, case_id, name)
        kind = name.partition(":")[0]
        about = [act for act in told(parts, case_id) if act.changes.get("deadline", {}).get("kind") == kind]  # type: ignore[attr-defined]
        assert [act.ground for act in about] == [ground, ground]

    def test_no_article_is_named_for_what_is_no_licence(self) -> None:
        parts = city(licences.an_item(legal_regime="confirmation"))
        case_id = scenes.accepted(parts)
        until(parts, "2026-05-20 09:00")
        swept(parts, case_id)
        assert {act.ground for act in told(parts, case_id) if act.actor.id == "enforcement"} == {None}

    def test_a_result_that_waits_is_told_of_once_and_to_its_applicant_alone(self) -> None:
        parts = city(licences.an_item(legal_regime="confirmation"))
        case_id = licences.concluded(parts)
        until(parts, "2026-04-01 23:59")
        assert swept(parts, case_id) == []
        until(parts, "2026-04-02 00:00")
        assert swept(parts, case_id) == ["pickup"]
        act = told(parts, case_id)[-1]
        assert (act.type, act.changes["to"]) == ("case.reminded", ["applicant"])
        assert standing(parts, case_id)["pickup"].next_at is None

    def test_a_day_that_moved_is_told_of_anew(self) -> None:
        parts = city()
        case_id = licences.examining(parts)
        until(parts, "2026-03-13 09:00")
        swept(parts, case_id)
        suspension.suspend(parts, scenes.examiner(), case_id, licences.HEARD, None)
        until(parts, "2026-03-19 09:00")
        resumption.resume(parts, scenes.examiner(), case_id, None, None)
        until(parts, "2026-03-20 09:00")
        swept(parts, case_id)
        due = [act.changes["deadline"] for act in told(parts, case_id) if act.type == "case.deadline_neared"]
        assert [one["due_on"] for one in due if one["kind"] == "committed"] == [  # type: ignore[index]
            "2026-03-16",
            "2026-03-20",
        ]

    def test_an_act_that_leaves_its_deadline_as_it_was_is_an_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It would be told of again and again, in one transaction without end."""
        monkeypatch.setitem(ENFORCED, "case.deadline_neared", lambda case, *_: case)
        parts = city()
        case_id = scenes.examined(parts)
        until(parts, "2026-03-12 00:00")
        with pytest.raises(NoEnd, match="near committed"):
            enforced(parts, case_id, "committed")
        assert by_the_clock(parts, case_id) == []

    def test_the_applicant_sees_of_the_offices_days_nothing(self) -> None:
        parts = city()
        case_id = scenes.accepted(parts)
        until(parts, "2026-05-20 09:00")
        swept(parts, case_id)
        mine = timeline.timeline(parts, scenes.applicant(), case_id)["entries"]
        theirs = timeline.timeline(parts, scenes.clerk(), case_id)["entries"]
        assert [one["type"] for one in mine] == ["case.submitted", "case.accepted"]
        assert len(theirs) > len(mine)


@pytest.mark.parametrize(("case", "kind", "key", "whose"), [
    (DECIDED._replace(claims={f"{ID}-conclude-1": "C", f"{ID}-verify_commitment-1": "V"}), "service", "", "C"),
    (DECIDED._replace(claims={f"{ID}-conclude-1": "C", f"{ID}-verify_commitment-1": "V"}), "verification", "", "V"),
    (DECIDED._replace(claims={f"{ID}-verify_commitment-1": "V"}), "service", "", None),
    (EXAMINING._replace(claims={f"{ID}-a-1": "A", f"{ID}-b-1": "B"}), "stage", "b-1", "B"),
    (EXAMINING._replace(claims={f"{ID}-a-1": "A"}), "stage", "b-1", None),
    (EXAMINING._replace(tasks={}), "committed", "", None),
])  # fmt: skip
def test_whose_work_a_deadline_is(case: Case, kind: str, key: str, whose: str | None) -> None:
    assert holder(case, Running(kind, MONDAY.date(), None, key)) == whose


def test_acceptance_by_a_clerk_ends_what_waited_for_it() -> None:
    parts = city()
    case_id = scenes.submitted(parts)
    acceptance.accept(parts, scenes.clerk(), case_id, None)
    assert "acceptance" not in standing(parts, case_id)


def serve(parts: Parts, case_id: str) -> None:
    signed = {**scenes.SIGNED, "received_on": parts.law.today().isoformat()}
    service_of_result.serve(parts, scenes.clerk(), case_id, "window", signed, None)
