"""What the story shows of the law's clock and of those who watch it: each day told, cards, figures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from infra.local.story.city import City, Visitor
from infra.local.story.deciding import EXAMINER
from infra.local.story.law_time import LawTime
from infra.local.story.telling import Listener

SUPERVISOR = "监察人员 · supervisor"
FIGURES = ("acceptance_rate", "on_time_rate", "average_days")
_UNITS = {"percent": "%"}
_LEVELS = {"yellow": "黄牌", "red": "红牌", "second_red": "第二张红牌"}
_MONTHS = ("2026-09", "2026-10")
_FROM, _TO = "2026-09-01", "2026-10-31"
_EXPLAINED = "十月九日至十二日全市审批系统停用,无法录入审查意见。"
_RESCINDED = "经核实,系统停用属实,不是本人原因。"


class Scene(NamedTuple):
    """Where the journey plays; the supervisor logs in once, for a one-time code is good once."""

    city: City
    clock: LawTime
    supervisor: Visitor
    listener: Listener


def card_seen(scene: Scene, case: str, rule: str) -> dict[str, Any]:
    """A card of that rule about the case, once it was issued."""
    card = scene.clock.wait_for(lambda: _card(scene.supervisor, case, rule))
    whom = f"工号 {card['staff_no']}" if card["staff_no"] else "部门"
    told = f"{card['meaning']}发给{whom},请在 {card['explanation_due_on']} 以前说明理由"
    scene.listener.step("电子监察 · supervision", f"{_LEVELS[card['level']]}“{card['title']}” · a card", told)
    return card


def answered(scene: Scene, card: dict[str, Any]) -> None:
    """Whoever got the card explains it, a supervisor rescinds it; it stays on the record."""
    path = f"/v1/supervision/cards/{card['card_id']}"
    scene.city.staff("examiner").post(f"{path}/explanation", {"explanation": _EXPLAINED})
    scene.listener.step(EXAMINER, "说明理由 · explains", _EXPLAINED)
    rescinded = scene.supervisor.post(f"{path}/rescission", {"reason": _RESCINDED})
    told = f"{_RESCINDED}状态 {rescinded['status']}"
    scene.listener.step(SUPERVISOR, "撤销这张牌,仍然留有记录 · rescinds it, on the record", told)


@contextmanager
def summed_up(scene: Scene, item: str) -> Iterator[None]:
    """The figures of the item over these weeks, once what happens meanwhile, a conclusion, is counted."""
    before = _concluded(_summary(scene, item))
    yield
    summary = scene.clock.wait_for(lambda: _grown(_summary(scene, item), before))
    told = "；".join(
        f"{one['title']} {one['numerator']}/{one['denominator']} = {one['value']}{_UNITS.get(one['unit'], '')}"
        for one in summary["figures"]
        if one["name"] in FIGURES
    )
    scene.listener.step(SUPERVISOR, "看这个事项的指标 · reads the figures of this item", told)


def _summary(scene: Scene, item: str) -> dict[str, Any]:
    asked = {"from": _FROM, "to": _TO, "item": item}
    found: dict[str, Any] = scene.supervisor.get("/v1/supervision/summary", **asked)
    return found


def _concluded(summary: dict[str, Any]) -> int:
    return sum(one["entered"] for one in summary["statuses"] if one["status"] == "concluded")


def _grown(summary: dict[str, Any], before: int) -> dict[str, Any] | None:
    return summary if _concluded(summary) > before else None


def told_by_day(scene: Scene, who: Visitor, name: str, case: str) -> None:
    """Why a limit ends when it ends."""
    clock = who.get(f"/v1/cases/{case}/deadline")["clock"]
    spans = ",".join(_span(list(days)) for _, days in groupby(clock["days"], _alike))
    told = f"{clock['name']}{clock['length']},{clock['since']} 起,{clock['due_on']} 止:{spans}"
    scene.listener.step(name, "问期限怎么算的 · asks how the days are counted", told)


def _alike(day: dict[str, Any]) -> str:
    return "counted" if day["why"] == "counted" else day["text"].partition("（")[0]


def _span(days: list[dict[str, Any]]) -> str:
    """Days that are alike, told once: 9月25日至9月27日 中秋节放假."""
    first, last = days[0], days[-1]
    until = f"至{_month_day(last)}" if len(days) > 1 else ""
    numbers = f"第{first['number']}至{last['number']}个工作日" if first["number"] and len(days) > 1 else first["text"]
    return f"{_month_day(first)}{until} {numbers}"


def _month_day(day: dict[str, Any]) -> str:
    on = date.fromisoformat(day["on"])
    return f"{on.month}月{on.day}日"


def _card(supervisor: Visitor, case: str, rule: str) -> dict[str, Any] | None:
    for month in _MONTHS:
        for card in _cards(supervisor, month, rule):
            if card["case_id"] == case:
                found: dict[str, Any] = supervisor.get(f"/v1/supervision/cards/{card['card_id']}")
                return found
    return None


def _cards(supervisor: Visitor, month: str, rule: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        asked = {"month": month, "rule": rule, "limit": "100", **({"cursor": cursor} if cursor else {})}
        page = supervisor.get("/v1/supervision/cards", **asked)
        found += page["cards"]
        cursor = page["next"]
    return found
