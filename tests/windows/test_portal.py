"""One entry for everybody at a window: where they sit today, and what their posts allow."""

from __future__ import annotations

from datetime import timedelta

from chalicelib.shared.access import Caller, Post, Role
from chalicelib.windows.functions import functions_of
from chalicelib.windows.rules import Hours, WindowState
from tests.builders import a_clerk
from tests.windows.fakes import CITY, DISTRICT, ELSEWHERE, Halls, described, window

SATURDAY = "2026-11-21"


def caller(staff_no: str = "W0001", *colleagues: str) -> Caller:
    posts = (Post(frozenset({Role.CLERK}), ("*",), ("*",), whose) for whose in (None, *colleagues))
    return Caller(kind="staff", id=staff_no, posts=tuple(posts))


def test_somebody_sees_their_open_windows_wherever_they_are(halls: Halls) -> None:
    halls.put(
        window("A01"),
        window("A02", staff=("W0002",)),
        window("A03", state=WindowState.CLOSED),
        window("C01", CITY),
        window("E01", ELSEWHERE, staff=("W0002",)),
    )
    seen = halls.portal.of(caller())
    assert [(one["division_code"], one["window_no"]) for one in seen["windows"]] == [(DISTRICT, "A01"), (CITY, "C01")]
    assert {one["stands_in_for"] for one in seen["windows"]} == {None}


def test_a_stand_in_sees_the_colleagues_window_after_their_own(halls: Halls) -> None:
    halls.put(window("A02"), window("A01", staff=("W0002",)))
    seen = halls.portal.of(caller("W0001", "W0002"))
    assert [(one["window_no"], one["stands_in_for"]) for one in seen["windows"]] == [("A02", None), ("A01", "W0002")]


def test_the_hours_are_those_of_today(halls: Halls) -> None:
    halls.put(window(hours=(Hours(6, "13:00", "17:00"), Hours(6, "09:00", "12:00"), Hours(7, "10:00", "11:00"))))
    today = halls.portal.of(caller())
    assert (today["on"], [one["from"] for one in today["windows"][0]["today"]]) == (SATURDAY, ["09:00", "13:00"])
    halls.clock.move(timedelta(days=2))
    assert halls.portal.of(caller())["windows"][0]["today"] == []


def test_whoever_leaves_a_window_sees_it_no_more(halls: Halls) -> None:
    manager = a_clerk(Role.HALL_MANAGER, divisions=(DISTRICT,))
    made = halls.keeping.open(DISTRICT, described(), manager, None)
    halls.keeping.change(made["window_id"], described(staff=("W0002",)), 1, manager)
    assert halls.portal.of(caller())["windows"] == []
    assert len(halls.portal.of(caller("W0002"))["windows"]) == 1
    halls.keeping.close(made["window_id"], manager, None)
    assert halls.portal.of(caller("W0002"))["windows"] == []
    assert halls.store.divisions_of("W0002") == ()


def test_the_functions_are_those_of_the_posts_whichever_the_window() -> None:
    accept = "post_cases_case_id_acceptance"
    by_role = {
        role: {one["operation"] for one in functions_of(a_clerk(role))} for role in (Role.CLERK, Role.HALL_MANAGER)
    }
    assert accept in by_role[Role.CLERK] - by_role[Role.HALL_MANAGER]
    assert "post_windows" in by_role[Role.HALL_MANAGER] - by_role[Role.CLERK]
    both = {one["operation"] for one in functions_of(a_clerk(Role.CLERK, Role.HALL_MANAGER))}
    assert both == by_role[Role.CLERK] | by_role[Role.HALL_MANAGER]
    assert functions_of(a_clerk(Role.SUPERVISOR)) == []
