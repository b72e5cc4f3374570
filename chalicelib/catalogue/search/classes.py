"""The classifications of items as sets of entries.

事项性质、服务对象、实施主体、服务主题、服务层级、服务形式、行政管辖, and handling modes, online depth and lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from chalicelib.catalogue.search.columns import Shared
from chalicelib.catalogue.search.index import Index
from chalicelib.catalogue.search.lists import LISTS
from chalicelib.catalogue.search.masks import by_member, mask_where, union
from chalicelib.shared.divisions import LEVEL_DIGITS, contains

FIELDS = {
    "item_type": "item_type",
    "applicant": "applicant_types",
    "department": "department",
    "theme": "themes",
    "level": "level",
    "channel": "channels",
    "mode": "handling_modes",
    "depth": "online_depth",
}
"""Classifications by the field of the entry that holds the value, or the values."""

NAMES = (*FIELDS, "division", "list")

Sets = Mapping[Any, int]


class Classes:
    """Which entries of an index are in which class."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def of(self, name: str) -> Sets:
        """The values of a classification, with the set of entries of each."""
        return self._sets[name]

    def of_division(self, code: str) -> int:
        """What is handled there: entries with a division that is or contains it."""
        above = {code[:digits].ljust(12, "0") for digits in LEVEL_DIGITS}
        named = self._sets["division"]
        return union(named.get(division, 0) for division in above if contains(division, code))

    @cached_property
    def _sets(self) -> dict[str, Sets]:
        shared = self._index.columns.shared
        sets: dict[str, Sets] = {name: _sets(shared[field]) for name, field in FIELDS.items()}
        return {**sets, "division": _sets(shared["divisions"]), "list": self._lists()}

    @cached_property
    def department_names(self) -> dict[str, str]:
        """Departments by code; the name of the last entry in code order."""
        departments, names = (self._index.columns.shared[field] for field in ("department", "department_name"))
        pairs = dict(zip(departments.rows, names.rows, strict=True))
        return {departments.values[code]: names.values[name] for code, name in pairs.items()}

    def _lists(self) -> Sets:
        shared = self._index.columns.shared
        return {name: union(_holding(shared[field], holds) for field, holds in rules) for name, rules in LISTS.items()}


def _holding(column: Shared, holds: Callable[[Any], bool]) -> int:
    held = [holds(value) for value in column.values]
    return mask_where(map(held.__getitem__, column.rows))


def _sets(column: Shared) -> Sets:
    return by_member(column.rows, list(map(_each, column.values)))


def _each(value: Any) -> Iterable[Any]:
    if value is None:
        return ()
    return value if isinstance(value, (list, tuple)) else (value,)
