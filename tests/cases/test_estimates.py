"""暂定: wherever an estimated day is shown, it says that it is one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chalicelib.cases.parts import Parts
from chalicelib.cases.status import reading, timeline
from chalicelib.cases.status.finding import Wanted
from chalicelib.cases.status.record import record
from chalicelib.cases.status.sheet import COLUMNS, sheet
from chalicelib.cases.terms import Period
from tests.cases import licences, scenes
from tests.cases.fakes import memory_parts
from tests.cases.writing import documents
from tests.fakes import FakeClock

WORDS = "暂定，以国务院办公厅公布的放假安排为准"


@pytest.fixture
def parts() -> Parts:
    """Accepted on 31 December 2026, five working days would end in a year whose notice is not out."""
    item = licences.an_item(committed_limit=Period(5, "WD"))
    return memory_parts(item, FakeClock(datetime(2026, 12, 31, 1, tzinfo=UTC)))


def test_the_act_names_its_calendar_and_says_that_the_day_is_an_estimate(parts: Parts) -> None:
    case_id = scenes.accepted(parts)
    act = list(parts.cases.acts(f"case#{case_id}"))[-1]
    assert (act.changes["due_on"], act.changes["provisional"]) == ("2027-01-08", True)
    assert act.changes["calendar"] == parts.dates.of("530102000000").version


def test_the_notice_of_acceptance_says_so(parts: Parts) -> None:
    case_id = scenes.accepted(parts)
    papers = documents(parts)
    number = papers.listed(scenes.applicant(), case_id)["documents"][-1]["document_no"]
    assert f"2027年1月8日（{WORDS}）" in papers.told(scenes.applicant(), case_id, number)["text"]


def test_the_case_and_its_timeline_say_so(parts: Parts) -> None:
    case_id = scenes.accepted(parts)
    whole = reading.full(parts, scenes.applicant(), case_id)
    assert (whole["provisional"], whole["remaining"]["note"]) == (["due_on"], WORDS)
    entry = timeline.timeline(parts, scenes.applicant(), case_id)["entries"][-1]
    assert (entry["detail"], entry["provisional"]) == (f"承诺在 2027-01-08（{WORDS}） 以前作出决定。", True)


def test_the_record_for_a_spreadsheet_says_so(parts: Parts) -> None:
    scenes.accepted(parts)
    (case,) = record(parts, scenes.applicant(), None, 20, None, Wanted())["cases"]
    line = sheet([case]).splitlines()[1].split(",")
    assert line[COLUMNS.index("应当办结日期")] == "2027-01-08（暂定）"
