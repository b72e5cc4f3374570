"""Filters, and how many entries each value of a classification would leave: each counted under the other filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from chalicelib.catalogue.search.classes import NAMES, Classes
from chalicelib.catalogue.search.masks import union
from chalicelib.catalogue.search.snapshot import Snapshot
from chalicelib.catalogue.search.titles import TITLES
from chalicelib.shared.divisions import LEVEL_DIGITS, contains, stem

MOST_VALUES = 60
_COUNTY_DIGITS = 6


class Value(NamedTuple):
    """A value of a classification, what it is called if that is known, and how many entries there are of it."""

    value: Any
    title: str | None
    entries: int


class Filters(NamedTuple):
    """What is chosen, by classification. The codes of the chosen division's changes: what it is now, what it was."""

    chosen: Mapping[str, Any] = {}
    now: Sequence[str] = ()
    formerly: Sequence[str] = ()

    def passing(self, classes: Classes, *, but: str | None = None) -> int:
        """Entries that pass every filter, or every filter `but` one."""
        mask = -1
        for name, value in self.chosen.items():
            if name != but:
                mask &= self.of(classes, name, value)
        return mask

    def of(self, classes: Classes, name: str, value: Any) -> int:
        """Entries of a value."""
        if name != "division":
            return classes.of(name).get(value, 0)
        here = union(map(classes.of_division, (value, *self.now)))
        return here | union(classes.of(name).get(code, 0) for code in self.formerly)


def counted(snapshot: Snapshot, found: Sequence[int], filters: Filters) -> dict[str, tuple[Value, ...]]:
    """The classifications with their values, the most frequent first; what is chosen is among them."""
    return {name: _values(name, snapshot, found, filters) for name in NAMES}


def _values(name: str, snapshot: Snapshot, found: Sequence[int], filters: Filters) -> tuple[Value, ...]:
    counts: Counter[Any] = Counter()
    names: dict[Any, str] = dict(TITLES.get(name, {}))
    for segment, mask in zip(snapshot, found, strict=True):
        among = mask & filters.passing(segment.classes, but=name)
        counts.update({value: (each & among).bit_count() for value, each in _sets(name, segment.classes, filters)})
        if name == "department":
            names.update(segment.classes.department_names)
    chosen = filters.chosen.get(name)
    values = [Value(value, names.get(value), count) for value, count in counts.items() if count or value == chosen]
    return tuple(sorted(values, key=lambda each: (each.value != chosen, -each.entries, str(each.value)))[:MOST_VALUES])


def _sets(name: str, classes: Classes, filters: Filters) -> Iterator[tuple[Any, int]]:
    if name != "division":
        yield from classes.of(name).items()
        return
    within = filters.chosen.get("division")
    for code in _one_level_below(classes.of("division"), within):
        yield code, filters.of(classes, name, code) if code == within else classes.of_division(code)


def _one_level_below(codes: Mapping[str, int], within: str | None) -> set[str]:
    """Divisions that a visitor may choose next: counties and what is above them, then one level at a time."""
    digits = _digits_below(within)
    shortened = {code[:digits].ljust(12, "0") for code in codes if within is None or contains(within, code)}
    return shortened | ({within} if within else set())


def _digits_below(within: str | None) -> int:
    if within is None:
        return _COUNTY_DIGITS
    deeper = (digits for digits in LEVEL_DIGITS if digits > len(stem(within)))
    return max(next(deeper, LEVEL_DIGITS[-1]), _COUNTY_DIGITS)
