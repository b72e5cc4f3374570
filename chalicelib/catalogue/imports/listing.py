"""Lists that go back by month: each month is a partition, an id tells its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from chalicelib.shared.errors import Malformed
from chalicelib.shared.ids import is_id, made_at
from chalicelib.shared.paging import decode_cursor, encode_cursor

MOST_MONTHS = 24
"""As far back as a list goes."""
_Record = TypeVar("_Record")


def page(
    read: Callable[[str, int, str | None], Sequence[_Record]],
    id_of: Callable[[_Record], str],
    now: datetime,
    limit: int,
    cursor: str | None,
) -> tuple[list[_Record], str | None]:
    """The next records and the cursor to those before them. `read` is by month, number and the id before which."""
    before = _before(cursor)
    found: list[_Record] = []
    for month in _months(now):
        if before is None or month <= month_of(before):
            found += read(month, limit + 1 - len(found), before)
        if len(found) > limit:
            return found[:limit], encode_cursor({"after": id_of(found[limit - 1])})
    return found, None


def month_of(id_: str) -> str:
    """The month (UTC) in which an id was made: `2026-11`."""
    return datetime.fromtimestamp(made_at(id_), UTC).strftime("%Y-%m")


def _before(cursor: str | None) -> str | None:
    position = decode_cursor(cursor)
    if position is None:
        return None
    if not is_id(position["after"]):
        raise Malformed("cursor_invalid")
    return position["after"]


def _months(now: datetime) -> Iterator[str]:
    year, month = now.year, now.month
    for back in range(MOST_MONTHS):
        whole = year * 12 + month - 1 - back
        yield f"{whole // 12:04d}-{whole % 12 + 1:02d}"
