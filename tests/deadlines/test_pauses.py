"""Pauses and extensions: as one walks day by day, and as the law's examples say."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.deadlines.service import CalendarNotPublished, Extension, Pause, due_on
from tests.deadlines import oracle
from tests.deadlines.drawn import Drawn, periods

ACCEPTED, PAUSED = date(2026, 4, 1), date(2026, 4, 10)


@settings(max_examples=600)
@given(periods())
def test_the_last_day_is_the_one_that_one_walks_to(drawn: Drawn) -> None:
    try:
        walked = drawn.walked()
    except oracle.Unknown:
        with pytest.raises(CalendarNotPublished):
            reckoned(drawn)
    else:
        assert reckoned(drawn) == walked


@given(periods(extended=False))
def test_pauses_in_any_order_and_torn_to_pieces_are_the_same(drawn: Drawn) -> None:
    torn = tuple(piece for pause in reversed(drawn.pauses) for piece in _torn(pause))
    try:
        expected = reckoned(drawn)
    except CalendarNotPublished:
        return
    assert reckoned(drawn._replace(pauses=torn + drawn.pauses[:1])) == expected


def _torn(pause: Pause) -> tuple[Pause, ...]:
    last = pause.last
    if last is None or last <= pause.after:
        return (pause,)
    middle = date.fromordinal((pause.after.toordinal() + last.toordinal()) // 2)
    return Pause(pause.after, middle), Pause(middle, last)


def reckoned(drawn: Drawn) -> date | None:
    start, n, unit, rolls, pauses, extension = drawn
    return due_on(start, n, unit, rolls=rolls, pauses=pauses, extension=extension)


@pytest.mark.parametrize("resumed", [date(2026, 4, 10), date(2026, 4, 17), date(2026, 5, 3), date(2026, 6, 12)])
def test_what_was_left_at_the_pause_begins_after_the_day_of_resumption(resumed: date) -> None:
    """Accepted on 1 April with 20 working days, 6 of them used when it was paused on the 10th: 14 remain."""
    expected = due_on(resumed, 14, "WD")
    assert due_on(ACCEPTED, 20, "WD", pauses=[Pause(PAUSED, resumed)]) == expected


@given(st.integers(1, 40), st.integers(0, 30), st.integers(0, 60))
def test_a_pause_at_any_day_leaves_what_is_left(n: int, later: int, length: int) -> None:
    paused = date.fromordinal(ACCEPTED.toordinal() + later)
    resumed = date.fromordinal(paused.toordinal() + length)
    used = oracle.working_days_between(ACCEPTED, paused)
    if used < n:
        expected = oracle.working_days_after(resumed, n - used)
        assert due_on(ACCEPTED, n, "WD", pauses=[Pause(paused, resumed)]) == expected


def test_on_the_last_day_a_pause_still_stops_the_clock() -> None:
    last = date(2026, 4, 30)
    assert due_on(ACCEPTED, 20, "WD") == last
    assert due_on(ACCEPTED, 20, "WD", pauses=[Pause(last, date(2026, 5, 12))]) == date(2026, 5, 12)
    assert due_on(ACCEPTED, 20, "WD", pauses=[Pause(date(2026, 5, 1), date(2026, 5, 12))]) == last


@pytest.mark.parametrize(
    ("resumed", "due"),
    [
        (date(2026, 5, 8), date(2026, 5, 8)),
        (date(2026, 5, 9), date(2026, 5, 9)),  # a Saturday that is worked on
        (date(2026, 5, 10), date(2026, 5, 11)),
        (date(2026, 5, 3), date(2026, 5, 6)),
    ],
)
def test_a_pause_on_the_last_day_that_ends_on_a_day_off_leaves_the_next_working_day(resumed: date, due: date) -> None:
    """Else the period would have ended before the pause did."""
    pauses = [Pause(date(2026, 4, 30), resumed)]
    assert due_on(ACCEPTED, 20, "WD", pauses=pauses) == due
    assert due_on(ACCEPTED, 20, "WD", pauses=[*pauses, Pause(due, date(2026, 5, 15))]) == date(2026, 5, 15)


def test_a_period_that_is_rolled_on_may_still_be_paused() -> None:
    """The last of 20 natural days is Labour Day, so that the period runs until 6 May; it is paused on that day."""
    assert due_on(date(2026, 4, 11), 20, "D") == date(2026, 5, 6)
    assert due_on(date(2026, 4, 11), 20, "D", pauses=[Pause(date(2026, 5, 6), date(2026, 5, 12))]) == date(2026, 5, 12)
    assert due_on(date(2026, 4, 11), 20, "D", pauses=[Pause(date(2026, 5, 4), date(2026, 5, 9))]) == date(2026, 5, 9)
    assert due_on(date(2026, 4, 11), 20, "D", pauses=[Pause(date(2026, 5, 7), date(2026, 5, 12))]) == date(2026, 5, 6)


def test_while_a_pause_goes_on_there_is_no_last_day() -> None:
    open_ended = Pause(PAUSED, None)
    assert due_on(ACCEPTED, 20, "WD", pauses=[open_ended]) is None
    assert due_on(ACCEPTED, 20, "D", pauses=[Pause(date(2026, 4, 2), PAUSED), open_ended]) is None
    assert due_on(ACCEPTED, 5, "WD", pauses=[open_ended]) == date(2026, 4, 9)


def test_no_more_days_are_left_out_than_were_announced() -> None:
    announced = date(2026, 4, 17)
    overstayed = [Pause(PAUSED, date(2026, 5, 29), announced), Pause(PAUSED, None, announced)]
    for pause in overstayed:
        assert due_on(ACCEPTED, 20, "WD", pauses=[pause]) == due_on(announced, 14, "WD")


@pytest.mark.parametrize("unit", ["NOW", "NONE"])
def test_what_has_no_days_has_none_to_leave_out(unit: str) -> None:
    pauses = [Pause(ACCEPTED, PAUSED)]
    assert due_on(ACCEPTED, 0, unit, pauses=pauses) == due_on(ACCEPTED, 0, unit)


def test_an_extension_of_the_same_unit_lengthens_the_period() -> None:
    assert due_on(ACCEPTED, 20, "WD", extension=Extension(10)) == due_on(ACCEPTED, 30, "WD")


def test_an_extension_of_another_unit_follows_upon_the_end() -> None:
    """20 natural days end on a holiday and are rolled on; ten working days come after that."""
    rolled = due_on(date(2026, 4, 11), 20, "D")
    assert rolled == date(2026, 5, 6)
    assert due_on(date(2026, 4, 11), 20, "D", extension=Extension(10)) == due_on(rolled, 10, "WD")


@pytest.mark.parametrize(("asked", "granted"), [(9, 9), (10, 10), (11, 10), (40, 10)])
def test_no_more_than_the_law_allows_is_granted(asked: int, granted: int) -> None:
    """行政许可法 Art. 42: ten days."""
    extended = due_on(ACCEPTED, 20, "WD", extension=Extension(asked, most=10))
    assert extended == due_on(ACCEPTED, 20 + granted, "WD")


@pytest.mark.parametrize(("n", "unit"), [(-1, "WD"), (1, "weeks")])
def test_what_is_no_period_is_refused_with_pauses_too(n: int, unit: str) -> None:
    with pytest.raises(ValueError, match=r"period|unit"):
        due_on(ACCEPTED, n, unit, pauses=[Pause(ACCEPTED, PAUSED)])
