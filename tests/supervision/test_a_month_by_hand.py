"""A month of cases handled at the real desk under the real clock; each figure was worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from chalicelib.cases.desk import conclusion, declination, extension, resumption, suspension
from chalicelib.cases.desk.extension_approval import Answered, decide_extension
from chalicelib.cases.intake import withdrawing
from chalicelib.cases.parts import Parts
from chalicelib.cases.work import tasks
from chalicelib.shared.access import Caller, Post, Reach, Role
from chalicelib.shared.acts import Act
from chalicelib.supervision.service import SummaryRequest, SupervisionService
from chalicelib.supervision.table.items import ItemCounterTable
from tests.builders import but
from tests.cases import left_alone, licences, scenes
from tests.fakes import MemoryCommitter
from tests.supervision.memory import MemoryCity, MemoryCounters

WATCHER = Caller(kind="staff", id="s", posts=(Post(frozenset({Role.SUPERVISOR}), ("*",), ("*",)),), reach=Reach.OFFICE)
MARCH = SummaryRequest(date(2026, 3, 1), date(2026, 3, 31))


class Desk:
    """Cases by name, all handed in on Monday 2 March: ten working days are promised (16 March), the law has twenty."""

    def __init__(self) -> None:
        self.parts: Parts = left_alone.city()
        self.cases: dict[str, str] = {}

    def at(self, moment: str) -> None:
        """Let it become that moment, and let the clock do what is due of every case."""
        left_alone.until(self.parts, moment)
        for case_id in self.cases.values():
            left_alone.swept(self.parts, case_id)

    def begin(self, stage: Callable[[Parts], str], *names: str) -> None:
        for name in names:
            self.cases[name] = stage(self.parts)

    def end(self, *names: str) -> None:
        """Decide and conclude them now."""
        for name in names:
            case_id = self.cases[name]
            tasks.complete(self.parts, scenes.examiner(), f"{case_id}-examine-1", "approve", "材料齐全", None)
            scenes.granted(self.parts, case_id)
            conclusion.conclude(self.parts, scenes.clerk(), case_id, None)

    def suspend(self, name: str) -> None:
        suspension.suspend(self.parts, scenes.examiner(), self.cases[name], licences.HEARD, None)

    def resume(self, name: str) -> None:
        resumption.resume(self.parts, scenes.examiner(), self.cases[name], None, None)

    def acts(self) -> list[Act]:
        return [act for case_id in self.cases.values() for act in left_alone.told(self.parts, case_id)]


def a_month() -> Desk:
    desk = Desk()
    examined = ("last day", "early", "late", "never", "paused", "extended", "on a Saturday", "at once")
    desk.begin(licences.examining, *examined)
    desk.begin(scenes.submitted, "silence", "declined", "withdrawn")
    desk.begin(licences.to_correct, "not corrected")
    parts, cases = desk.parts, desk.cases
    desk.end("at once")  # used 0
    declination.decline(parts, scenes.clerk(), cases["declined"], scenes.ELSEWHERE, None)
    withdrawing.withdraw(parts, scenes.applicant(), cases["withdrawn"], None, None)
    desk.at("2026-03-03 10:00")
    desk.suspend("paused")  # five working days: 4, 5, 6, 9 and 10 March
    desk.at("2026-03-09 10:00")
    desk.end("early")  # used 5
    extension.request_extension(parts, scenes.examiner(), cases["extended"], licences.WHY, None)
    decide_extension(parts, scenes.chief(), cases["extended"], Answered(True), None)  # to 30 March
    desk.at("2026-03-10 10:00")  # silence is acceptance, of 2 March
    desk.resume("paused")  # promised by 23 March now
    tasks.claim(parts, scenes.examiner(), f"{cases['silence']}-examine-1", None)
    desk.at("2026-03-13 10:00")
    desk.end("silence")  # used 9
    desk.at("2026-03-14 10:00")
    desk.end("on a Saturday")  # used 9
    desk.at("2026-03-16 23:59")
    desk.end("last day")  # used 10
    desk.at("2026-03-17 00:00")
    desk.at("2026-03-18 10:00")
    desk.end("late")  # used 12; the clock said on 17 March that it was late
    desk.suspend("never")  # late already
    desk.at("2026-03-20 10:00")
    desk.end("paused")  # used 14 - 5
    desk.at("2026-03-25 10:00")
    desk.resume("never")  # its day moves to 23 March, which is over, too
    desk.at("2026-03-27 10:00")
    desk.end("extended")  # used 19
    desk.at("2026-03-31 10:00")
    return desk


@pytest.fixture(scope="module")
def handled() -> list[Act]:
    return a_month().acts()


def summary(acts: list[Act], asked: SummaryRequest = MARCH) -> dict[str, Any]:
    city = MemoryCity(date(2026, 4, 5))
    service = SupervisionService(MemoryCounters(), ItemCounterTable(), city, MemoryCommitter())
    for act in acts:
        service.count(act)
    return service.summary(asked, but(WATCHER))


def figures(told: dict[str, Any]) -> dict[str, tuple[Any, Any, Any]]:
    return {one["name"]: (one["numerator"], one["denominator"], one["value"]) for one in told["figures"]}


def test_every_figure_of_the_month(tables: Any, handled: list[Act]) -> None:
    assert figures(summary(handled)) == {
        "acceptance_rate": (9, 12, 75.0),
        "rejection_rate": (2, 12, 16.67),
        "correction_rate": (1, 12, 8.33),
        "conclusion_rate": (8, 9, 88.89),
        "on_time_rate": (7, 9, 77.78),  # late, never
        "early_rate": (6, 8, 75.0),  # neither the last day's nor the late one
        "handling_speed_up": (160 - 73, 160, 54.38),
        "same_day_rate": (1, 8, 12.5),
        "average_days": (73, 8, 9.13),
        "first_time_rate": (8, 8, 100.0),
        "applied_online_rate": (12, 12, 100.0),
        "concluded_online_rate": (8, 8, 100.0),
        "daily_conclusions": (8, 22, 0.36),
        "daily_conclusion_rate": (8, 9, 88.89),
    }


def test_days_add_up_to_the_month(tables: Any, handled: list[Act]) -> None:
    """A case that its day went by is told on the day after, however often that day moves and goes by again."""
    by_day = {day: figures(summary(handled, SummaryRequest(day, day))) for day in map(march, range(1, 32))}
    assert by_day[march(16)]["on_time_rate"] == (1, 1, 100.0)
    assert by_day[march(17)]["on_time_rate"] == (0, 2, 0.0)
    assert by_day[march(18)]["on_time_rate"] == (0, 0, None)
    assert by_day[march(26)]["on_time_rate"] == (0, 0, None)
    assert sum(found["on_time_rate"][1] for found in by_day.values()) == 9


def test_twice_and_backwards_is_the_same(tables: Any, handled: list[Act]) -> None:
    assert summary([*reversed(handled), *handled]) == summary(handled)


def march(day: int) -> date:
    return date(2026, 3, day)
