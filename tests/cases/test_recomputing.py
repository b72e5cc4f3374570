"""Another notice, or a closure: every day that was told is reckoned anew, and what moved is an act."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.cases.adapters.deadlines import LawDates
from chalicelib.cases.desk import acceptance, extension, extension_approval, resumption, suspension
from chalicelib.cases.desk.extension_approval import Answered
from chalicelib.cases.desk.suspension import Announced
from chalicelib.cases.history import evolve
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case
from chalicelib.cases.status.explaining import explained
from chalicelib.cases.terms import Period
from chalicelib.cases.work import tasks
from chalicelib.configuration.documents import Supervision
from chalicelib.deadlines.service import Calendar, for_division, layered, shipped
from chalicelib.shared.due import Before, Moved
from tests.builders import NOTHING_KEPT
from tests.cases import licences, promises, scenes
from tests.cases.at_the_desk import TWO_STEPS
from tests.cases.fakes import DIVISION
from tests.cases.left_alone import MONDAY, city, days, owner, standing, stored, swept, told, until
from tests.deadlines.test_city import NOTICE_2027

SIGNED_FOR = MONDAY.replace(month=11, day=21)
"""When the applicant of the scenes signs for the result."""
DECEMBER = MONDAY.replace(month=12, day=21)
"""So late that what is due next year is an estimate."""


class InForce(NamedTuple):
    """The calendar of every division."""

    calendar: Calendar

    def of(self, division_code: str) -> LawDates:
        return LawDates(self.calendar)


def shut(first: str, last: str) -> Calendar:
    """The shipped calendar with the office closed on those days."""
    closure = {"division_code": DIVISION, "from": first, "to": last, "reason": "办公场所搬迁"}
    return for_division(shipped(), [closure], DIVISION)


def recomputed(parts: Parts, case_id: str, calendar: Calendar) -> tuple[Parts, tuple[Moved, ...]]:
    """The city under that calendar, and what moved."""
    later = parts._replace(dates=InForce(calendar))
    return later, owner(later).recompute(f"case#{case_id}", NOTHING_KEPT)


def test_nothing_moves_under_the_same_calendar() -> None:
    for scene in licences.STAGES.values():
        parts = city(now=SIGNED_FOR)
        case_id = scene(parts)
        before = told(parts, case_id)
        assert recomputed(parts, case_id, shipped())[1] == ()
        assert told(parts, case_id) == before


@pytest.mark.parametrize(
    ("scene", "untold"),
    [
        (scenes.submitted, "acceptance"),
        (licences.examining, "statutory"),
        (licences.concluded, "service"),
    ],
)
def test_a_day_that_no_act_told_moves_from_the_one_that_was_kept(scene: Any, untold: str) -> None:
    parts = city()
    case_id = scene(parts)
    kept, before = days(parts, case_id), stored(parts, case_id)
    last = date.fromisoformat(kept[untold] or "")
    later = parts._replace(dates=InForce(shut((last - timedelta(days=1)).isoformat(), last.isoformat())))
    moved = owner(later).recompute(f"case#{case_id}", Before(before.seq, kept))
    assert [(one.before, one.after) for one in moved if one.name == untold] == [
        (kept[untold], days(later, case_id)[untold])
    ]
    act = told(parts, case_id)[-1]
    assert act.changes["moved"] == [one._asdict() for one in moved]
    assert owner(later).recompute(f"case#{case_id}", Before(act.seq, days(later, case_id))) == ()
    assert owner(later).recompute(f"case#{case_id}", Before(before.seq, kept)) == (), "of before the act that told it"


def test_a_closure_moves_what_ends_after_it_and_the_act_says_so() -> None:
    parts = city()
    case_id = licences.examining(parts)
    later, moved = recomputed(parts, case_id, shut("2026-03-10", "2026-03-11"))
    assert moved == (Moved("committed", "2026-03-16", "2026-03-18"),)
    assert days(later, case_id) == {
        "stage:examine-1": "2026-03-09",
        "committed": "2026-03-18",
        "statutory": "2026-04-01",
    }
    act = told(parts, case_id)[-1]
    assert (act.type, act.actor.id, act.changes["due_on"]) == ("case.days_recomputed", "enforcement", "2026-03-18")
    assert act.changes["moved"] == [{"name": "committed", "before": "2026-03-16", "after": "2026-03-18"}]
    assert act.changes["calendar"] == shut("2026-03-10", "2026-03-11").version
    assert "tasks" not in act.changes


def test_twice_moves_nothing_more_and_the_log_tells_the_state() -> None:
    parts = city()
    case_id = licences.suspended(parts)
    calendar = shut("2026-03-04", "2026-03-06")
    later, moved = recomputed(parts, case_id, calendar)
    assert {one.name for one in moved} == {"committed", "special_procedure", "stage:examine-1"}
    assert recomputed(later, case_id, calendar)[1] == ()
    log_tells_state(parts, case_id)


@pytest.mark.parametrize(("scene", "name", "told_day", "later_day"), [
    (licences.to_correct, "correction", "2026-03-23", "2026-03-26"),
    (promises.received, "supplement", "2026-03-30", "2026-04-02"),
])  # fmt: skip
def test_the_applicants_own_days_move_later_and_never_earlier(
    scene: Any, name: str, told_day: str, later_day: str
) -> None:
    parts = city(licences.an_item(may_follow=frozenset({"lease"})))
    case_id = scene(parts)
    shut_later, moved = recomputed(parts, case_id, shut("2026-03-16", "2026-03-18"))
    assert moved == (Moved(name, told_day, later_day),)
    assert recomputed(shut_later, case_id, shipped())[1] == ()
    assert days(shut_later, case_id)[name] == later_day


@pytest.mark.parametrize(("scene", "name", "document"), [
    (licences.to_correct, "correction", "settings"),
    (promises.received, "supplement", "commitments"),
])  # fmt: skip
def test_what_the_city_gives_by_now_moves_nothing_that_was_told(scene: Any, name: str, document: str) -> None:
    parts = city(licences.an_item(may_follow=frozenset({"lease"})))
    case_id = scene(parts)
    in_force = getattr(parts, document)()
    longer = {"correction_days": 30} if document == "settings" else {"tolerance_days": 10, "tolerance_margin_days": 5}
    parts = parts._replace(**{document: lambda: type(in_force)(**longer)})
    assert recomputed(parts, case_id, shipped())[1] == ()
    told_on = days(parts, case_id)[name] or ""
    _, moved = recomputed(parts, case_id, shut(told_on, told_on))
    assert [(one.name, one.before) for one in moved] == [(name, told_on)]
    assert (moved[0].after or "") <= str(date.fromisoformat(told_on) + timedelta(days=3))


def test_the_check_of_a_promise_keeps_the_days_that_its_decision_gave() -> None:
    parts = city(licences.an_item(may_declare=frozenset({"id_card"}), commitment=promises.TOLD))
    case_id = promises.granted(parts)
    in_force = parts.commitments()
    parts = parts._replace(commitments=lambda: type(in_force)(verification_days=200))
    assert recomputed(parts, case_id, shipped())[1] == ()


def test_the_offices_days_move_earlier_too() -> None:
    parts = city()._replace(dates=InForce(shut("2026-03-10", "2026-03-11")))
    case_id = scenes.accepted(parts)
    assert recomputed(parts, case_id, shipped())[1] == (Moved("committed", "2026-03-18", "2026-03-16"),)


def test_what_follows_on_a_letter_stays_before_the_end_of_the_promise() -> None:
    parts = city(licences.an_item(may_follow=frozenset({"lease"}), committed_limit=Period(10, "WD")))
    case_id = promises.signed(parts)
    acceptance.accept(parts, scenes.clerk(), case_id, None, tolerant=True)
    in_force = parts.commitments()
    parts = parts._replace(commitments=lambda: type(in_force)(tolerance_margin_days=1))
    assert recomputed(parts, case_id, shipped())[1] == ()
    _, moved = recomputed(parts, case_id, shut("2026-03-10", "2026-03-10"))
    assert moved == (Moved("supplement", "2026-03-12", "2026-03-13"), Moved("committed", "2026-03-16", "2026-03-17"))


def test_the_first_day_that_was_told_for_what_follows_goes_on_counting() -> None:
    parts = city(licences.an_item(may_follow=frozenset({"lease"}), committed_limit=Period(40, "WD")))
    case_id = promises.received(parts)
    until(parts, "2026-03-09 10:00")
    acceptance.accept(parts, scenes.clerk(), case_id, None, tolerant=True)
    _, moved = recomputed(parts, case_id, shut("2026-03-10", "2026-03-10"))
    assert Moved("supplement", "2026-03-30", "2026-03-31") in moved


def test_a_check_of_a_promise_is_moved_wherever_the_case_is() -> None:
    parts = city(licences.an_item(may_declare=frozenset({"id_card"}), commitment=promises.TOLD))
    case_id = promises.granted(parts)
    day = days(parts, case_id)["verification"] or ""
    _, moved = recomputed(parts, case_id, shut(day, day))
    assert [one.name for one in moved] == ["verification"]


class TestANewYear:
    def test_estimates_become_binding_and_only_then_something_follows(self) -> None:
        parts = city(now=DECEMBER)
        case_id = licences.examining(parts)
        assert {one.provisional for name, one in standing(parts, case_id).items()} >= {True}
        assert "due_on" in stored(parts, case_id).provisional
        later, _ = recomputed(parts, case_id, layered(shipped(), [NOTICE_2027]))
        kept = standing(later, case_id)
        assert not any(one.provisional for one in kept.values())
        assert stored(later, case_id).provisional == ()
        until(later, "2027-02-01 09:00")
        assert "committed" in {about for _, about in sweep(later, case_id)}

    def test_a_correction_is_enforced_by_the_day_that_the_notice_tells_and_no_earlier_one(self) -> None:
        parts = city(now=DECEMBER)
        case_id = licences.to_correct(parts)
        later, _ = recomputed(parts, case_id, layered(shipped(), [NOTICE_2027]))
        correction = standing(later, case_id)["correction"]
        assert (correction.due_on, correction.provisional) == ("2027-01-12", False)
        assert correction.next_at

    def test_a_day_that_could_not_be_told_at_all_is_told_now(self) -> None:
        items = licences.an_item(may_follow=frozenset({"lease"}), committed_limit=Period(2, "WD"))
        parts = city(items, DECEMBER)
        case_id = promises.signed(parts)
        until(parts, "2026-12-29 00:00")
        swept(parts, case_id)
        later, moved = recomputed(parts, case_id, layered(shipped(), [NOTICE_2027]))
        assert [one.name for one in moved if one.before is None] == ["supplement"]
        assert standing(later, case_id)["supplement"].next_at

    def test_pauses_that_could_not_be_counted_are_counted_now(self) -> None:
        parts = city(now=DECEMBER)
        case_id = licences.suspended(parts, Announced("hearing", 20, "WD", "涉及他人重大利益"))
        until(parts, "2027-01-08 10:00")
        resumption.resume(parts, scenes.examiner(), case_id, None, None)
        assert stored(parts, case_id).stopped is None
        later, _ = recomputed(parts, case_id, layered(shipped(), [NOTICE_2027]))
        case = stored(later, case_id)
        assert (case.stopped, case.provisional) == (14, ())
        log_tells_state(parts, case_id)

    def test_an_estimated_end_of_a_pause_is_told_and_kept_when_the_pause_is_over(self) -> None:
        """Twenty working days from 21 December end on 19 January; whoever resumes on the 25th has no more."""
        parts = city(now=DECEMBER)
        case_id = licences.suspended(parts, Announced("hearing", 20, "WD", "涉及他人重大利益"))
        assert "pause" in stored(parts, case_id).provisional
        year = layered(shipped(), [NOTICE_2027])
        later, _ = recomputed(parts, case_id, year)
        told_day = str(year_day(year, 20))
        assert (days(later, case_id)["special_procedure"], stored(later, case_id).provisional) == (told_day, ())
        before = days(later, case_id)
        until(later, "2027-01-29 10:00")
        resumption.resume(later, scenes.examiner(), case_id, None, None)
        assert stored(later, case_id).stopped == 20
        after = days(later, case_id)
        assert after == {name: day for name, day in before.items() if name != "special_procedure"}
        assert recomputed(later, case_id, year)[1] == ()
        log_tells_state(parts, case_id)

    def test_a_pause_that_is_over_is_reckoned_anew_with_the_end_that_a_closure_gives_it(self) -> None:
        """Announced through the 9th; of two days that the office was shut none is one of its five."""
        parts = city()
        case_id = licences.suspended(parts)
        until(parts, "2026-03-20 10:00")
        resumption.resume(parts, scenes.examiner(), case_id, None, None)
        shut_later, moved = recomputed(parts, case_id, shut("2026-03-04", "2026-03-05"))
        assert moved == (
            Moved("committed", "2026-03-23", "2026-03-25"),
            Moved("stage:examine-1", "2026-03-16", "2026-03-18"),
        )
        assert stored(shut_later, case_id).stopped == 5
        assert recomputed(shut_later, case_id, shut("2026-03-04", "2026-03-05"))[1] == ()

    def test_a_step_of_a_second_round_has_nothing_of_a_pause_before_it(self) -> None:
        parts = city(licences.an_item(definition=TWO_STEPS))
        case_id = licences.suspended(parts)
        until(parts, "2026-03-04 10:00")
        resumption.resume(parts, scenes.examiner(), case_id, None, None)
        until(parts, "2026-03-05 10:00")
        tasks.complete(parts, scenes.examiner(), f"{case_id}-examine-1", "approve", None, None)
        tasks.claim(parts, scenes.examiner("B"), f"{case_id}-review-1", None)
        tasks.send_back(parts, scenes.examiner("B"), f"{case_id}-review-1", "examine", "请核实", None)
        assert days(parts, case_id)["stage:examine-2"] == "2026-03-12"
        assert recomputed(parts, case_id, shipped())[1] == ()
        _, moved = recomputed(parts, case_id, shut("2026-03-09", "2026-03-09"))
        assert Moved("stage:examine-2", "2026-03-12", "2026-03-13") in moved


def year_day(calendar: Calendar, count: int) -> date | None:
    """So many working days after the day of the scenes in December."""
    return LawDates(calendar).due_on(DECEMBER.date(), Period(count, "WD"))


class TestStatesThatHaveNone:
    def test_closed_cases_and_drafts_have_nothing_to_reckon(self) -> None:
        for stage in ("draft", "returned", "declined", "withdrawn", "served"):
            parts = city(now=SIGNED_FOR)
            case_id = licences.STAGES[stage](parts)
            assert recomputed(parts, case_id, shut("2026-11-23", "2026-12-04"))[1] == (), stage

    def test_what_nobody_knows_has_neither(self) -> None:
        assert owner(city()).recompute("case#01KAJ0000000000000000NONE0", NOTHING_KEPT) == ()


deed = st.sampled_from(["pause", "go on", "more time", "pass", "claim"])
limit = st.sampled_from([Period(10, "WD"), Period(15, "D"), Period(15, "D", rolls=False), Period(1, "M")])


@given(st.lists(st.tuples(deed, st.integers(0, 9)), max_size=8), limit, st.integers(0, 300))
@settings(max_examples=100, deadline=None)
def test_a_life_reckoned_at_once_comes_to_the_days_that_were_reckoned_act_by_act(
    life: list[tuple[str, int]], promised: Period, earlier: int
) -> None:
    """And to those that are explained day by day, wherever weekends and holidays lie."""
    parts = city(licences.an_item(committed_limit=promised), MONDAY - timedelta(days=earlier))
    case_id = licences.examining(parts)
    for what, passed in life:
        _done(parts, case_id, what)
        clock: Any = parts.wall
        clock.move(timedelta(days=passed))
    assert recomputed(parts, case_id, shipped())[1] == ()
    clock_told = explained(parts, Supervision(), scenes.applicant(), case_id)["clock"]
    assert clock_told["due_on"] == days(parts, case_id)["committed"]


def _done(parts: Parts, case_id: str, what: str) -> None:
    case = stored(parts, case_id)
    part = Announced("expert_review", 3, "D", "涉及他人重大利益")
    if what == "pause" and case.status == "examining":
        suspension.suspend(parts, scenes.examiner(), case_id, part, None)
    if what == "go on" and case.status == "suspended":
        resumption.resume(parts, scenes.examiner(), case_id, None, None)
    if what == "more time" and case.status == "examining" and not case.extension and _in_time(parts, case):
        extension.request_extension(parts, scenes.examiner(), case_id, licences.WHY, None)
        extension_approval.decide_extension(parts, scenes.chief(), case_id, Answered(True), None)
    if what == "claim" and case.status == "examining" and not case.claims:
        tasks.claim(parts, scenes.examiner(), f"{case_id}-examine-1", None)


def _in_time(parts: Parts, case: Case) -> bool:
    return parts.law.today().isoformat() <= (case.due_on or "")


def sweep(parts: Parts, case_id: str) -> list[tuple[str, str]]:
    """What the clock does now."""
    before = len(told(parts, case_id))
    swept(parts, case_id)
    acts = told(parts, case_id)[before:]
    return [(act.type, str(act.changes["deadline"]["kind"])) for act in acts if "deadline" in act.changes]  # type: ignore[index]


def log_tells_state(parts: Parts, case_id: str) -> None:
    state: Case | None = None
    for act in told(parts, case_id):
        state = evolve(state, act.type, act.changes, act.law_time, act.seq, act.hash)
    assert state == stored(parts, case_id)._replace(version=0)
