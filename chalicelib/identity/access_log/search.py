"""Reading the access log: a person their own entries, an auditor a reader's or a person's. Both newest first.

A cursor is the place of the next entry: new ones come before the first page and shift nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from chalicelib.identity.access_log.openings import ALL_DEPARTMENTS, Opening, shown
from chalicelib.identity.access_log.spans import EARLIEST, LATEST, months, period
from chalicelib.identity.ports import AccessStore
from chalicelib.shared.access import Caller
from chalicelib.shared.errors import Fault, Invalid
from chalicelib.shared.paging import decode_cursor, encode_cursor
from chalicelib.shared.period import require_period

MAX_DAYS = 92
_NAMED_AT_ONCE = 100

Names = Callable[[Iterable[str]], Mapping[str, str]]
"""The names of departments by their codes, as far as they have one; 100 codes at most."""


Show = Callable[[Opening, Mapping[str, str]], dict[str, Any]]


class Search(NamedTuple):
    """Openings between two civil dates, both included: a reader's, a person's, or a reader's of that person."""

    first: date
    last: date
    reader: str | None
    person: str | None
    limit: int
    cursor: str | None


class AccessSearch:
    """Who read whose data. In the answers people are numbers and ids; only departments have names."""

    def __init__(self, store: AccessStore, names: Names) -> None:
        self._store = store
        self._names = names

    def mine(self, caller: Caller, limit: int, cursor: str | None) -> dict[str, Any]:
        """Who opened the caller's own data: one query of their own partition, whatever the cursor says."""
        ever = period(EARLIEST, LATEST, _place(cursor))
        return self._page(self._store.openings_of(caller.id, ever, limit + 1), limit, shown)

    def search(self, asked: Search) -> dict[str, Any]:
        """What an auditor asks. Raises Invalid for neither reader nor person, or no period of 1 to 92 days."""
        if not (asked.reader or asked.person):
            raise Invalid("query_invalid", faults=[Fault("?reader", "reader_or_person_required")])
        require_period(asked.first, asked.last, MAX_DAYS)
        return self._page(self._found(asked), asked.limit, _shown_to_auditor)

    def _found(self, asked: Search) -> Iterator[Opening]:
        when, wanted = (asked.first, asked.last, _place(asked.cursor)), asked.limit + 1
        if asked.person:
            yield from self._store.openings_of(asked.person, period(*when), wanted, asked.reader)
        elif asked.reader:
            for month, span in months(*when):
                yield from self._store.openings_by(asked.reader, month, span, wanted)

    def _page(self, found: Iterable[Opening], limit: int, show: Show) -> dict[str, Any]:
        entries = list(islice(found, limit + 1))
        names = self._named(entries[:limit])
        following = {"after": entries[limit].sort} if len(entries) > limit else None
        return {"entries": [show(entry, names) for entry in entries[:limit]], "next_cursor": encode_cursor(following)}

    def _named(self, entries: Iterable[Opening]) -> Mapping[str, str]:
        codes = sorted({code for entry in entries for code in entry.departments} - ALL_DEPARTMENTS.keys())
        return {**(self._names(codes[:_NAMED_AT_ONCE]) if codes else {}), **ALL_DEPARTMENTS}


def _place(cursor: str | None) -> str | None:
    position = decode_cursor(cursor)
    return position["after"] if position else None


def _shown_to_auditor(opening: Opening, names: Mapping[str, str]) -> dict[str, Any]:
    return {**shown(opening, names), "person_id": opening.person_id}
