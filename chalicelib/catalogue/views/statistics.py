"""Statistics of items (事项统计): figures of what a city offers, each with what was counted and over what.

Formulas are the usual conventions, each with a version; nothing to divide by gives no value, never 0 or 100. Limits
are compared in working days: a month has as many as the city says, a natural day the thirtieth part of those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from chalicelib.catalogue.elements.item_types import TYPE_BY_NAME
from chalicelib.catalogue.search.entries import Entry

DAYS_OF_A_MONTH = 30
HOURS_OF_A_DAY = 24
ONLINE, FULLY_ONLINE = 3, 4
"""网上办理深度 from which one can apply online, and at which one need not come at all."""

Days = Fraction | int


class Definition(NamedTuple):
    """What a figure says, in words, and the version of that definition. `unit`: percent, or what is counted."""

    name: str
    title: str
    text: str
    unit: str = "percent"
    version: int = 1


class Figure(NamedTuple):
    """A definition's outcome; `value` has two decimals and is None where there is nothing to divide by."""

    definition: Definition
    numerator: Days
    denominator: Days

    @property
    def value(self) -> float | None:
        if not self.denominator:
            return None
        ratio = Fraction(self.numerator) / Fraction(self.denominator)
        return rounded(ratio * (100 if self.definition.unit == "percent" else 1))


SHARES: tuple[tuple[Definition, Callable[[Entry], bool]], ...] = (
    (
        Definition("online", "网上可办率", "网上办理深度为三级以上的事项 ÷ 全部事项"),
        lambda entry: (entry.online_depth or 0) >= ONLINE,
    ),
    (
        Definition("fully_online", "全程网办率", "网上办理深度为四级的事项 ÷ 全部事项"),
        lambda entry: entry.online_depth == FULLY_ONLINE,
    ),
    (
        Definition("immediate", "即办率", "即办件 ÷ 全部事项"),
        lambda entry: entry.handling_type == "IMMEDIATE",
    ),
    (
        Definition("at_most_one_trip", "最多跑一次率", "到现场次数不超过一次的事项 ÷ 全部事项"),
        lambda entry: entry.visits is not None and entry.visits <= 1,
    ),
    (
        Definition("no_trip", "零跑动率", "到现场次数为零的事项 ÷ 全部事项"),
        lambda entry: entry.visits == 0,
    ),
)
VISITS = Definition("average_visits", "平均跑动次数", "到现场次数之和 ÷ 写明到现场次数的事项", "visit")
SPEED_UP = Definition(
    "speed_up",
    "承诺提速率",
    "（法定时限之和 − 承诺时限之和）÷ 法定时限之和，以工作日计；没有法定时限的事项不计，没有承诺时限的按法定时限计",
)
MATERIALS = Definition("average_materials", "平均申请材料数", "申请材料数之和 ÷ 全部事项", "material")


def figures(entries: Sequence[Entry], month_working_days: int) -> list[Figure]:
    """Every figure over some items."""
    stated = [entry.visits for entry in entries if entry.visits is not None]
    return [
        *(Figure(definition, sum(map(holds, entries)), len(entries)) for definition, holds in SHARES),
        Figure(VISITS, sum(stated), len(stated)),
        speed_up(entries, month_working_days),
        Figure(MATERIALS, sum(entry.materials for entry in entries), len(entries)),
    ]


def speed_up(entries: Iterable[Entry], month_working_days: int) -> Figure:
    """承诺提速率, a ratio of sums. An item that promises nothing is as quick as the statute."""
    allowed = promised = Fraction(0)
    for entry in entries:
        statutory = working_days(entry.statutory_limit, month_working_days)
        if statutory is not None:
            committed = working_days(entry.committed_limit, month_working_days) if entry.committed_limit else None
            allowed += statutory
            promised += statutory if committed is None else committed
    return Figure(SPEED_UP, allowed - promised, allowed)


def working_days(limit: tuple[int | None, str], month_working_days: int) -> Fraction | None:
    """A limit in working days; None where there is none."""
    value, unit = limit
    if unit == "NOW":
        return Fraction(0)
    if value is None:
        return None
    natural = Fraction(month_working_days, DAYS_OF_A_MONTH)
    in_days = {"WD": Fraction(1), "D": natural, "M": Fraction(month_working_days), "H": natural / HOURS_OF_A_DAY}
    return value * in_days[unit] if unit in in_days else None


def by_type(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """How many items there are of each legal type, in the order of the codes; a type without items is 0."""
    counts = Counter(entry.item_type for entry in entries)
    return [
        {"item_type": name, "title": TYPE_BY_NAME[name].title, "items": counts[name]}
        for name in sorted(TYPE_BY_NAME, key=lambda name: TYPE_BY_NAME[name].code)
    ]


def shown(entries: Sequence[Entry], month_working_days: int) -> dict[str, Any]:
    """The statistics of some items."""
    return {
        "items": len(entries),
        "month_working_days": month_working_days,
        "figures": [_shown(figure) for figure in figures(entries, month_working_days)],
        "by_item_type": by_type(entries),
    }


def rounded(value: Days) -> float:
    """Two decimals, half up."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return float(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _shown(figure: Figure) -> dict[str, Any]:
    definition = figure.definition
    return {
        "name": definition.name,
        "title": definition.title,
        "definition": definition.text,
        "definition_version": definition.version,
        "unit": definition.unit,
        "numerator": rounded(figure.numerator),
        "denominator": rounded(figure.denominator),
        "value": figure.value,
    }
