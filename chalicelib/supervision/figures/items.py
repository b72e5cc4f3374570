"""Figures of items (事项): what a city offers, as it is published now. Pure.

A limit counts in its own unit until a figure compares it with others: a month has as many working days as the city
says, a natural day the thirtieth part of those, as in the catalogue's own statistics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from chalicelib.shared.divisions import contains
from chalicelib.supervision.figures.definitions import Definition, Figure, Number

DAYS_OF_A_MONTH, HOURS_OF_A_DAY = 30, 24
APPLIED_ONLINE, FULLY_ONLINE = 3, 4
"""网上办理深度 from which one can apply online, and at which one need not come at all."""
_UNITS = {"WD": "wd", "D": "d", "M": "m", "H": "h"}


class ItemSums(NamedTuple):
    """How many items, and of those how many are so; `visits` of those `visited` that name a number of visits.

    `statutory_*` and `promised_*` are the limits of items that have a statutory one, by unit: working days, natural
    days, months, hours.
    """

    items: int = 0
    online: int = 0
    fully_online: int = 0
    immediate: int = 0
    at_most_one_trip: int = 0
    no_trip: int = 0
    visited: int = 0
    visits: int = 0
    materials: int = 0
    statutory_wd: int = 0
    statutory_d: int = 0
    statutory_m: int = 0
    statutory_h: int = 0
    promised_wd: int = 0
    promised_d: int = 0
    promised_m: int = 0
    promised_h: int = 0


NO_ITEMS = ItemSums()


class Group(NamedTuple):
    """Items of one department that are handled in the same divisions, and all within them."""

    department: str
    divisions: tuple[str, ...]

    def touches(self, division: str) -> bool:
        """Whether any of them is handled in that division, or in a part of it."""
        return division == "*" or any(contains(one, division) or contains(division, one) for one in self.divisions)


def item_sums(content: Mapping[str, Any]) -> ItemSums:
    """One item, by the content of an edition with all its elements."""
    depth, visits = content["online_depth"] or 0, content["visits"]["most"]
    return ItemSums(
        items=1,
        online=int(depth >= APPLIED_ONLINE),
        fully_online=int(depth == FULLY_ONLINE),
        immediate=int(content["handling_type"] == "IMMEDIATE"),
        at_most_one_trip=int(visits is not None and visits <= 1),
        no_trip=int(visits == 0),
        visited=int(visits is not None),
        visits=visits or 0,
        materials=len(content["materials"]),
        **_limits(content["statutory_limit"], content["committed_limit"]),
    )


def group_of(content: Mapping[str, Any]) -> Group:
    """Where an item belongs."""
    return Group(content["department"], tuple(sorted(content["divisions"])))


def difference(after: ItemSums, before: ItemSums) -> ItemSums:
    """What is to be added to come from `before` to `after`."""
    return ItemSums(*(new - old for new, old in zip(after, before, strict=True)))


def together(some: Iterable[ItemSums]) -> ItemSums:
    """All of them added up."""
    return ItemSums(*map(sum, zip(NO_ITEMS, *some, strict=True)))


def _limits(statutory: Mapping[str, Any], committed: Mapping[str, Any] | None) -> dict[str, int]:
    """What promises nothing is as quick as the statute."""
    if statutory["unit"] != "NOW" and (statutory["value"] is None or statutory["unit"] not in _UNITS):
        return {}
    promised = committed if committed and (committed["value"] is not None or committed["unit"] == "NOW") else statutory
    limits = {"statutory": statutory, "promised": promised}
    return {
        f"{name}_{_UNITS[limit['unit']]}": int(limit["value"])
        for name, limit in limits.items()
        if limit["unit"] in _UNITS
    }


def _working_days(sums: ItemSums, kind: str, month: int) -> Fraction:
    natural = Fraction(month, DAYS_OF_A_MONTH)
    worth = {"wd": Fraction(1), "d": natural, "m": Fraction(month), "h": natural / HOURS_OF_A_DAY}
    return sum((getattr(sums, f"{kind}_{unit}") * each for unit, each in worth.items()), Fraction(0))


def _speed_up(sums: ItemSums, month: int) -> tuple[Number, Number]:
    allowed = _working_days(sums, "statutory", month)
    return allowed - _working_days(sums, "promised", month), allowed


Parts = Callable[[ItemSums, int], tuple[Number, Number]]
SPEED_UP = Definition(
    "promised_speed_up",
    "承诺提速率",
    "（法定时限之和 − 承诺时限之和）÷ 法定时限之和，以工作日计；是汇总比率，不是各事项提速率的平均；"
    "没有法定时限的事项不计，没有承诺时限的按法定时限计",
)
ITEM_FIGURES: tuple[tuple[Definition, Parts], ...] = (
    (SPEED_UP, _speed_up),
    (
        Definition("immediate_items", "即办率（事项）", "即办件事项 ÷ 全部事项"),
        lambda sums, _: (sums.immediate, sums.items),
    ),
    (
        Definition("online_items", "网办率", "网上办理深度为三级以上的事项 ÷ 全部事项"),
        lambda sums, _: (sums.online, sums.items),
    ),
    (
        Definition("fully_online_items", "全程网办率（事项）", "网上办理深度为四级的事项 ÷ 全部事项"),
        lambda sums, _: (sums.fully_online, sums.items),
    ),
    (
        Definition("at_most_one_trip_items", "最多跑一次率", "到现场次数不超过一次的事项 ÷ 全部事项"),
        lambda sums, _: (sums.at_most_one_trip, sums.items),
    ),
    (
        Definition("no_trip_items", "零跑动率", "到现场次数为零的事项 ÷ 全部事项"),
        lambda sums, _: (sums.no_trip, sums.items),
    ),
    (
        Definition("average_visits", "平均跑动次数", "到现场次数之和 ÷ 写明到现场次数的事项", unit="visit"),
        lambda sums, _: (sums.visits, sums.visited),
    ),
    (
        Definition("average_materials", "平均申请材料数", "申请材料数之和 ÷ 全部事项", unit="material"),
        lambda sums, _: (sums.materials, sums.items),
    ),
)


def item_figures(sums: ItemSums, month_working_days: int) -> list[Figure]:
    """Every figure of these items."""
    return [Figure(definition, *parts(sums, month_working_days)) for definition, parts in ITEM_FIGURES]
