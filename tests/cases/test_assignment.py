"""Assignment by rule: who is chosen, and that an act may come late, twice or out of order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.cases.intake import withdrawing
from chalicelib.cases.neighbours import Colleague
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import CaseStatus
from chalicelib.cases.work import tasks
from chalicelib.cases.work.assigning import Assigner
from chalicelib.cases.work.choosing import Rules, chosen
from chalicelib.configuration.documents import Assignment
from tests.cases import scenes
from tests.cases.at_the_desk import TWO_STEPS, in_review, steps_of, stored
from tests.cases.fakes import DIVISION, FakeColleagues, FakeItems

LEAST, AREA = Rules(least_loaded=True), Rules(by_area=True)
CITY, DISTRICT, TOWN = "530100000000", "530102000000", "530102001000"


@pytest.mark.parametrize(("known", "loads", "rules", "expected"), [
    ((), {}, LEAST, None),
    ((Colleague("A", (CITY,)), Colleague("B", (CITY,))), {"A": 2, "B": 1}, LEAST, "B"),
    ((Colleague("A", ("*",)), Colleague("B", (DISTRICT,)), Colleague("C", (CITY,))), {"B": 9}, AREA, "B"),
    ((Colleague("A", (TOWN, CITY)), Colleague("B", (TOWN,))), {"A": 2, "B": 1}, AREA, "B"),
    ((Colleague("A", (CITY,), "B"), Colleague("B", (CITY,))), {"A": 0, "B": 5}, LEAST, "B"),
    ((Colleague("A", (TOWN,), "B"), Colleague("B", (CITY,)), Colleague("C", (DISTRICT,))), {}, AREA, "B"),
])  # fmt: skip
def test_who_is_chosen(known: tuple[Colleague, ...], loads: dict[str, int], rules: Rules, expected: str | None) -> None:
    assert chosen("task", known, loads, rules) == expected


@given(st.lists(st.sampled_from("ABCD"), min_size=1, max_size=4, unique=True), st.permutations("ABCD"))
def test_the_order_in_which_colleagues_are_told_changes_nothing(names: list[str], order: list[str]) -> None:
    known = [Colleague(name, (CITY,)) for name in names]
    other = sorted(known, key=lambda one: order.index(one.staff_no))
    assert chosen("task", known, {}, LEAST) == chosen("task", other, {}, LEAST)


def test_many_tasks_at_once_are_spread_over_equals() -> None:
    known = [Colleague(name, (CITY,)) for name in "ABCD"]
    assert len({chosen(f"task-{number}", known, {}, LEAST) for number in range(40)}) == 4


@pytest.fixture
def office(parts: Parts) -> Parts:
    known = FakeColleagues({"examiner": (Colleague("A", (DIVISION,)), Colleague("B", (DIVISION,)))})
    return parts._replace(colleagues=known, items=steps_of(FakeItems(), TWO_STEPS))


def rule(**said: Any) -> Callable[[], Assignment]:
    values: dict[str, Any] = {"least_loaded": True, **said}
    return lambda: Assignment(**values)


def types(parts: Parts, case_id: str) -> list[str]:
    return [act.type for act in parts.cases.acts(f"case#{case_id}")]


def test_a_step_is_given_to_whoever_has_least_and_the_act_says_by_which_rule(office: Parts) -> None:
    assigner = Assigner(office, rule())
    busy = scenes.accepted(office)
    tasks.claim(office, scenes.examiner("A"), f"{busy}-examine-1", None)
    case_id = scenes.accepted(office)
    assert assigner.follow(case_id) == (f"{case_id}-examine-1",)
    case = stored(office, case_id)
    assert (case.claims, case.status) == ({f"{case_id}-examine-1": "B"}, CaseStatus.EXAMINING)
    last = list(office.cases.acts(case.subject))[-1]
    assert (last.type, last.changes["rule"], last.actor.role) == ("case.task_assigned", "least_loaded", "system")


def test_the_same_act_again_and_a_late_one_give_nothing(office: Parts) -> None:
    assigner = Assigner(office, rule())
    case_id = scenes.accepted(office)
    assigner.follow(case_id)
    before = types(office, case_id)
    assert (assigner.follow(case_id), assigner.follow("0" * 26), types(office, case_id)) == ((), (), before)


def test_an_act_of_what_has_moved_on_gives_what_waits_now(office: Parts) -> None:
    """The acceptance rings after the first step ended; a withdrawn or closed case is left alone."""
    case_id = in_review(office)
    assert Assigner(office, rule()).follow(case_id) == (f"{case_id}-review-1",)
    gone = scenes.accepted(office)
    withdrawing.withdraw(office, scenes.applicant(), gone, None, None)
    assert Assigner(office, rule()).follow(gone) == ()


def test_whoever_was_faster_keeps_it(office: Parts) -> None:
    """Somebody claims the task between the look and the write: the rule looks again, and leaves it."""
    case_id = scenes.accepted(office)
    task = f"{case_id}-examine-1"

    class Slow:
        """Colleagues that take so long to tell that somebody claims the task meanwhile."""

        def of(self, *asked: Any) -> tuple[Colleague, ...]:
            if not stored(office, case_id).claims:
                tasks.claim(office, scenes.examiner("Z"), task, None)
            return office.colleagues.of(*asked)

        def may_be_asked(self, staff_no: str) -> bool:
            return office.colleagues.may_be_asked(staff_no)

    assert Assigner(office._replace(colleagues=Slow()), rule()).follow(case_id) == ()
    assert stored(office, case_id).claims == {task: "Z"}
    assert types(office, case_id).count("case.task_assigned") == 0


def test_what_somebody_gave_back_waits_for_people(office: Parts) -> None:
    assigner = Assigner(office, rule())
    case_id = scenes.accepted(office)
    task = f"{case_id}-examine-1"
    assigner.follow(case_id)
    holder = stored(office, case_id).claims[task]
    tasks.release(office, scenes.examiner(holder), task, None)
    assert assigner.follow(case_id) == ()
    assert stored(office, case_id).claims == {}


def test_what_somebody_has_taken_is_theirs(office: Parts) -> None:
    case_id = scenes.accepted(office)
    tasks.claim(office, scenes.examiner("Z"), f"{case_id}-examine-1", None)
    assert Assigner(office, rule()).follow(case_id) == ()


def test_whoever_was_first_asked_goes_before_any_rule(office: Parts) -> None:
    case_id = in_review(office, first="Z")
    review = f"{case_id}-review-1"
    tasks.claim(office, scenes.examiner("B"), review, None)
    tasks.send_back(office, scenes.examiner("B"), review, "examine", "请核实", None)
    assert Assigner(office, rule()).follow(case_id) == ()
    assert stored(office, case_id).claims == {f"{case_id}-examine-2": "Z"}


@pytest.mark.parametrize("said", [{"least_loaded": False}, {"roles": ("clerk",)}])
def test_without_a_rule_for_it_people_take_it(office: Parts, said: dict[str, Any]) -> None:
    case_id = scenes.accepted(office)
    assert Assigner(office, rule(**said)).follow(case_id) == ()
    assert stored(office, case_id).status is CaseStatus.ACCEPTED


def test_where_nobody_could_do_it_it_waits(office: Parts) -> None:
    nobody = office._replace(colleagues=FakeColleagues())
    case_id = scenes.accepted(nobody)
    before = stored(nobody, case_id)
    assert Assigner(nobody, rule()).follow(case_id) == ()
    assert stored(nobody, case_id) == before
