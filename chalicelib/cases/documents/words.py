"""Values as a document says them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

UNITS = {"WD": "个工作日", "D": "日", "M": "个月", "H": "小时"}
MANNERS = {"window": "窗口领取", "courier": "邮寄送达", "online": "电子送达"}
PROOFS = {"signature": "签收", "courier_receipt": "邮政或者快递回执", "read_online": "在线查阅记录"}
DUE = {"committed": "承诺办结日期", "statutory": "法定办结日期"}
PROVISIONAL = "暂定，以国务院办公厅公布的放假安排为准"
"""Of a day in a year whose working days nobody knows yet."""
OUTCOMES = {"kept": "承诺内容属实", "broken": "承诺内容不属实"}


def period(value: int | None, unit: str) -> str | None:
    """`20个工作日`; None where nobody said."""
    return f"{value}{UNITS[unit]}" if value is not None and unit in UNITS else None


def civil(day: str) -> str:
    """`2026年11月21日`."""
    told = date.fromisoformat(day)
    return f"{told.year}年{told.month}月{told.day}日"


def told(details: Mapping[str, Any]) -> dict[str, str | None]:
    """What is known, place by place: dates in words, lists as numbered lines below; None for what there is not.

    A day that is an estimate (`provisional`) says so. A list begins a line itself, so that its heading stands in its
    paragraph, and goes with it.
    """
    said = {name: _told(name, value) for name, value in details.items() if name != "provisional"}
    if details.get("provisional"):
        said |= {name: f"{day}（{PROVISIONAL}）" for name in _ESTIMATED if (day := said.get(name))}
    return said


def _told(name: str, value: Any) -> str | None:
    if value is None or value in ("", []):
        return None
    if isinstance(value, list):
        return "".join(f"\n{number}. {_line(one)}" for number, one in enumerate(value, 1))
    return civil(value) if name.endswith("_on") or name in _DAYS else str(value)


_DAYS = frozenset({"since", "supplement_by"})
_ESTIMATED = ("due_on", "until_on")


def _line(one: Any) -> str:
    if isinstance(one, str):
        return one
    return f"{one['name']}：{one['reason']}（{one['remedy']}）"
