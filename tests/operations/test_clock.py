"""The local stage's law clock: law time moves, wall time does not, and nowhere else is there such a route."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import app
from chalicelib import wiring
from chalicelib.operations.table import law_time_shift
from chalicelib.shared.clocks import LawClock, from_rfc3339
from tests.builders import an_event

MINUTE = timedelta(minutes=1)


@pytest.fixture
def local(tables: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("STAGE", "local")
    yield
    wiring.law_clock.cache_clear()


def put(now: object) -> tuple[int, dict[str, Any]]:
    response = app.handler(an_event("PUT", "/v1/local/clock", {"now": now}), None)
    return response["statusCode"], json.loads(response["body"])


@pytest.mark.usefixtures("local")
def test_law_time_goes_where_it_is_put_and_runs_on_from_there() -> None:
    status, reading = put("2030-01-02T09:00:00+08:00")
    assert status == 200
    assert reading["law_time"] == "2030-01-02T01:00:00.000Z"
    assert abs(from_rfc3339(reading["wall_time"]) - datetime.now(UTC)) < MINUTE
    law = LawClock(wiring.wall_clock(), law_time_shift)
    assert timedelta() <= law.now() - datetime(2030, 1, 2, 1, tzinfo=UTC) < MINUTE
    assert str(law.today()) == "2030-01-02"


@pytest.mark.usefixtures("local")
def test_null_puts_it_back() -> None:
    put("2030-01-02T09:00:00+08:00")
    assert put(None)[0] == 200
    assert law_time_shift() == timedelta()


@pytest.mark.usefixtures("local")
@pytest.mark.parametrize("now", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2200-01-01T00:00:00Z"])
def test_an_instant_beyond_any_law_is_refused(now: str) -> None:
    """Dates in other time zones and ends of retention must still be dates."""
    status, problem = put(now)
    assert (status, [(fault["pointer"], fault["code"]) for fault in problem["errors"]]) == (
        422,
        [("/now", "out_of_range")],
    )
    assert law_time_shift() == timedelta()


@pytest.mark.usefixtures("local")
@pytest.mark.parametrize("now", ["2030-01-02T09:00:00", "tomorrow", "2030-02-30T09:00:00Z", 1, "", True])
def test_what_is_no_instant_with_its_offset_is_refused(now: object) -> None:
    assert put(now)[0] == 422
    assert law_time_shift() == timedelta()


def test_a_civil_date_is_shanghais(monkeypatch: pytest.MonkeyPatch) -> None:
    class Late:
        def now(self) -> datetime:
            return datetime(2026, 11, 20, 16, 0, tzinfo=UTC)

    assert str(LawClock(Late()).today()) == "2026-11-21"


@pytest.mark.parametrize("stage", ["production", "test", ""])
def test_no_other_stage_has_the_route(stage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAGE", stage)
    assert put("2030-01-02T09:00:00+08:00")[0] == 404


def test_no_other_stage_reads_a_shift(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAGE", "production")
    wiring.law_clock.cache_clear()
    assert abs(wiring.law_clock().now() - datetime.now(UTC)) < MINUTE
    wiring.law_clock.cache_clear()
