"""The calendar is what the State Council's notices say: the tables that were checked against three collections."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from chalicelib.deadlines.estimates import statutory_days
from chalicelib.deadlines.service import due_on, explain, shipped
from tests.deadlines.oracle import ROOT, listed

OFF = {
    2024: "01-01 02-10..17 04-04..06 05-01..05 06-10 09-15..17 10-01..07",
    2025: "01-01 01-28..31 02-01..04 04-04..06 05-01..05 05-31 06-01..02 10-01..08",
    2026: "01-01..03 02-15..23 04-04..06 05-01..05 06-19..21 09-25..27 10-01..07",
}
MADE_UP = {
    2024: "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    2025: "01-26 02-08 04-27 09-28 10-11",
    2026: "01-04 02-14 02-28 05-09 09-20 10-10",
}
WORKING_DAYS = {2024: 251, 2025: 248, 2026: 248}
with (ROOT / "fixtures" / "deadlines" / "worked.csv").open(encoding="utf-8") as rows:
    WORKED = [
        (date.fromisoformat(row["accepted"]), int(row["n"]), date.fromisoformat(row["due"]))
        for row in csv.DictReader(rows)
    ]


def days(year: int, told: str) -> set[date]:
    found = set()
    for span in told.split():
        first, _, last = span.partition("..")
        month, day = map(int, first.split("-"))
        found |= {date(year, month, one) for one in range(day, int(last or day) + 1)}
    return found


@pytest.mark.parametrize("year", OFF)
def test_a_year_is_as_its_notice_tells_it(year: int) -> None:
    off, made_up = days(year, OFF[year]), days(year, MADE_UP[year])
    every = [date.fromordinal(day) for day in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)]
    working = {day for day in every if shipped().is_working_day(day)}
    assert working == {day for day in every if (day.weekday() < 5 and day not in off) or day in made_up}
    assert len(working) == WORKING_DAYS[year]


@pytest.mark.parametrize(("accepted", "n", "due"), WORKED)
def test_a_date_that_was_worked_out_by_hand(accepted: date, n: int, due: date) -> None:
    assert due_on(accepted, n, "WD") == due


def test_every_listed_day_has_a_holiday_to_its_name() -> None:
    named = shipped().named
    assert {date.fromordinal(day): works for day, (_, works) in named.items()} == {
        day: kind == "makeup_workday" for day, kind in listed().items()
    }
    assert all(name for name, _ in named.values())


@pytest.mark.parametrize(
    ("day", "why", "name"),
    [
        (date(2007, 5, 3), "holiday", "劳动节"),  # three days until 2007
        (date(2008, 5, 2), "adjusted_rest", "劳动节"),  # one from 2008 on
        (date(2024, 5, 2), "adjusted_rest", "劳动节"),
        (date(2025, 5, 2), "holiday", "劳动节"),  # two from 2025 on
        (date(2026, 1, 2), "adjusted_rest", "元旦"),
        (date(2024, 2, 9), "counted", ""),  # New Year's Eve was none from 2014 to 2024
        (date(2025, 1, 28), "holiday", "春节"),
        (date(2026, 2, 16), "holiday", "春节"),
        (date(2026, 2, 20), "adjusted_rest", "春节"),
        (date(2026, 4, 4), "adjusted_rest", "清明节"),
        (date(2026, 4, 5), "holiday", "清明节"),
        (date(2026, 6, 19), "holiday", "端午节"),
        (date(2017, 10, 4), "holiday", "中秋节"),  # among the days off of the National Day
    ],
)
def test_a_holiday_is_told_by_its_name(day: date, why: str, name: str) -> None:
    told = explain(date.fromordinal(day.toordinal() - 1), 20, "WD").days[0]
    assert told == (day, 1 if why == "counted" else None, why, name, False)


@pytest.mark.parametrize("year", range(2004, 2027))
def test_every_holiday_of_the_law_is_off_in_its_year(year: int) -> None:
    days = statutory_days(year)
    assert {name: len(found) for name, found in days.items()} == _days_of_the_law(year)
    assert not any(shipped().is_working_day(date.fromordinal(day)) for found in days.values() for day in found)


def _days_of_the_law(year: int) -> dict[str, int]:
    """全国年节及纪念日放假办法: as of 1999, 2008, 2014 and 2025."""
    always = {"元旦": 1, "春节": 4 if year >= 2025 else 3, "国庆节": 3}
    if year < 2008:
        return {**always, "劳动节": 3}
    return {**always, "劳动节": 2 if year >= 2025 else 1, "清明节": 1, "端午节": 1, "中秋节": 1}
