"""Why a day of a clock counts or not, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chalicelib.cases.neighbours import Day

_FRIDAY = 4
_COUNTED = {"WD": "第{number}个工作日", "D": "第{number}日"}
_WHY: dict[str, Callable[[Day, str], str]] = {
    "counted": lambda day, counted: counted,
    "adjusted_working_day": lambda day, counted: f"{counted}（{_for(day)}调休上班）",
    "weekend": lambda _day, _counted: "周末",
    "holiday": lambda day, _counted: f"{day.name}放假",
    "adjusted_rest": lambda day, _counted: f"{day.name}放假（{'周末' if day.on.weekday() > _FRIDAY else '调休'}）",
    "closure": lambda day, _counted: f"本地停止办公：{day.name}",
    "pause": lambda day, _counted: day.name,
    "rolled": lambda day, _counted: "期限最后一日不办公，顺延",
    "overdue": lambda _day, _counted: "期限已经届满",
}


def day_told(day: Day, unit: str) -> dict[str, Any]:
    """A day with its word and its reason in Chinese."""
    counted = _COUNTED.get(unit, _COUNTED["D"]).format(number=day.number)
    return {
        "on": day.on.isoformat(),
        "number": day.number,
        "why": day.why,
        "text": _WHY[day.why](day, counted),
        "provisional": day.provisional,
    }


def _for(day: Day) -> str:
    return day.name or "放假安排"
