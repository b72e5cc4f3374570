"""Whether one limit can end after another on some date."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest

from chalicelib.catalogue.checks.limits import limit_faults
from chalicelib.catalogue.checks.spans import Later, Period, later, perhaps_later
from chalicelib.catalogue.editions.examining import Examination
from chalicelib.configuration.ports import StoredEdition
from chalicelib.configuration.service import ConfigurationService
from chalicelib.deadlines.service import Calendar, due_on, layered, shipped
from chalicelib.shared.publishing import Edition, Stage
from tests.catalogue.memory import MemoryCatalogue
from tests.catalogue.test_element_rules import changed, limit
from tests.catalogue.test_element_rules import stages as stages_of
from tests.configuration.memory import MemoryConfiguration
from tests.fakes import FakeClock

LONG_HOLIDAY: dict[str, Any] = {
    "year": 2027,
    "notice": "示例",
    "periods": [{"name": "春节", "off": ["2027-02-06/2027-02-21"], "working": []}],
}


LONG_CLOSURE = {
    "division_code": "530102000000",
    "from": "2026-07-06",
    "to": "2026-07-21",
    "reason": "办公场所搬迁",
    "basis": "示例",
}
NO_WEEKENDS: dict[str, Any] = {
    "year": 2027,
    "notice": "示例",
    "periods": [{"name": "元旦", "off": [], "working": ["2027-03-01/2027-03-31"]}],
}


def period(text: str) -> Period:
    value, unit = text.split()
    return Period(int(value), unit)


@pytest.mark.parametrize(
    ("committed", "statutory", "may"),
    [
        ("11 WD", "15 D", True),
        ("6 WD", "15 D", True),
        ("5 WD", "15 D", False),
        ("20 WD", "20 WD", False),
        ("21 WD", "20 WD", True),
        ("20 D", "20 WD", False),
        ("21 D", "20 WD", False),
        ("30 D", "20 WD", True),
        ("30 D", "1 M", True),
        ("28 D", "1 M", False),
        ("20 WD", "1 M", True),
        ("1 M", "31 D", False),
        ("1 M", "30 D", True),
        ("1 M", "22 WD", True),
        ("12 H", "24 H", False),
        ("24 H", "1 WD", False),
        ("25 H", "1 WD", True),
        ("1 D", "24 H", True),
        ("0 NOW", "24 H", False),
        ("0 NOW", "20 WD", False),
        ("1 H", "0 NOW", True),
        ("5 WD", "0 NONE", False),
        ("0 WD", "0 NOW", False),
    ],
)
def test_whether_it_can_end_later(committed: str, statutory: str, may: bool) -> None:
    assert bool(later([period(committed)], period(statutory))) is may


def test_the_reason_has_a_date_on_which_it_is_so() -> None:
    found = later([Period(11, "WD")], Period(15, "D"))
    assert found is not None
    assert isinstance(found.start, date)
    assert (due_on(found.start, 11, "WD"), due_on(found.start, 15, "D")) == (found.ends, found.due)
    assert found.ends > found.due  # type: ignore[operator]


def test_a_longer_holiday_that_the_city_published_counts_too() -> None:
    """Sixteen days off: five working days from among them end after fifteen natural ones."""
    city = layered(shipped(), [LONG_HOLIDAY])
    five, fifteen = Period(5, "WD"), Period(15, "D")
    assert later([five], fifteen) is None
    found = later([five], fifteen, city)
    assert found == Later(date(2027, 2, 10), date(2027, 2, 26), date(2027, 2, 25))
    assert later([five], fifteen) is None


def test_stages_and_extensions_are_compared_by_that_calendar_too() -> None:
    off, busy = layered(shipped(), [LONG_HOLIDAY]), layered(shipped(), [NO_WEEKENDS])
    stages = changed(statutory_limit=limit(15, "D", stages=stages_of((5, "WD"))), committed_limit=None)
    assert codes(stages, off) - codes(stages, shipped()) == {"stages_exceed_limit"}
    whole = {"value": 21, "mode": "D_MAX"}
    extended = changed(statutory_limit=limit(20, "WD", extension=whole), committed_limit=None)
    assert codes(extended, shipped()) - codes(extended, busy) == {"extension_below_limit"}


def codes(content: dict[str, Any], calendar: Calendar) -> set[str]:
    return {fault.code for fault in limit_faults(content, calendar)}


@pytest.mark.parametrize(
    ("published", "later"), [({}, False), ({"notices": [LONG_HOLIDAY]}, True), ({"closures": [LONG_CLOSURE]}, False)]
)
def test_the_audit_goes_by_the_notices_in_force_and_by_no_closure(published: dict[str, Any], later: bool) -> None:
    store = MemoryConfiguration()
    store.numbers["calendar"] = 1
    edition = Edition(1, Stage.PUBLISHED, "ab" * 32, ("S-1",))
    store.stored["calendar", 1] = StoredEdition("calendar", edition, published)
    limits = {"statutory_limit": limit(15, "D"), "committed_limit": limit(5, "WD")}
    examined = Examination(MemoryCatalogue(), ConfigurationService(store, FakeClock())).of(changed(**limits))
    assert ("committed_after_statutory" in {fault.code for fault in examined.faults}) is later


def test_stages_follow_each_other() -> None:
    parts = [Period(10, "WD"), Period(5, "D"), Period(5, "WD"), Period(5, "WD")]
    assert later(parts, Period(25, "WD")) is None
    assert later([*parts, Period(5, "WD")], Period(25, "WD")) is not None


def test_what_is_longer_than_the_calendar_cannot_be_told() -> None:
    assert later([Period(3660, "M")], Period(3660, "D")) == Later()
    assert later([Period(3660, "WD")], Period(3660, "WD")) is None


def test_in_years_to_come_a_month_may_be_short() -> None:
    assert perhaps_later(Period(15, "WD"), Period(1, "M"))
    assert not perhaps_later(Period(5, "WD"), Period(1, "M"))
    assert not perhaps_later(Period(11, "WD"), Period(15, "D"))


def test_a_comparison_over_all_dates_takes_no_time() -> None:
    later([Period(1, "WD")], Period(9, "D"))  # reads the calendar
    began = time.process_time()
    assert later([Period(4, "WD")], Period(14, "D")) is None
    assert time.process_time() - began < 0.05
