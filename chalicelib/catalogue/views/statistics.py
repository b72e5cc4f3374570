"""Statistics of items (事项统计): figures of what a city offers, each with what was counted and over what.

Formulas are the usual conventions, each with a version; nothing to divide by gives no value, never 0 or 100. Limits
are compared in working days: a month has as many as the city says, a natural day the thirtieth part of those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from chalicelib.catalogue.elements.item_types import TYPE_BY_NAME

DAYS_OF_A_MONTH = 30
HOURS_OF_A_DAY = 24
ONLINE, FULLY_ONLINE = 3, 4
"""网上办理深度 from which one can apply online, and at which one need not come at all."""

Days = Fraction | int


class Counted(NamedTuple):
    """What figures look at of an item: fields of an `Entry`."""

    item_type: str
    online_depth: int | None
    handling_type: str
    visits: int | None
    statutory_limit: tuple[int | None, str]
    committed_limit: tuple[int | None, str] | None
    materials: int


Counts = Mapping[Counted, int]
"""How many items there are of each kind: thousands of items are few kinds."""


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


SHARES: tuple[tuple[Definition, Callable[[Counted], bool]], ...] = (
    (
        Definition("online", "网上可办率", "网上办理深度为三级以上的事项 ÷ 全部事项"),
        lambda one: (one.online_depth or 0) >= ONLINE,
    ),
    (
        Definition("fully_online", "全程网办率", "网上办理深度为四级的事项 ÷ 全部事项"),
        lambda one: one.online_depth == FULLY_ONLINE,
    ),
    (
        Definition("immediate", "即办率", "即办件 ÷ 全部事项"),
        lambda one: one.handling_type == "IMMEDIATE",
    ),
    (
        Definition("at_most_one_trip", "最多跑一次率", "到现场次数不超过一次的事项 ÷ 全部事项"),
        lambda one: one.visits is not None and one.visits <= 1,
    ),
    (
        Definition("no_trip", "零跑动率", "到现场次数为零的事项 ÷ 全部事项"),
        lambda one: one.visits == 0,
    ),
)
VISITS = Definition("average_visits", "平均跑动次数", "到现场次数之和 ÷ 写明到现场次数的事项", "visit")
SPEED_UP = Definition(
    "speed_up",
    "承诺提速率",
    "（法定时限之和 − 承诺时限之和）÷ 法定时限之和，以工作日计；没有法定时限的事项不计，没有承诺时限的按法定时限计",
)
MATERIALS = Definition("average_materials", "平均申请材料数", "申请材料数之和 ÷ 全部事项", "material")


def figures(counts: Counts, month_working_days: int) -> list[Figure]:
    """Every figure over some items."""
    items = sum(counts.values())
    visits = {one: number for one, number in counts.items() if one.visits is not None}
    return [
        *(Figure(definition, _sum(counts, holds), items) for definition, holds in SHARES),
        Figure(VISITS, _sum(visits, lambda one: one.visits or 0), sum(visits.values())),
        speed_up(counts, month_working_days),
        Figure(MATERIALS, _sum(counts, lambda one: one.materials), items),
    ]


def speed_up(counts: Counts, month_working_days: int) -> Figure:
    """承诺提速率, a ratio of sums. An item that promises nothing is as quick as the statute."""
    allowed = promised = Fraction(0)
    for one, number in counts.items():
        statutory = working_days(one.statutory_limit, month_working_days)
        if statutory is not None:
            committed = working_days(one.committed_limit, month_working_days) if one.committed_limit else None
            allowed += number * statutory
            promised += number * (statutory if committed is None else committed)
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


def by_type(counts: Counts) -> list[dict[str, Any]]:
    """How many items there are of each legal type, in the order of the codes; a type without items is 0."""
    found: Counter[str] = Counter()
    for one, number in counts.items():
        found[one.item_type] += number
    types = sorted(TYPE_BY_NAME.values(), key=lambda item_type: item_type.code)
    return [{"item_type": kind.name, "title": kind.title, "items": found[kind.name]} for kind in types]


def shown(counts: Counts, month_working_days: int) -> dict[str, Any]:
    """The statistics of some items."""
    return {
        "items": sum(counts.values()),
        "month_working_days": month_working_days,
        "figures": [_shown(figure) for figure in figures(counts, month_working_days)],
        "by_item_type": by_type(counts),
    }


def rounded(value: Days) -> float:
    """Two decimals, half up."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return float(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _sum(counts: Counts, measured: Callable[[Counted], int]) -> int:
    return sum(number * measured(one) for one, number in counts.items())


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
