"""A city's own calendars: what was announced later, and offices that are closed. The notices here are invented."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.deadlines.service import (
    CalendarNotPublished,
    CityCalendars,
    calendars_of,
    due_on,
    estimated,
    explain,
    for_division,
    layered,
    read_calendar,
    shipped,
)
from tests.deadlines import oracle

NOTICE_2027: dict[str, Any] = {
    "year": 2027,
    "notice": "示例通知，非真实文号",
    "periods": [
        {"name": "元旦", "off": ["2027-01-01/2027-01-03"], "working": ["2026-12-27"]},
        {"name": "春节", "off": ["2027-02-05/2027-02-12"], "working": ["2027-02-14"]},
        {"name": "清明节", "off": ["2027-04-03/2027-04-05"], "working": []},
        {"name": "劳动节", "off": ["2027-05-01/2027-05-05"], "working": ["2027-05-08"]},
        {"name": "端午节", "off": ["2027-06-09"], "working": []},
        {"name": "中秋节", "off": ["2027-09-15"], "working": []},
        {"name": "国庆节", "off": ["2027-10-01/2027-10-07"], "working": ["2027-10-09"]},
    ],
}
PROLONGED = {
    "year": 2026,
    "notice": "示例",
    "periods": [{"name": "国庆节", "off": ["2026-10-08"], "working": ["2026-10-11"]}],
}
CLOSED = {
    "division_code": "530102000000",
    "from": "2026-11-23",
    "to": "2026-11-24",
    "reason": "办公场所搬迁",
    "basis": "示例",
}
FRIDAY = date(2026, 11, 20)


def test_a_later_notice_makes_its_year_known() -> None:
    calendar = layered(shipped(), [NOTICE_2027])
    assert due_on(date(2026, 12, 31), 5, "WD", calendar=calendar) == date(2027, 1, 8)
    assert calendar.is_working_day(date(2027, 5, 8))
    with pytest.raises(CalendarNotPublished):
        due_on(date(2027, 12, 31), 1, "WD", calendar=calendar)


def test_a_notice_changes_december_of_the_year_before() -> None:
    calendar = layered(shipped(), [NOTICE_2027])
    assert due_on(date(2026, 12, 25), 1, "WD") == date(2026, 12, 28)
    assert due_on(date(2026, 12, 25), 1, "WD", calendar=calendar) == date(2026, 12, 27)


def test_a_notice_changes_days_that_an_earlier_one_told() -> None:
    calendar = layered(shipped(), [PROLONGED])
    assert due_on(date(2026, 9, 30), 3, "WD") == date(2026, 10, 10)
    assert due_on(date(2026, 9, 30), 3, "WD", calendar=calendar) == date(2026, 10, 11)
    why = {day.on.day: (day.why, day.name) for day in explain(date(2026, 9, 30), 3, "WD", calendar=calendar).days}
    assert (why[8], why[11]) == (("adjusted_rest", "国庆节"), ("adjusted_working_day", "国庆节"))


def test_of_two_notices_the_later_one_stands() -> None:
    back = {
        "year": 2026,
        "notice": "示例",
        "periods": [{"name": "国庆节", "off": ["2026-10-11"], "working": ["2026-10-08"]}],
    }
    calendar = layered(shipped(), [PROLONGED, back])
    assert (calendar.working, calendar.last) == (shipped().working, shipped().last)


@given(st.dates(oracle.FIRST, date(2026, 12, 25)))
def test_what_no_notice_names_stays_as_it_was(day: date) -> None:
    assert layered(shipped(), [NOTICE_2027]).is_working_day(day) == oracle.is_working(day)


def test_a_version_names_the_shipped_calendar_and_what_is_laid_over_it() -> None:
    one, two = layered(shipped(), [NOTICE_2027]), layered(shipped(), [NOTICE_2027, PROLONGED])
    assert len({shipped().version, one.version, two.version}) == 3
    assert all(calendar.version.startswith("cn-2026-11+") for calendar in (one, two))
    assert layered(shipped(), [NOTICE_2027]).version == one.version
    assert layered(shipped(), []) is shipped()


@pytest.mark.parametrize("year", [2028, 2030])
def test_a_gap_between_years_is_refused(year: int) -> None:
    with pytest.raises(ValueError, match="gaps"):
        layered(
            shipped(), [NOTICE_2027 | {"year": year}] if year == 2028 else [NOTICE_2027, {"year": year, "periods": []}]
        )


def test_a_day_of_a_year_that_nobody_told_is_refused() -> None:
    with pytest.raises(ValueError, match="year"):
        layered(shipped(), [NOTICE_2027 | {"periods": [{"name": "元旦", "off": ["2028-01-01"], "working": []}]}])


def test_the_last_day_of_the_year_before_stays_off() -> None:
    year = {"notices": [], "periods": [{"name": "元旦", "off": ["12-31"], "working": []}]}
    base = read_calendar({"version": "invented", "years": {"2026": year}})
    assert not layered(base, [NOTICE_2027]).is_working_day(date(2026, 12, 31))


def test_older_code_that_lacks_a_year_between_leaves_out_what_comes_after_it() -> None:
    """It has fewer years in its package than the code by which the notice was checked: those days are estimates."""
    beyond = NOTICE_2027 | {"year": 2028, "periods": [{"name": "元旦", "off": ["2027-12-31"], "working": []}]}
    assert CityCalendars([beyond]).whole is shipped()
    assert CityCalendars([beyond, PROLONGED]).whole.version == layered(shipped(), [PROLONGED]).version
    assert CityCalendars([beyond, NOTICE_2027]).whole.last_year == 2028


@pytest.mark.parametrize(
    ("division", "due"),
    [
        ("530102000000", date(2026, 12, 1)),  # the county itself
        ("530102001000", date(2026, 12, 1)),  # a township in it
        ("530100000000", date(2026, 11, 27)),  # the city above it
        ("530103000000", date(2026, 11, 27)),  # its neighbour
    ],
)
def test_an_office_is_closed_where_the_notice_says_so(division: str, due: date) -> None:
    calendar = for_division(shipped(), [CLOSED], division)
    assert due_on(FRIDAY, 5, "WD", calendar=calendar) == due
    assert (calendar is shipped()) == (due == date(2026, 11, 27))


def test_a_closed_day_is_no_last_day_of_natural_days_either() -> None:
    calendar = for_division(shipped(), [CLOSED], "530102000000")
    assert due_on(FRIDAY, 3, "D", calendar=calendar) == date(2026, 11, 25)


def test_a_division_without_a_closure_keeps_its_version() -> None:
    """So that no day of its cases has to be reckoned anew when another office closes."""
    calendars = CityCalendars([], [CLOSED])
    assert calendars.of("530103000000") is shipped()
    assert calendars.of("530102000000").version.startswith("cn-2026-11-")
    other = CityCalendars([], [CLOSED | {"to": "2026-11-25"}])
    assert other.of("530102000000").version != calendars.of("530102000000").version


def test_each_calendar_is_built_once() -> None:
    document = SimpleNamespace(notices=[NOTICE_2027], closures=[CLOSED])
    calendar = calendars_of(document).of("530102001000")
    assert calendars_of(document).of("530102001000") is calendar
    assert calendars_of(document).of("530102002000") is calendar
    assert calendars_of(SimpleNamespace(notices=[], closures=[])).of("530102001000") is shipped()


def test_an_office_may_be_closed_more_than_once() -> None:
    later = CLOSED | {"from": "2026-11-26", "to": "2026-11-26", "reason": "暴雨"}
    both = for_division(shipped(), [CLOSED, later], "530102000000")
    told = explain(FRIDAY, 3, "WD", calendar=both)
    assert {(day.on.day, day.name) for day in told.days if day.why == "closure"} == {
        (23, "办公场所搬迁"),
        (24, "办公场所搬迁"),
        (26, "暴雨"),
    }
    one_by_one = for_division(for_division(shipped(), [CLOSED], "530102000000"), [later], "530102000000")
    assert (one_by_one.working, one_by_one.closures) == (both.working, both.closures)


def test_a_closure_does_not_make_an_estimate_a_published_day() -> None:
    calendar = for_division(estimated(shipped(), 2027), [CLOSED], "530102000000")
    assert calendar.published == shipped().last


def test_a_working_saturday_on_which_the_office_is_closed_does_not_count() -> None:
    """10 October 2026 is worked on for the National Day; the closure takes it and the Friday before."""
    closed = CLOSED | {"from": "2026-10-09", "to": "2026-10-10"}
    calendar = for_division(shipped(), [closed], "530102000000")
    assert due_on(date(2026, 9, 30), 2, "WD", calendar=calendar) == date(2026, 10, 12)
    why = {day.on.day: day.why for day in explain(date(2026, 10, 8), 1, "WD", calendar=calendar).days}
    assert why == {9: "closure", 10: "closure", 11: "weekend", 12: "counted"}


def test_a_closure_beyond_the_calendar_is_off_in_the_estimate() -> None:
    closed = CLOSED | {"from": "2027-01-04", "to": "2027-01-08"}
    calendar = for_division(shipped(), [closed], "530102000000")
    assert due_on(date(2026, 12, 31), 1, "WD", calendar=estimated(calendar, 2027)) == date(2027, 1, 11)
