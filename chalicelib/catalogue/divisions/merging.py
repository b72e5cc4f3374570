"""Divisions read from rows put into what is known: nothing is ever taken out, and what contradicts is set aside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from chalicelib.catalogue.divisions.changes import Ending, Endings
from chalicelib.catalogue.divisions.rows import division_of
from chalicelib.catalogue.records import Division

Known = Callable[[str], Division | None]


class Contradiction(NamedTuple):
    """The row's place among the rows from 0, the field, the reason."""

    row: int
    field: str
    reason: str


def merged(known: Sequence[Division], read: Iterable[Division]) -> tuple[Division, ...]:
    """`known` with what was read put in or in place, in code order. Nothing is ever taken out."""
    by_code = {division.code: division for division in known}
    for division in read:
        by_code[division.code] = renewed(by_code.get(division.code), division)
    return tuple(by_code[code] for code in sorted(by_code))


def renewed(known: Division | None, read: Division) -> Division:
    """What is known of one division after a row: what the row leaves out stays, and a name given up is kept."""
    if known is None:
        return read
    said = {name: value for name, value in read._asdict().items() if value not in (None, ())}
    former = [*known.former_names, known.name] if read.name != known.name else known.former_names
    names = tuple(dict.fromkeys(name for name in former if name != read.name))
    return known._replace(**said)._replace(former_names=names)


def endings_of(divisions: Iterable[Division]) -> dict[str, Ending]:
    """The codes among them that end, and what they become."""
    return {
        division.code: Ending(division.valid_until, division.successors)
        for division in divisions
        if division.valid_until
    }


def contradictions(rows: Sequence[Mapping[str, Any]], known: Known) -> list[Contradiction]:
    """What is wrong with good rows beside each other and beside what is known.

    `known` is asked only for codes that a row ends or begins, and for successors that no row has. A row that is set
    aside may leave another without its successor, so it is looked through until nothing more is found.
    """
    left = {index: division_of(row) for index, row in enumerate(rows)}
    found: list[Contradiction] = []
    while new := list(_round(left, known)):
        found += new
        for contradiction in new:
            left.pop(contradiction.row, None)
    return sorted(found)


def _round(left: Mapping[int, Division], known: Known) -> Iterator[Contradiction]:
    read = {division.code: division for division in left.values()}

    def after(code: str) -> Division | None:
        return renewed(known(code), read[code]) if code in read else known(code)

    for index, division in left.items():
        if division.valid_from or division.valid_until:
            yield from (Contradiction(index, *reason) for reason in _reasons(division.code, after))


def _reasons(code: str, after: Known) -> Iterator[tuple[str, str]]:
    division = after(code)
    if division is None:
        return
    if division.valid_from and division.valid_until and division.valid_until <= division.valid_from:
        yield "valid_until", "period_reversed"
    if any(after(successor) is None for successor in division.successors):
        yield "successor12", "unknown"
    if _comes_back(code, after):
        yield "successor12", "circle"


def _comes_back(code: str, after: Known) -> bool:
    """Whether a code becomes itself again by way of its successors."""
    seen: set[str] = set()
    coming = [code]
    while coming:
        division = after(coming.pop())
        for successor in division.successors if division else ():
            if successor == code:
                return True
            if successor not in seen:
                seen.add(successor)
                coming.append(successor)
    return False


def endings_after(endings: Endings, divisions: Iterable[Division]) -> dict[str, Ending]:
    """The endings known before, and those of divisions that were merged."""
    return {**endings, **endings_of(divisions)}
