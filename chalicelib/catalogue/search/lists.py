"""The lists that a city publishes of its items: each a view of the same entries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chalicelib.catalogue.search.entries import Entry
from chalicelib.shared.divisions import stem

_TOWNSHIP_DIGITS = 9

Rule = tuple[str, Callable[[Any], bool]]


def _is_set(value: bool) -> bool:
    return value


def _once_at_most(visits: int | None) -> bool:
    return visits is not None and visits <= 1


def _nearby(modes: tuple[str, ...]) -> bool:
    return "nearby" in modes


def _at_a_township(divisions: tuple[str, ...]) -> bool:
    return any(len(stem(division)) >= _TOWNSHIP_DIGITS for division in divisions)


def _of_a_township(level: str | None) -> bool:
    return level in ("township", "village")


LISTS: dict[str, tuple[Rule, ...]] = {
    "at_most_one_trip": (("visits", _once_at_most),),
    "deficiency_tolerant": (("deficiency_tolerant", _is_set),),
    "notification_commitment": (("commitment", _is_set),),
    "instant_approval": (("instant_approval", _is_set),),
    "nearby": (("handling_modes", _nearby),),
    "blank_form": (("forms", bool),),
    "subdistrict": (("level", _of_a_township), ("divisions", _at_a_township)),
}
"""最多跑一次、容缺受理、告知承诺、秒批、就近办、街道办: fields of an entry, of which one must be so."""

LIST_TITLES = {
    "at_most_one_trip": "最多跑一次事项",
    "deficiency_tolerant": "容缺受理事项",
    "notification_commitment": "告知承诺事项",
    "instant_approval": "秒批事项",
    "nearby": "就近办事项",
    "blank_form": "有空白表格的事项",
    "subdistrict": "街道办事项",
}


def on_list(entry: Entry, name: str) -> bool:
    """Whether an entry is on a list."""
    return any(holds(getattr(entry, field)) for field, holds in LISTS[name])
