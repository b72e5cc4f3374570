"""Windows by themselves: what they serve, when they are open, which divisions they are for."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.shared.divisions import LEVEL_DIGITS, contains
from chalicelib.windows.rules import ALL, Hours, Power, WindowState, allowing, faults, lineage, nearest_first
from tests.windows.fakes import CITY, DISTRICT, window

TIMES = st.sampled_from(["00:00", "08:59", "09:00", "09:01", "12:00", "23:59"])
CODES = st.tuples(st.sampled_from(LEVEL_DIGITS), st.from_regex(r"[1-9]{12}", fullmatch=True)).map(
    lambda made: made[1][: made[0]].ljust(12, "0")
)


def codes_of(found: object) -> list[tuple[str, str]]:
    return [(fault.pointer, fault.code) for fault in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("departments", "item_codes", "serves"),
    [
        ((ALL,), (), True),
        (("09",), (), True),
        (("31",), (), False),
        ((), ("item-1",), True),
        ((), ("item-2",), False),
        ((), (ALL,), True),
        (("31",), ("item-1",), True),
    ],
)
def test_a_window_serves_its_departments_and_its_items_besides(
    departments: tuple[str, ...], item_codes: tuple[str, ...], serves: bool
) -> None:
    assert window(departments=departments, item_codes=item_codes).serves("09", "item-1") is serves


@given(CODES)
def test_a_division_lies_in_each_of_its_lineage_and_in_nothing_else_of_that_length(code: str) -> None:
    found = lineage(code)
    assert found[0] == code
    assert all(contains(area, code) for area in found)
    assert len({*found}) == len(found) == LEVEL_DIGITS.index(len(code.rstrip("0"))) + 1


@given(CODES, CODES)
def test_the_lineage_is_all_that_contains_a_division(code: str, other: str) -> None:
    assert (other in lineage(code)) == contains(other, code)


@given(st.lists(st.tuples(st.integers(1, 2), TIMES, TIMES), max_size=4))
@example([(1, "09:00", "12:00"), (1, "12:00", "17:00"), (1, "08:00", "09:00")])
def test_hours_are_sound_when_no_minute_is_named_twice(said: list[tuple[int, str, str]]) -> None:
    hours = tuple(Hours(*one) for one in said)
    forward = all(one.opens < one.closes for one in hours)
    minutes = [(one.weekday, minute) for one in hours for minute in _minutes(one)]
    assert (codes_of(faults(window(hours=hours), ())) == []) == (forward and len({*minutes}) == len(minutes))


def _minutes(one: Hours) -> range:
    first, last = (int(text[:2]) * 60 + int(text[3:]) for text in (one.opens, one.closes))
    return range(first, last)


def test_faults_are_told_all_at_once_and_where_they_are() -> None:
    hours = (Hours(1, "09:00", "12:00"), Hours(1, "11:59", "17:00"), Hours(2, "17:00", "09:00"))
    found = faults(window(departments=(), hours=hours), [window(division_code=DISTRICT)])
    assert codes_of(found) == [
        ("/window_no", "window_no_in_use"),
        ("/departments", "window_serves_nothing"),
        ("/hours/1", "hours_overlap"),
        ("/hours/2/until", "hours_reversed"),
    ]


def test_the_number_of_a_closed_window_is_free() -> None:
    assert codes_of(faults(window(), [window(state=WindowState.CLOSED)])) == []


def test_only_windows_with_the_power_accept() -> None:
    serving = (window("A01", powers=(Power.SERVE,)), window("A02", powers=(Power.ACCEPT,)))
    assert [one.window_no for one in allowing(serving, Power.ACCEPT)] == ["A02"]


def test_the_nearest_window_comes_first() -> None:
    windows = nearest_first([window("A01", CITY), window("B02"), window("B01", staff=("W0002",))])
    assert [one.window_no for one in windows] == ["B01", "B02", "A01"]
