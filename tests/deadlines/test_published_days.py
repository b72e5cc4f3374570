"""The calendar is what the State Council's notices say: the tables that were checked against three collections."""

from __future__ import annotations

import csv
from datetime import date

import pytest

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
        (date(2026, 2, 17), "holiday", "春节"),
        (date(2026, 6, 19), "holiday", "端午节"),
    ],
)
def test_a_holiday_is_told_by_its_name(day: date, why: str, name: str) -> None:
    told = explain(date.fromordinal(day.toordinal() - 1), 20, "WD").days[0]
    assert told == (day, None, why, name, False)
