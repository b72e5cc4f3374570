"""办理期限说明: each day of the clock, counted or skipped, and why."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from chalicelib.cases.desk import extension_approval, resumption, suspension
from chalicelib.cases.desk.extension_approval import Answered
from chalicelib.cases.desk.suspension import Announced
from chalicelib.cases.intake import submission, tolerance
from chalicelib.cases.parts import Parts
from chalicelib.cases.status import explaining
from chalicelib.cases.terms import Period
from chalicelib.configuration.documents import Supervision
from chalicelib.shared.access import Caller
from chalicelib.shared.errors import NotFound
from tests.cases import licences, promises, scenes
from tests.cases.calendars import announced, closed
from tests.cases.fakes import DEFINITION, DIVISION, memory_parts
from tests.fakes import FakeClock

OFFICIAL = "国办发明电〔2025〕7号"


def on(year: int, month: int, day: int, **item: Any) -> Parts:
    """The parts of a licence, in the morning of that day in Kunming."""
    return memory_parts(licences.an_item(**item), FakeClock(datetime(year, month, day, 1, tzinfo=UTC)))


def to(parts: Parts, day: date) -> None:
    """Go on to that day."""
    licences.pass_days(parts, (day - parts.law.today()).days)


def told(parts: Parts, case_id: str, who: Caller | None = None) -> dict[str, Any]:
    return explaining.explained(parts, Supervision(), who or scenes.applicant(), case_id)


def days(found: dict[str, Any]) -> dict[str, str]:
    return {day["on"][5:]: day["text"] for day in found["clock"]["days"]}


def limit(found: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(one for one in found["limits"] if one["kind"] == kind)


@pytest.mark.parametrize(
    ("accepted", "count", "due_on"),
    [
        (date(2026, 9, 18), 1, "2026-09-20"),
        (date(2026, 9, 18), 5, "2026-09-24"),
        (date(2026, 9, 24), 5, "2026-10-09"),
        (date(2026, 2, 16), 5, "2026-02-28"),
        (date(2026, 11, 21), 5, "2026-11-27"),
    ],
)
def test_the_last_counted_day_is_the_day_that_was_promised(accepted: date, count: int, due_on: str) -> None:
    parts = on(accepted.year, accepted.month, accepted.day, committed_limit=Period(count, "WD"))
    case_id = scenes.accepted(parts)
    found = told(parts, case_id)
    clock = found["clock"]
    assert licences.stored(parts, case_id).due_on == clock["due_on"] == clock["days"][-1]["on"] == due_on
    assert clock["days"][-1]["number"] == count
    assert limit(found, "committed")["due_on"] == due_on


def test_each_day_says_why_it_counts_or_does_not() -> None:
    """Accepted on 18 September 2026: Sunday the 20th is worked on, and the National Day is off."""
    parts = on(2026, 9, 18)
    found = told(parts, scenes.accepted(parts))
    said = days(found)
    assert said["09-19"] == "周末"
    assert said["09-20"] == "第1个工作日（国庆节调休上班）"
    assert said["09-21"] == "第2个工作日"
    assert said["09-25"] == "中秋节放假"
    assert said["09-26"] == "中秋节放假（周末）"
    assert said["10-01"] == "国庆节放假"
    assert said["10-07"] == "国庆节放假（调休）"
    assert found["clock"]["notices"][0].startswith(OFFICIAL)
    assert (found["calendar"], found["clock"]["more_days"]) == (parts.dates.of(DIVISION).version, 0)
    assert not found["clock"]["provisional"]
    assert "note" not in found


def test_the_days_of_a_special_procedure_bear_its_name() -> None:
    """Six working days are used from 1 to 10 April; 14 of 20 remain when it goes on (calendar facts §4)."""
    parts = on(2026, 4, 1, committed_limit=Period(20, "WD"))
    case_id = licences.examining(parts)
    to(parts, date(2026, 4, 10))
    suspension.suspend(parts, scenes.examiner(), case_id, Announced("expert_review", 30, "D"), None)
    still = told(parts, case_id)
    assert still["clock"]["stands_still"]
    assert still["clock"]["used"] == 6
    to(parts, date(2026, 4, 20))
    resumption.resume(parts, scenes.examiner(), case_id, None, None)
    found = told(parts, case_id)
    said = days(found)
    assert (said["04-10"], said["04-13"], said["04-18"], said["04-20"]) == (
        "第6个工作日",
        "专家评审",
        "周末",
        "专家评审",
    )
    assert said["04-21"] == "第7个工作日"
    due_on = parts.dates.of(DIVISION).due_on(date(2026, 4, 20), Period(14, "WD"))
    assert found["clock"]["due_on"] == limit(found, "committed")["due_on"] == str(due_on)
    assert found["clock"]["stops"] == [
        {"name": "专家评审", "since": "2026-04-10", "until": "2026-04-20", "announced_until": "2026-05-11"}
    ]


def test_an_extension_is_numbered_on() -> None:
    parts = on(2026, 9, 18)
    case_id = licences.wanting_time(parts)
    assert told(parts, case_id)["extension"] is None
    extension_approval.decide_extension(parts, scenes.chief(), case_id, Answered(True, "同意"), None)
    found = told(parts, case_id)
    assert found["extension"] == {"value": 10, "unit": "WD"}
    assert found["clock"]["days"][-1]["number"] == 20
    assert found["clock"]["due_on"] == licences.stored(parts, case_id).due_on


def test_before_acceptance_the_clock_is_that_of_the_answer() -> None:
    """Five working days from receipt; while the applicant corrects it stands still, and it begins anew after."""
    parts = on(2026, 9, 18)
    case_id = scenes.submitted(parts)
    first = told(parts, case_id)
    assert (first["clock"]["kind"], first["clock"]["due_on"], first["clock"]["length"]) == (
        "acceptance",
        "2026-09-24",
        "5个工作日",
    )
    assert limit(first, "acceptance")["article"] == "行政许可法第三十二条第一款第四项"
    to(parts, date(2026, 9, 21))
    scenes.corrected(parts, case_id)
    to(parts, date(2026, 9, 23))
    waiting = told(parts, case_id)
    assert days(waiting)["09-22"] == "补正等待"
    assert waiting["clock"]["due_on"] is None
    assert [one["kind"] for one in waiting["limits"]] == ["correction"]
    submission.resubmit(parts, scenes.applicant(), case_id, None)
    again = told(parts, case_id)
    said = days(again)
    assert (said["09-21"], said["09-23"], said["09-24"]) == ("第2个工作日", "补正等待", "第1个工作日")
    assert again["clock"]["due_on"] == limit(again, "acceptance")["due_on"] == "2026-10-08"


def test_after_being_taken_in_the_clock_of_the_answer_waits_for_what_follows() -> None:
    """容缺收件 on Friday the 18th: no limit runs until the rest is there, and then all five days do."""
    parts = on(2026, 9, 18, may_follow=frozenset({"lease"}))
    case_id = promises.received(parts)
    to(parts, date(2026, 9, 28))
    waiting = told(parts, case_id)
    assert days(waiting)["09-21"] == days(waiting)["09-28"] == "容缺材料补交等待"
    assert (waiting["clock"]["due_on"], waiting["clock"]["used"], waiting["clock"]["stands_still"]) == (None, 0, True)
    assert [one["kind"] for one in waiting["limits"]] == ["supplement"]
    scenes.uploaded(parts, case_id, "lease")
    tolerance.supplement(parts, scenes.applicant(), case_id, None)
    found = told(parts, case_id)
    assert (days(found)["09-28"], days(found)["09-29"]) == ("容缺材料补交等待", "第1个工作日")
    assert found["clock"]["due_on"] == limit(found, "acceptance")["due_on"] == "2026-10-10"


def test_waiting_ends_with_the_application() -> None:
    parts = on(2026, 9, 18)
    case_id = licences.STAGES["returned"](parts)
    clock = told(parts, case_id)["clock"]
    assert [stop["until"] for stop in clock["stops"]] == [clock["over_on"]] == ["2026-10-18"]
    assert not clock["stands_still"]


def test_after_the_decision_it_tells_how_the_time_was_used() -> None:
    parts = on(2026, 9, 18)
    case_id = scenes.decided(parts)
    to(parts, date(2026, 12, 1))
    clock = told(parts, case_id)["clock"]
    assert (clock["over_on"], clock["used"], clock["due_on"], clock["days"]) == ("2026-09-18", 0, "2026-10-09", [])


def test_what_is_late_goes_on_to_today() -> None:
    parts = on(2026, 9, 18, committed_limit=Period(1, "WD"))
    case_id = scenes.accepted(parts)
    to(parts, date(2026, 9, 22))
    found = told(parts, case_id)
    assert days(found)["09-22"] == "期限已经届满"
    assert limit(found, "committed")["overdue_by"] == 2


def test_a_result_that_waits_is_not_late() -> None:
    parts = on(2026, 9, 18)
    case_id = licences.STAGES["concluded"](parts)
    to(parts, date(2026, 12, 1))
    assert "overdue_by" not in limit(told(parts, case_id), "pickup")


def test_without_a_calendar_the_days_are_estimates_and_nothing_is_late() -> None:
    parts = on(2026, 12, 31, committed_limit=Period(5, "WD"))
    case_id = scenes.accepted(parts)
    found = told(parts, case_id)
    assert licences.stored(parts, case_id).due_on == found["clock"]["due_on"] == "2027-01-08"
    assert found["clock"]["provisional"]
    assert found["clock"]["days"][0] == {
        "on": "2027-01-01",
        "number": None,
        "why": "holiday",
        "text": "元旦放假",
        "provisional": True,
    }
    assert found["note"] == "暂定，以国务院办公厅公布的放假安排为准"
    to(parts, date(2027, 3, 1))
    late = told(parts, case_id, scenes.clerk())
    assert (late["light"], limit(late, "committed").get("overdue_by")) == ("green", None)


def test_a_notice_moves_the_next_answer() -> None:
    parts = on(2026, 12, 31, committed_limit=Period(5, "WD"))
    case_id = scenes.accepted(parts)
    before = told(parts, case_id)
    announced(parts, "2027-01-04/2027-01-05")
    found = told(parts, case_id)
    assert (found["clock"]["due_on"], found["clock"]["provisional"]) == ("2027-01-12", False)
    assert found["calendar"] != before["calendar"]
    assert "国办发明电〔2026〕虚构号" in found["clock"]["notices"]


def test_a_closure_is_of_its_division_alone() -> None:
    parts = on(2026, 9, 18, committed_limit=Period(2, "WD"))
    closed(parts, "530102000000", "2026-09-21", "2026-09-22", "台风停止办公")
    found = told(parts, scenes.accepted(parts))
    assert days(found)["09-21"] == "本地停止办公：台风停止办公"
    assert found["clock"]["due_on"] == "2026-09-23"
    elsewhere = parts.dates.of("530103000000")
    assert str(elsewhere.due_on(date(2026, 9, 18), Period(2, "WD"))) == "2026-09-21"


def test_natural_days_that_do_not_roll_end_where_they_end() -> None:
    """56 days from Saturday 12 September 2026 end on Saturday 7 November."""
    parts = on(2026, 9, 12, committed_limit=None, statutory_limit=Period(56, "D", rolls=False), extension=None)
    case_id = scenes.accepted(parts)
    clock = told(parts, case_id)["clock"]
    assert (clock["kind"], clock["due_on"], clock["used"]) == ("statutory", "2026-11-07", 0)
    assert licences.stored(parts, case_id).due_on == "2026-11-07"
    rolling = on(2026, 9, 12, committed_limit=None, statutory_limit=Period(56, "D"))
    assert days(told(rolling, scenes.accepted(rolling)))["11-09"] == "期限最后一日不办公，顺延"


def test_what_an_office_divides_its_work_into_stays_there() -> None:
    parts = on(2026, 9, 18)
    case_id = scenes.accepted(parts)
    assert [one["kind"] for one in told(parts, case_id)["limits"]] == ["committed", "statutory"]
    found = told(parts, case_id, scenes.examiner())
    assert limit(found, "stage")["name"] == "环节办理期限（审查）"
    assert "light" not in told(parts, case_id)


@pytest.mark.parametrize(
    ("day", "light"),
    [
        (date(2026, 9, 24), "green"),
        (date(2026, 9, 28), "green"),
        (date(2026, 9, 30), "yellow"),
        (date(2026, 10, 9), "yellow"),
        (date(2026, 10, 10), "red"),
        (date(2026, 10, 22), "red"),
        (date(2026, 10, 23), "second_red"),
    ],
)
def test_the_light_is_the_gravest_of_what_stands(day: date, light: str) -> None:
    """Ten working days end on 9 October; two, a fifth, are left on 30 September; the statute's end on the 22nd."""
    parts = on(2026, 9, 18, definition=DEFINITION)
    case_id = scenes.accepted(parts)
    to(parts, day)
    assert told(parts, case_id, scenes.clerk())["light"] == light


