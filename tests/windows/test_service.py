"""What other domains ask: which windows serve an item, who sits there, who may accept."""

from __future__ import annotations

import pytest

from chalicelib.shared.access import Caller, Post, Role
from chalicelib.shared.errors import Forbidden
from chalicelib.windows.rules import Power, WindowState
from tests.builders import a_clerk
from tests.windows.fakes import CITY, DISTRICT, ELSEWHERE, Halls, window

OFFICE = (DISTRICT, "09", "item-1")


def numbers(windows: object) -> list[str]:
    return [one.window_no for one in windows]  # type: ignore[attr-defined]


def clerk(staff_no: str, stands_in_for: str | None = None, department: str = "09") -> Caller:
    post = Post(frozenset({Role.CLERK}), (department,), (DISTRICT,), stands_in_for)
    return Caller(kind="staff", id=staff_no, posts=(post,))


def test_open_windows_of_the_division_and_of_those_above_it_serve(halls: Halls) -> None:
    halls.put(
        window("C01", CITY),
        window("A01"),
        window("A02", departments=("31",)),
        window("A03", state=WindowState.CLOSED),
        window("E01", ELSEWHERE),
    )
    assert numbers(halls.service.serving(*OFFICE)) == ["A01", "C01"]
    assert numbers(halls.service.serving(CITY, "09", "item-1")) == ["C01"]


def test_who_sits_where(halls: Halls) -> None:
    halls.put(window("A01"), window("A02", staff=("W0002",)), window("C01", CITY), window("E01", ELSEWHERE))
    assert numbers(halls.service.sits_at("W0001", DISTRICT)) == ["A01", "C01"]
    assert numbers(halls.service.sits_at("W0002", DISTRICT)) == ["A02"]
    assert halls.service.sits_at("W0003", DISTRICT) == ()


def test_ones_seats_are_found_wherever_they_are_and_a_colleagues_with_them(halls: Halls) -> None:
    halls.put(window("C01", CITY), window("A01"), window("A02", staff=("W0002",)), window("E01", ELSEWHERE))
    halls.put(window("A03", state=WindowState.CLOSED), window("A04", staff=("W0003",)))
    assert numbers(halls.service.seats(clerk("W0001"))) == ["A01", "E01", "C01"]
    assert numbers(halls.service.seats(clerk("W0009", stands_in_for="W0002"))) == ["A02"]
    assert halls.service.seats(clerk("W0009")) == ()


def test_one_read_tells_whether_somebody_may_accept(halls: Halls) -> None:
    halls.service.require_may_accept(clerk("W0001"), *OFFICE)
    assert halls.store.reads == [(DISTRICT, CITY, "530000000000")]


def test_without_windows_whoever_has_the_post_accepts(halls: Halls) -> None:
    assert halls.service.require_may_accept(clerk("W0009"), *OFFICE) is None


def test_beside_an_exclusive_window_nobody_accepts(halls: Halls) -> None:
    halls.put(window("A01"))
    with pytest.raises(Forbidden) as refused:
        halls.service.require_may_accept(clerk("W0009"), *OFFICE)
    assert refused.value.code == "accepted_at_window_only"
    assert refused.value.params["windows"] == "政务服务大厅A01号窗口(综合窗口)"


def test_who_sits_at_the_window_accepts_there(halls: Halls) -> None:
    halls.put(window("A01"))
    seat = halls.service.require_may_accept(clerk("W0001"), *OFFICE)
    assert seat
    assert seat.window_no == "A01"


def test_ones_own_seat_goes_before_a_colleagues(halls: Halls) -> None:
    halls.put(window("B02"), window("B01", staff=("W0002",)))
    seat = halls.service.require_may_accept(clerk("W0001", stands_in_for="W0002"), *OFFICE)
    assert seat
    assert seat.window_no == "B02"


def test_a_window_of_the_city_is_exclusive_in_its_districts(halls: Halls) -> None:
    halls.put(window("C01", CITY))
    with pytest.raises(Forbidden):
        halls.service.require_may_accept(clerk("W0009"), *OFFICE)


def test_a_stand_in_of_who_sits_there_accepts_there(halls: Halls) -> None:
    halls.put(window("A01"))
    seat = halls.service.require_may_accept(clerk("W0009", stands_in_for="W0001"), *OFFICE)
    assert seat
    assert seat.window_no == "A01"


