"""Who may take in and go on with what a window took in: its clerks while it is filled in, and nobody else of staff."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chalicelib.cases.intake import at_window, drafts, submission, withdrawing
from chalicelib.cases.intake.at_window import Asked
from chalicelib.cases.parts import Parts
from chalicelib.cases.status import reading, timeline
from chalicelib.shared.access import Caller, Post, Reach, Role
from chalicelib.shared.errors import Forbidden, NotFound, RuleViolation
from tests.cases import scenes
from tests.cases.fakes import DEPARTMENT, DIVISION, ITEM, FakeWindows
from tests.cases.windows import WINDOW, at_the_window, clerk_of, clock, counter, scanned, taken_in

__all__ = ["clock", "counter"]
COUNTY = "530103000000"


def edits(parts: Parts, case_id: str, by: Caller) -> list[Callable[[], object]]:
    """Everything that only whoever works on it with the applicant may do."""
    return [
        lambda: drafts.save_form(parts, by, case_id, scenes.FORM, 1),
        lambda: scanned(parts, case_id, "work", by),
        lambda: submission.submit(parts, by, case_id, None),
        lambda: submission.resubmit(parts, by, case_id, None),
    ]


def refused_everywhere(parts: Parts, case_id: str, by: Caller) -> None:
    for edit in edits(parts, case_id, by):
        with pytest.raises(NotFound, match="case_not_found"):
            edit()


_LENT = Post(frozenset({Role.CLERK}), (DEPARTMENT,), (DIVISION,), stands_in_for="S002")
_OWN = Post(frozenset({Role.CLERK}), ("77",), (COUNTY,))
STAND_IN = Caller(kind="staff", id="S008", posts=(_OWN, _LENT), channel="window", reach=Reach.OFFICE)
COLLEAGUES = {
    "who took it in, whose post is for another department": clerk_of("S001", DIVISION, departments=("77",)),
    "a colleague of the office": clerk_of("S008", DIVISION),
    "who stands in for a colleague of the office": STAND_IN,
    "a colleague of the whole city": clerk_of("S008", "530100000000", departments=("*",)),
}
STRANGERS = {
    "another department of the hall": clerk_of("S008", DIVISION, departments=("77",)),
    "the same department elsewhere": clerk_of("S008", COUNTY),
    "who took it in and has left for elsewhere": clerk_of("S001", COUNTY),
    "an examiner of the office": scenes.examiner("S001"),
    "a representative of the office": scenes.chief("S001"),
    "another citizen": scenes.applicant("person-li"),
}


@pytest.mark.parametrize("who", COLLEAGUES)
def test_the_window_goes_on_with_it(counter: Parts, who: str) -> None:
    case_id = taken_in(counter)
    drafts.save_form(counter, COLLEAGUES[who], case_id, {**scenes.FORM, "remark": "补充"}, 1)
    assert reading.full(counter, COLLEAGUES[who], case_id)["form_version"] == 2
    assert submission.submit(counter, COLLEAGUES[who], case_id, None)["status"] == "submitted"


def test_a_colleague_at_the_same_window_goes_on_whatever_their_department(counter: Parts) -> None:
    case_id, colleague = taken_in(counter), clerk_of("S008", DIVISION, departments=("77",))
    refused_everywhere(counter, case_id, colleague)
    counter.windows.at["S008"] = WINDOW  # type: ignore[attr-defined]
    assert submission.submit(counter, colleague, case_id, None)["status"] == "submitted"


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_else_sees_or_touches_the_draft(counter: Parts, who: str) -> None:
    case_id = taken_in(counter)
    refused_everywhere(counter, case_id, STRANGERS[who])
    for look in (reading.full, reading.materials, timeline.timeline):
        with pytest.raises(NotFound, match="case_not_found"):
            look(counter, STRANGERS[who], case_id)


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_else_corrects_it(counter: Parts, who: str) -> None:
    case_id = taken_in(counter)
    submission.submit(counter, scenes.clerk(), case_id, None)
    scenes.corrected(counter, case_id)
    refused_everywhere(counter, case_id, STRANGERS[who])


def test_a_draft_begun_online_is_no_clerks(counter: Parts) -> None:
    refused_everywhere(counter, scenes.filled(counter), scenes.clerk())


def test_a_correction_of_what_came_online_is_no_clerks(counter: Parts) -> None:
    case_id = scenes.submitted(counter)
    scenes.corrected(counter, case_id)
    refused_everywhere(counter, case_id, scenes.clerk())


def test_once_it_is_handed_in_the_window_edits_nothing_and_is_told_why(counter: Parts) -> None:
    case_id = taken_in(counter)
    submission.submit(counter, scenes.clerk(), case_id, None)
    for edit in edits(counter, case_id, scenes.clerk()):
        with pytest.raises(RuleViolation, match="case_not_editable"):
            edit()


def test_to_whoever_is_not_of_the_window_what_is_handed_in_stays_unknown(counter: Parts) -> None:
    case_id = taken_in(counter)
    submission.submit(counter, scenes.clerk(), case_id, None)
    for who in STRANGERS.values():
        refused_everywhere(counter, case_id, who)


def test_the_window_does_not_withdraw(counter: Parts) -> None:
    case_id = taken_in(counter)
    submission.submit(counter, scenes.clerk(), case_id, None)
    with pytest.raises(RuleViolation, match="case_not_editable"):
        withdrawing.withdraw(counter, scenes.clerk(), case_id, None, None)


def test_whoever_had_everything_closed_is_applied_for_no_more(counter: Parts) -> None:
    case_id = taken_in(counter)
    counter.people.gone.add("person-zhang")  # type: ignore[attr-defined]
    refused_everywhere(counter, case_id, scenes.clerk())
    for look in (reading.full, reading.materials):
        with pytest.raises(NotFound, match="case_not_found"):
            look(counter, scenes.clerk(), case_id)
    assert counter.people.reads == []  # type: ignore[attr-defined]


def test_a_colleague_cannot_use_a_confirmation(counter: Parts) -> None:
    at_the_window(counter)
    with pytest.raises(NotFound):
        at_window.begin(counter, scenes.clerk("S008"), Asked("seen-person-zhang", ITEM, DIVISION, {}), None)


def test_the_clerks_own_authorisations_open_nothing(counter: Parts) -> None:
    given = counter.representation.give("S001", "person-zhang")  # type: ignore[attr-defined]
    with pytest.raises(NotFound, match="authorisation_not_found"):
        at_the_window(counter, "person-li", given)


def test_an_authorisation_of_somebody_who_is_not_present_opens_nothing(counter: Parts) -> None:
    given = counter.representation.give("person-chen", "person-zhang")  # type: ignore[attr-defined]
    with pytest.raises(NotFound, match="authorisation_not_found"):
        at_the_window(counter, "person-li", given)


def test_a_clerk_whose_post_and_window_do_not_serve_the_item_takes_nothing_in(counter: Parts) -> None:
    with pytest.raises(Forbidden, match="not_taken_in_here"):
        at_the_window(counter, by=clerk_of("S008", DIVISION, departments=("77",)))


def test_at_a_window_that_serves_it_any_clerk_takes_it_in(counter: Parts) -> None:
    counter.windows.at["S008"] = WINDOW  # type: ignore[attr-defined]
    begun = at_the_window(counter, by=clerk_of("S008", DIVISION, departments=("77",)))
    assert begun["taken_in"]["window_id"] == WINDOW


def test_a_window_of_a_place_where_one_is_no_clerk_does_not_count(counter: Parts) -> None:
    counter.windows.at["S008"] = WINDOW  # type: ignore[attr-defined]
    with pytest.raises(Forbidden, match="not_taken_in_here"):
        at_the_window(counter, by=clerk_of("S008", COUNTY, departments=("77",)))


def test_where_the_item_is_not_offered_nothing_is_taken_in(counter: Parts) -> None:
    with pytest.raises(RuleViolation, match="item_not_offered_here"):
        at_the_window(counter, division="440100000000")


def test_the_list_of_a_place_is_its_clerks_and_each_sees_their_own(counter: Parts) -> None:
    case_id = taken_in(counter)
    other = clerk_of("S008", DIVISION, departments=("77",))
    assert at_window.taken_in(counter, other, DIVISION, 10, None)["cases"] == []
    own = at_window.taken_in(counter, clerk_of("S008", DIVISION, departments=(DEPARTMENT,)), DIVISION, 10, None)
    assert [one["case_id"] for one in own["cases"]] == [case_id]
    with pytest.raises(NotFound, match="office_not_found"):
        at_window.taken_in(counter, clerk_of("S008", COUNTY), DIVISION, 10, None)


def test_where_the_caller_sits_is_asked_once_for_a_whole_list(counter: Parts) -> None:
    for _ in range(3):
        at_the_window(counter)
    windows: FakeWindows = counter.windows  # type: ignore[assignment]
    windows.at["S008"], windows.asked = WINDOW, 0
    colleague = clerk_of("S008", DIVISION, departments=("77",))
    assert len(at_window.taken_in(counter, colleague, DIVISION, 10, None)["cases"]) == 3
    assert windows.asked == 1
