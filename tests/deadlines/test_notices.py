"""What a city may not say of the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.deadlines.service import wrong_closures, wrong_notices
from tests.deadlines.test_city import CLOSED, NOTICE_2027, PROLONGED


def notice(*days: str, working: tuple[str, ...] = (), year: int = 2026) -> dict[str, Any]:
    return {"year": year, "notice": "示例", "periods": [{"name": "国庆节", "off": [*days], "working": [*working]}]}


def said(wrong: Iterator[tuple[str, str, Any]]) -> list[tuple[str, str]]:
    return [(pointer, code) for pointer, code, _ in wrong]


@pytest.mark.parametrize(
    "notices", [[], [NOTICE_2027], [PROLONGED], [PROLONGED, NOTICE_2027], [NOTICE_2027, PROLONGED]]
)
def test_what_is_right_is_taken(notices: list[dict[str, Any]]) -> None:
    assert said(wrong_notices(notices)) == []


@pytest.mark.parametrize(
    ("one", "pointer", "code"),
    [
        (notice("2026-02-30"), "/0/periods/0/off/0", "not_a_date"),
        (notice("2026-10-08", "2026-10-08/2026-10-32"), "/0/periods/0/off/1", "not_a_date"),
        (notice("2026-10-08", working=("2026-13-01",)), "/0/periods/0/working/0", "not_a_date"),
        (notice("2026-10-08/2026-10-07"), "/0/periods/0/off/0", "span_reversed"),
        (notice("2025-11-30"), "/0/periods/0/off/0", "day_of_another_year"),
        (notice("2027-01-01"), "/0/periods/0/off/0", "day_of_another_year"),
        (notice("2026-12-31/2027-01-01"), "/0/periods/0/off/0", "day_of_another_year"),
        (notice("2026-10-08/2026-10-11", working=("2026-10-11",)), "/0/periods/0/working/0", "working_day_also_off"),
        (notice("2028-01-01", year=2028), "/0/year", "calendar_gap"),
        (notice("2003-12-31", year=2004), "/0/periods/0/off/0", "day_of_another_year"),
        (notice("2026-10-01/2026-11-01"), "/0/periods/0/off/0", "holiday_too_long"),
        (notice(working=("2026-02-07/2026-10-07",)), "/0/periods/0/working/0", "holiday_too_long"),
    ],
)
def test_what_cannot_be_is_named(one: dict[str, Any], pointer: str, code: str) -> None:
    assert (pointer, code) in said(wrong_notices([one]))


def test_a_month_off_is_the_longest_that_is_believed() -> None:
    assert said(wrong_notices([notice("2026-10-01/2026-10-31")])) == []


def test_the_december_before_may_be_told() -> None:
    assert said(wrong_notices([notice("2025-12-31", working=("2025-12-28",))])) == []


def test_the_year_that_is_missing_is_named() -> None:
    (wrong,) = (
        wrong for wrong in wrong_notices([NOTICE_2027, NOTICE_2027 | {"year": 2029}]) if wrong.code == "calendar_gap"
    )
    assert (wrong.pointer, wrong.params) == ("/1/year", {"year": 2028})


@pytest.mark.parametrize("name", ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"])
def test_no_holiday_of_the_law_is_forgotten(name: str) -> None:
    periods = [period for period in NOTICE_2027["periods"] if period["name"] != name]
    (wrong,) = wrong_notices([NOTICE_2027 | {"periods": periods}])
    assert (wrong.pointer, wrong.code, wrong.params) == ("/0/periods", "holiday_forgotten", {"name": name})


def test_two_holidays_may_be_told_in_one_line() -> None:
    """中秋节 within the days off of 国庆节, as in 2020 and 2025."""
    first = [period for period in NOTICE_2027["periods"] if period["name"] not in ("中秋节", "国庆节")]
    both = {"name": "国庆节、中秋节", "off": ["2027-10-01/2027-10-08"], "working": []}
    assert said(wrong_notices([NOTICE_2027 | {"periods": [*first, both]}])) == []
    nothing = said(wrong_notices([NOTICE_2027 | {"periods": [*first, both | {"off": []}]}]))
    assert nothing == [("/0/periods", "holiday_forgotten")] * 2


def test_a_later_notice_of_the_same_year_need_not_tell_everything() -> None:
    assert said(wrong_notices([NOTICE_2027, notice("2027-10-08", year=2027)])) == []


@pytest.mark.parametrize(
    ("days", "codes"),
    [
        ({}, []),
        ({"from": "2026-12-01", "to": "2026-12-01"}, []),
        ({"from": "2026-01-01", "to": "2027-01-01"}, []),
        ({"from": "2026-01-01", "to": "2027-01-02"}, [("/0/to", "closure_too_long")]),
        ({"from": "2026-12-02", "to": "2026-12-01"}, [("/0/to", "span_reversed")]),
    ],
)
def test_a_closure_has_an_end_within_a_year(days: dict[str, str], codes: list[tuple[str, str]]) -> None:
    assert said(wrong_closures([CLOSED | days])) == codes