def test_whoever_accepts_at_a_colleagues_seat_acts_for_them(halls: Halls) -> None:
    halls.put(window("A01"))
    own = clerk("W0009").posts
    lent = clerk("W0009", stands_in_for="W0001").posts
    by = Caller(kind="staff", id="W0009", posts=own + lent)
    assert halls.service.require_may_accept(by, *OFFICE)
    assert by.on_behalf_of == "staff:W0001"


def test_at_ones_own_seat_one_acts_as_before(halls: Halls) -> None:
    halls.put(window("A01"))
    by = Caller(kind="staff", id="W0001", posts=clerk("W0001").posts)
    halls.service.require_may_accept(by, *OFFICE)
    assert by.on_behalf_of is None


def test_a_colleagues_seat_counts_only_with_a_post_that_the_route_lets_in(halls: Halls) -> None:
    halls.put(window("A01"))
    lent = Post(frozenset({Role.EXAMINER}), ("09",), (DISTRICT,), "W0001")
    by = Caller(kind="staff", id="W0009", posts=(*clerk("W0009").posts, lent), allowed=frozenset({Role.CLERK}))
    with pytest.raises(Forbidden):
        halls.service.require_may_accept(by, *OFFICE)


def test_a_stand_in_of_a_stand_in_sits_nowhere(halls: Halls) -> None:
    """W0008 stands in for W0009, who stands in for W0001: by token, for W0009 alone."""
    halls.put(window("A01"))
    with pytest.raises(Forbidden):
        halls.service.require_may_accept(clerk("W0008", stands_in_for="W0009"), *OFFICE)


def test_a_colleagues_seat_counts_for_the_colleagues_office_alone(halls: Halls) -> None:
    halls.put(window("A01"))
    with pytest.raises(Forbidden):
        halls.service.require_may_accept(clerk("W0009", stands_in_for="W0001", department="31"), *OFFICE)


@pytest.mark.parametrize(
    "beside",
    [
        window("A01", exclusive=False),
        window("A01", powers=(Power.SERVE,)),
        window("A01", state=WindowState.CLOSED),
        window("A01", departments=("31",)),
        window("A01", ELSEWHERE),
    ],
    ids=["not exclusive", "without the power", "closed", "serving another department", "of another division"],
)
def test_other_windows_keep_nobody_from_accepting(halls: Halls, beside: object) -> None:
    halls.put(beside)  # type: ignore[arg-type]
    assert halls.service.require_may_accept(clerk("W0009"), *OFFICE) is None


def test_who_sits_at_a_window_without_the_power_does_not_accept_there(halls: Halls) -> None:
    halls.put(window("A01", staff=("W0002",)), window("A02", powers=(Power.EXAMINE, Power.SERVE)))
    with pytest.raises(Forbidden):
        halls.service.require_may_accept(clerk("W0001"), *OFFICE)


def test_at_a_window_that_is_not_exclusive_beside_one_that_is_it_is_accepted_too(halls: Halls) -> None:
    halls.put(window("A01", staff=("W0002",)), window("A02", exclusive=False))
    seat = halls.service.require_may_accept(a_clerk(staff_no="W0001"), *OFFICE)
    assert seat
    assert seat.window_no == "A02"


def test_a_result_is_handed_over_where_the_window_has_that_to_itself(halls: Halls) -> None:
    halls.put(window("A01", powers=(Power.SERVE,)), window("A02", powers=(Power.ACCEPT,), staff=("W0009",)))
    seat = halls.service.require_may_serve(clerk("W0001"), *OFFICE)
    assert seat
    assert seat.window_no == "A01"
    with pytest.raises(Forbidden) as refused:
        halls.service.require_may_serve(clerk("W0009"), *OFFICE)
    assert (refused.value.code, refused.value.params["windows"]) == (
        "served_at_window_only",
        "政务服务大厅A01号窗口(综合窗口)",
    )


def test_where_no_window_may_hand_over_whoever_has_the_post_does(halls: Halls) -> None:
    halls.put(window("A02", powers=(Power.ACCEPT,)), window("A03", exclusive=False))
    assert halls.service.require_may_serve(clerk("W0009"), *OFFICE) is None
