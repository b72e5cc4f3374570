"""Which codes stand for a division on a day: an old code for what it became (变更前后代码对照).

A code may become another, or several; several may become one. A code that ended without successors stands
for nothing from that day on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from chalicelib.catalogue.elements.codes import NO_DIVISION, parent_of
from chalicelib.shared.divisions import contains


class Ending(NamedTuple):
    """`until`: the civil date from which the code is no more; `successors`: what it became."""

    until: str
    successors: tuple[str, ...] = ()


Endings = Mapping[str, Ending]


def present(code: str, endings: Endings, on: str) -> tuple[str, ...]:
    """The codes that stand for `code` on a day: itself unless it has ended; empty if nothing has taken its place."""
    standing: list[str] = []
    seen: set[str] = set()
    coming = [code]
    while coming:
        one = coming.pop()
        if one in seen:
            continue
        seen.add(one)
        if _over(one, endings, on):
            coming += reversed(endings[one].successors)
        else:
            standing.append(one)
    return tuple(standing)


def ended(code: str, endings: Endings, on: str) -> str | None:
    """The code itself, or the one around it, that has ended by a day; None: none has."""
    while code != NO_DIVISION:
        if _over(code, endings, on):
            return code
        code = parent_of(code)
    return None


def predecessors(code: str, endings: Endings) -> tuple[str, ...]:
    """The codes that became this one."""
    return tuple(sorted(old for old, ending in endings.items() if code in ending.successors))


def handled_in(areas: Iterable[str], code: str, endings: Endings, on: str) -> bool:
    """Whether what is handled in `areas` is handled in `code`, by whichever codes either was known."""
    named = tuple(areas)
    if any(contains(area, code) for area in named):
        return True
    there = present(ended(code, endings, on) or code, endings, on)
    standing = [now for area in named for now in present(area, endings, on)]
    return any(contains(area, place) for area in standing for place in there)


def _over(code: str, endings: Endings, on: str) -> bool:
    return code in endings and endings[code].until <= on