def test_an_item_without_any_limit_has_no_clock() -> None:
    parts = on(2026, 9, 18, legal_regime="confirmation", committed_limit=None, statutory_limit=Period(None, "NONE"))
    found = told(parts, scenes.submitted(parts))
    assert (found["clock"], found["limits"]) == (None, [])
    case_id = scenes.accepted(parts)
    assert told(parts, case_id)["clock"] is None


def test_a_draft_has_neither() -> None:
    parts = on(2026, 9, 18)
    found = told(parts, scenes.drafted(parts))
    assert (found["clock"], found["limits"]) == (None, [])


def test_long_periods_are_told_in_part() -> None:
    parts = on(2026, 1, 5, committed_limit=Period(36, "M"))
    clock = told(parts, scenes.accepted(parts))["clock"]
    assert len(clock["days"]) == 400
    last = date.fromisoformat(clock["due_on"])
    assert clock["more_days"] == (last - date(2026, 1, 5)).days - 400


def test_whoever_it_does_not_concern_finds_nothing() -> None:
    parts = on(2026, 9, 18)
    case_id = scenes.accepted(parts)
    other = scenes.clerk()
    other.posts = ()
    for who in (scenes.applicant("person-li"), other):
        with pytest.raises(NotFound, match="case_not_found"):
            told(parts, case_id, who)


def test_whoever_was_authorised_to_look_is_told() -> None:
    parts = on(2026, 9, 18)
    case_id = scenes.accepted(parts)
    parts.representation.give("person-li", "person-zhang")  # type: ignore[attr-defined]
    assert told(parts, case_id, scenes.applicant("person-li"))["clock"]["due_on"] == "2026-10-09"


def test_it_reads_the_case_and_its_acts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = on(2026, 9, 18)
    case_id = licences.to_correct(parts)
    reads: list[str] = []
    for name in ("case", "acts", "file"):
        real = getattr(parts.cases, name)
        monkeypatch.setattr(
            parts.cases, name, lambda *said, _real=real, _name=name: reads.append(_name) or _real(*said)
        )
    told(parts, case_id)
    assert reads == ["case", "acts"]
