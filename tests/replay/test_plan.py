"""Putting in order: what is played when, and what cannot be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.replay.items import Limit
from infra.replay.log import read
from infra.replay.plan import Kind, Plan, planned
from tests.replay.logs import (
    COLUMNS,
    EXTENDED_RULE,
    NEVER_CLOSED,
    NO_DAYS,
    ON_TIME,
    TIME_ADDED,
    ordinary,
    row,
    saved,
    whole,
)


def _plan(folder: Path, rows: list[dict[str, str]], *raw: str) -> Plan:
    return planned(read(saved(folder, rows, *raw)))


def _limit(folder: Path, case: dict[str, str]) -> Limit:
    return _plan(folder, ordinary(case, 1)).cases[case["case_id"]].limit


def test_civil_dates_and_hours_stay_over_summer_time(tmp_path: Path) -> None:
    """The log's clock went back on 31 October 2010: 56 days all the same, and 01:06:40 on both days."""
    told = _plan(tmp_path, ordinary(ON_TIME, 1)).cases["A-1"]
    assert told.start.isoformat() == "2010-10-04T01:06:40.020000+08:00"
    assert told.end is not None
    assert told.end.isoformat() == "2010-11-29T16:30:00+08:00"
    assert (told.due_on, told.last_on, told.limit) == (date(2010, 11, 29), date(2010, 11, 29), Limit(56))


def test_limits_are_the_cases_own(tmp_path: Path) -> None:
    assert _limit(tmp_path, EXTENDED_RULE) == Limit(98)
    assert _limit(tmp_path, TIME_ADDED) == Limit(56, 42)
    assert _limit(tmp_path, {**EXTENDED_RULE, "planned_end": ""}) == Limit(98)
    assert _limit(tmp_path, {**ON_TIME, "planned_end": "2010-10-11T01:06:40+02:00", "deadline": ""}) == Limit(7)


@pytest.mark.parametrize(
    "days",
    [
        {},
        {"planned_end": "2010-09-01T00:00:00+02:00", "deadline": "2010-09-01T00:00:00+02:00"},
        {"planned_end": "2090-12-01T00:00:00+01:00", "deadline": "2090-12-01T00:00:00+01:00"},
    ],
)
def test_without_days_that_can_be_it_is_the_rule_and_nothing_is_compared(tmp_path: Path, days: dict[str, str]) -> None:
    told = _plan(tmp_path, ordinary({**NO_DAYS, **days}, 1)).cases["C-2"]
    assert (told.due_on, told.last_on, told.limit) == (None, None, Limit(56))
    assert bool(told.doubt) is bool(days)


def test_a_deadline_before_the_planned_end_is_told_and_adds_nothing(tmp_path: Path) -> None:
    told = _plan(tmp_path, ordinary({**ON_TIME, "deadline": "2010-11-01T00:00:00+01:00"}, 1)).cases["A-1"]
    assert (told.limit, told.due_on, told.last_on) == (Limit(56), date(2010, 11, 29), date(2010, 11, 29))
    assert told.doubt == "its deadline cannot be"


def test_an_end_before_the_start_is_none(tmp_path: Path) -> None:
    plan = _plan(tmp_path, ordinary({**ON_TIME, "end": "2010-10-01T00:00:00+02:00"}, 1))
    assert plan.cases["A-1"].end is None
    assert plan.cases["A-1"].doubt
    assert Kind.END not in {moment.kind for moment in plan.moments}


def test_time_is_added_on_the_last_planned_day_or_before_the_case_ends(tmp_path: Path) -> None:
    def extended(end: str) -> str:
        plan = _plan(tmp_path, ordinary({**TIME_ADDED, "end": end}, 1))
        kinds = [moment.kind for moment in plan.moments]
        assert Kind.END not in kinds[: kinds.index(Kind.EXTEND)]
        return next(moment.at.isoformat() for moment in plan.moments if moment.kind is Kind.EXTEND)

    assert extended("2010-12-20T12:00:00+01:00") == "2010-12-01T08:00:00+08:00"
    assert extended("2010-11-20T12:00:00+01:00") == "2010-11-20T12:00:00+08:00"


