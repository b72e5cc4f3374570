"""An auditor's search: by reader through the index, month by month, or a person's; in memory and in the table."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from chalicelib.identity.access_log.search import MAX_DAYS
from chalicelib.identity.access_log.spans import months, period
from chalicelib.shared.errors import Invalid
from chalicelib.shared.paging import encode_cursor
from tests.builders import a_clerk
from tests.fakes import FakeClock
from tests.identity.access_logs import Log, in_memory, in_the_table

QIAN = a_clerk(staff_no="W0001")
SUN = a_clerk(staff_no="W0002")
AUTUMN = {"first": date(2026, 10, 1), "last": date(2026, 12, 31)}


@pytest.fixture(params=["memory", "dynamodb"])
def log(request: pytest.FixtureRequest) -> Log:
    if request.param == "memory":
        return in_memory()
    request.getfixturevalue("tables")
    return in_the_table()


@pytest.fixture
def autumn(log: Log) -> Log:
    """Two readers open two persons' data in two months."""
    for reader, person, case in ((QIAN, "zhang", "1"), (SUN, "zhang", "2"), (QIAN, "li", "3")):
        log.opened(reader, person, why=f"case:{case}")
    log.clock.move(timedelta(days=15))
    for reader, person, case in ((QIAN, "zhang", "4"), (SUN, "li", "5"), (QIAN, "li", "6")):
        log.opened(reader, person, why=f"case:{case}")
    return log


def found(log: Log, **asked: object) -> list[str]:
    return [entry["why"]["id"] for entry in log.search(**{**AUTUMN, **asked})["entries"]]


def test_a_reader_is_found_over_months_newest_first(autumn: Log) -> None:
    assert found(autumn, reader="W0001") == ["6", "4", "3", "1"]
    assert found(autumn, reader="W0002") == ["5", "2"]
    assert found(autumn, reader="W0003") == []


def test_only_the_period_asked_for_is_shown(autumn: Log) -> None:
    november = {"first": date(2026, 11, 1), "last": date(2026, 11, 30)}
    assert found(autumn, reader="W0001", **november) == ["3", "1"]
    assert found(autumn, person="zhang", **november) == ["2", "1"]
    beyond = encode_cursor({"after": "2027"})
    for asked in ({"reader": "W0001"}, {"person": "zhang"}):
        assert found(autumn, **asked, **november, cursor=beyond) == found(autumn, **asked, **november)


def test_a_persons_data_is_found_by_whoever_opened_it_or_by_one_of_them(autumn: Log) -> None:
    assert found(autumn, person="zhang") == ["4", "2", "1"]
    assert found(autumn, person="zhang", reader="W0001") == ["4", "1"]
    assert found(autumn, person="wang", reader="W0001") == []


def test_whose_data_it_was_is_said_by_id(autumn: Log) -> None:
    entries = autumn.search(reader="W0002", **AUTUMN)["entries"]
    assert [entry["person_id"] for entry in entries] == ["li", "zhang"]


@pytest.mark.parametrize("asked", [{"reader": "W0001"}, {"person": "li"}, {"reader": "W0001", "person": "li"}])
@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_together_are_the_whole_over_the_end_of_a_month(autumn: Log, asked: dict[str, str], limit: int) -> None:
    pages, cursor = [], None
    while True:
        page = autumn.search(**AUTUMN, **asked, limit=limit, cursor=cursor)
        pages += [entry["why"]["id"] for entry in page["entries"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
        assert len(page["entries"]) == limit
    assert pages == found(autumn, **asked)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-11-30T15:59:59.999Z", date(2026, 11, 30)),
        ("2026-11-30T16:00:00.000Z", date(2026, 12, 1)),
    ],
)
def test_a_day_is_one_in_shanghai(log: Log, instant: str, day: date) -> None:
    log.clock.move(datetime.fromisoformat(instant) - log.clock.now())
    log.opened(QIAN)
    assert found(log, reader="W0001", first=day, last=day) == ["1"]
    for other in (day - timedelta(days=1), day + timedelta(days=1)):
        assert found(log, reader="W0001", first=other, last=other) == []


def test_an_opening_is_found_though_the_month_ended_while_it_was_recorded(log: Log) -> None:
    """The chain is named before the act is stamped: the entry goes by the stamp."""
    log.clock.move(datetime(2026, 11, 30, 15, 59, 59, tzinfo=UTC) - log.clock.now())
    log.recorder._wall = FakeClock(datetime(2026, 11, 30, 16, 0, tzinfo=UTC))
    log.opened(QIAN)
    assert len(log.acts("W0001", "2026-11")) == 1
    assert found(log, reader="W0001", first=date(2026, 12, 1), last=date(2026, 12, 1)) == ["1"]


@pytest.mark.parametrize(
    ("asked", "pointer", "code"),
    [
        ({}, "?reader", "reader_or_person_required"),
        ({"reader": "W0001", "first": date(2026, 11, 2), "last": date(2026, 11, 1)}, "?to", "period_reversed"),
        ({"reader": "W0001", "first": date(2026, 1, 1), "last": date(2026, 4, 3)}, "?to", "period_too_long"),
        ({"person": "li", "first": date(1, 1, 1), "last": date(9999, 12, 31)}, "?to", "period_too_long"),
    ],
)
def test_a_search_must_be_for_somebody_and_for_a_bounded_period(
    log: Log, asked: dict[str, object], pointer: str, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        log.search(**{**AUTUMN, **asked})
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [(pointer, code)]


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
@pytest.mark.parametrize("asked", [{"reader": "W0001"}, {"person": "zhang"}])
def test_where_calendars_end_there_is_nothing(log: Log, day: date, asked: dict[str, str]) -> None:
    assert found(log, **asked, first=day, last=day) == []


@pytest.mark.parametrize("days", [1, 28, 31, MAX_DAYS])
@pytest.mark.parametrize("first", [date(2026, 1, 31), date(2026, 11, 30), date(2027, 2, 1), date(2028, 2, 29)])
def test_the_months_of_a_period_are_the_period_without_a_gap(first: date, days: int) -> None:
    last = first + timedelta(days=days - 1)
    parts = [span for _, span in reversed(list(months(first, last, None)))]
    assert (parts[0].oldest, parts[-1].newest) == period(first, last, None)
    assert all(earlier.newest == later.oldest for earlier, later in pairwise(parts))


def test_the_longest_period_touches_five_months_at_most() -> None:
    firsts = (date(2026, 1, 1) + timedelta(days=offset) for offset in range(366))
    assert max(len(list(months(first, first + timedelta(days=MAX_DAYS - 1), None))) for first in firsts) == 5
