"""Lists that go back by year: each year is a partition, an id tells its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from chalicelib.shared.errors import Malformed
from chalicelib.shared.ids import is_id, made_at
from chalicelib.shared.paging import decode_cursor, encode_cursor

MOST_YEARS = 3
"""As far back as a list goes, this one included."""
_Record = TypeVar("_Record")


def page(
    read: Callable[[str, int, str | None], Sequence[_Record]],
    id_of: Callable[[_Record], str],
    now: datetime,
    limit: int,
    cursor: str | None,
) -> tuple[list[_Record], str | None]:
    """The next records and the cursor to those before them. `read` is by year, number and the id before which."""
    before = _before(cursor)
    found: list[_Record] = []
    for year in _years(now):
        if before is None or year <= year_of(before):
            found += read(year, limit + 1 - len(found), before)
        if len(found) > limit:
            return found[:limit], encode_cursor({"after": id_of(found[limit - 1])})
    return found, None


def year_of(id_: str) -> str:
    """The year (UTC) in which an id was made: `2026`."""
    return datetime.fromtimestamp(made_at(id_), UTC).strftime("%Y")


def _before(cursor: str | None) -> str | None:
    position = decode_cursor(cursor)
    if position is None:
        return None
    if not is_id(position["after"]):
        raise Malformed("cursor_invalid")
    return position["after"]


def _years(now: datetime) -> Iterator[str]:
    return (f"{now.year - back:04d}" for back in range(MOST_YEARS))