def test_doubled_lines_are_refused_and_name_the_first(tmp_path: Path) -> None:
    rows = ordinary(ON_TIME, 1)
    refused = _plan(tmp_path, [*rows, rows[1], *ordinary(NEVER_CLOSED, 1)]).refused
    assert [(one.line, one.reason, one.detail) for one in refused] == [(5, "doubled", "t-1-9 is line 3")]


def test_what_contradicts_its_case_or_precedes_it_is_refused(tmp_path: Path) -> None:
    other = row({**ON_TIME, "end": ""}, "t-x", "2010-10-13T09:00:00+02:00")
    early = row(ON_TIME, "t-y", "2010-10-03T09:00:00+02:00")
    refused = _plan(tmp_path, [*ordinary(ON_TIME, 1), other, early]).refused
    assert [(one.line, one.reason) for one in refused] == [(5, "case_differs"), (6, "before_start")]


def test_lines_out_of_order_are_told_and_put_in_order(tmp_path: Path) -> None:
    first, second, third = ordinary(ON_TIME, 1)
    plan = _plan(tmp_path, [third, first, *ordinary(NEVER_CLOSED, 2), second])
    assert plan.reordered == (3, 7)
    mine = [moment.event.task_instance for moment in plan.moments if moment.event and moment.case_id == "A-1"]
    assert mine == ["t-1-8", "t-1-9", "t-1-11"]


VALUES = st.sampled_from(
    ["", "t-1", "A-1", "2010-10-12T09:00:00+02:00", "2010-10-12", "0001-01-01T00:00:00Z", "x" * 501]
)
ROWS = st.lists(st.tuples(st.sampled_from(COLUMNS), VALUES, st.integers(0, 5)), max_size=12)


@given(ROWS, st.text(max_size=40))
def test_whatever_a_log_says_each_line_is_played_or_refused_once(
    tmp_path_factory: pytest.TempPathFactory, changed: list[tuple[str, str, int]], raw: str
) -> None:
    rows = [{**ordinary(ON_TIME, at)[0], column: value} for column, value, at in changed]
    path = saved(tmp_path_factory.mktemp("log"), rows)
    with path.open("ab") as log:
        log.write(raw.encode(errors="replace"))
    lines = path.read_bytes().count(b"\n") + (not path.read_bytes().endswith(b"\n")) - 1
    plan = planned(read(path))
    played = [moment.event.line for moment in plan.moments if moment.event]
    assert sorted([*played, *(one.line for one in plan.refused)]) == list(range(2, lines + 2))


def test_moments_are_in_time_and_a_case_begins_first(tmp_path: Path) -> None:
    at_once = row(ON_TIME, "t-0", ON_TIME["start"])
    moments = _plan(tmp_path, [*whole(), at_once]).moments
    assert [moment.at for moment in moments] == sorted(moment.at for moment in moments)
    mine = [moment.kind for moment in moments if moment.case_id == "A-1"]
    assert mine == [Kind.BEGIN, Kind.WORK, Kind.WORK, Kind.WORK, Kind.WORK, Kind.END]


def test_a_case_of_unreadable_lines_alone_is_told(tmp_path: Path) -> None:
    lost = row(ON_TIME, "t-1", "at noon", case_id="Z-9")
    plan = _plan(tmp_path, [*ordinary(ON_TIME, 1), lost])
    assert plan.unreadable == ("Z-9",)
    assert plan.lines == 4


def test_a_log_without_events_plays_nothing(tmp_path: Path) -> None:
    plan = _plan(tmp_path, [])
    assert (plan.moments, plan.cases, plan.lines) == ((), {}, 0)
    assert plan.finish > plan.opened
