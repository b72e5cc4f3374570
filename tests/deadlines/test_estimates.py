"""Beyond the last notice: an estimate that says that it is one, of what the law fixes to a date and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.deadlines.service import (
    CalendarNotPublished,
    Estimate,
    Extension,
    Pause,
    due_on,
    estimated,
    provisional_due_on,
    shipped,
)
from tests.deadlines import oracle
from tests.deadlines.drawn import Drawn, periods

FIXED = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}
NEW_YEARS_EVE = date(2026, 12, 31)


@given(periods())
def test_what_the_calendar_knows_is_no_estimate(drawn: Drawn) -> None:
    start, n, unit, rolls, pauses, extension = drawn
    try:
        known = due_on(start, n, unit, rolls=rolls, pauses=pauses, extension=extension)
    except CalendarNotPublished:
        assert provisional_due_on(start, n, unit, rolls=rolls, pauses=pauses, extension=extension).provisional
    else:
        told = provisional_due_on(start, n, unit, rolls=rolls, pauses=pauses, extension=extension)
        assert told == Estimate(known, provisional=False)


@given(st.dates(date(2027, 1, 1), date(2032, 12, 31)))
def test_weekends_and_holidays_of_fixed_date_are_off_and_no_other_day(day: date) -> None:
    off = day.weekday() >= 5 or (day.month, day.day) in FIXED
    assert estimated(shipped(), 2032).is_working_day(day) is not off


@given(st.dates(oracle.FIRST, oracle.LAST))
def test_an_estimate_changes_nothing_that_was_published(day: date) -> None:
    assert estimated(shipped(), 2028).is_working_day(day) == oracle.is_working(day)


@pytest.mark.parametrize(
    ("start", "n", "unit", "due"),
    [
        (NEW_YEARS_EVE, 1, "WD", date(2027, 1, 4)),
        (NEW_YEARS_EVE, 5, "WD", date(2027, 1, 8)),
        (date(2027, 4, 30), 1, "WD", date(2027, 5, 3)),
        (NEW_YEARS_EVE, 1, "D", date(2027, 1, 4)),
        (date(2026, 11, 30), 13, "M", date(2027, 12, 30)),
        (date(2031, 7, 1), 3, "WD", date(2031, 7, 4)),
        (date(2026, 12, 1), 10_000, "WD", date(2065, 11, 20)),
    ],
)
def test_an_estimate_is_told_as_one(start: date, n: int, unit: str, due: date) -> None:
    assert provisional_due_on(start, n, unit) == (due, True)
    with pytest.raises(CalendarNotPublished):
        due_on(start, n, unit)


def test_pauses_and_an_extension_are_reckoned_in_an_estimate_too() -> None:
    pause = Pause(date(2026, 12, 29), date(2027, 1, 4))
    assert provisional_due_on(date(2026, 12, 28), 2, "WD", pauses=[pause]).day == date(2027, 1, 5)
    assert provisional_due_on(date(2026, 12, 28), 3, "WD", extension=Extension(2)).day == date(2027, 1, 5)
    assert provisional_due_on(date(2026, 12, 28), 5, "WD", pauses=[Pause(date(2026, 12, 29))]) == (None, False)


def test_what_needs_no_calendar_is_no_estimate() -> None:
    far = date(2031, 5, 1)
    assert provisional_due_on(far, 0, "NOW") == (far, False)
    assert provisional_due_on(far, 0, "NONE") == (None, False)
    assert provisional_due_on(far, 24, "H") == (date(2031, 5, 2), False)


@pytest.mark.parametrize("start", [date(1999, 7, 1), date(2100, 1, 4), date(9999, 12, 31)])
def test_neither_the_past_before_the_calendar_nor_a_far_future_is_estimated(start: date) -> None:
    with pytest.raises(CalendarNotPublished):
        provisional_due_on(start, 3, "WD")


def test_the_estimate_has_a_version_of_its_own() -> None:
    calendar = estimated(shipped(), 2027)
    assert (calendar.version, calendar.published) == ("cn-2026-11+estimate", shipped().last)
    assert estimated(shipped(), 2026) is shipped()
    assert estimated(shipped(), 2027) is calendar
