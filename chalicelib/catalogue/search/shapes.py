"""How a search is answered, and how its cursor is written."""

from __future__ import annotations

from typing import Any

from chalicelib.catalogue.search.entries import Entry
from chalicelib.catalogue.search.finding import Page
from chalicelib.catalogue.search.ranks import Key
from chalicelib.shared.errors import Malformed
from chalicelib.shared.paging import decode_cursor, encode_cursor

_SHOWN = (
    "item_code",
    "name",
    "item_type",
    "department",
    "department_name",
    "level",
    "online_depth",
    "handling_type",
    "visits",
    "materials",
    "charged",
    "deficiency_tolerant",
    "commitment",
    "instant_approval",
)
_SHOWN_LISTS = ("aliases", "applicant_types", "themes", "handling_modes", "channels", "divisions")


def page_shown(page: Page) -> dict[str, Any]:
    """`ItemPage`."""
    return {
        "items": [{**entry_shown(hit.entry), "found_by": hit.found_by} for hit in page.hits],
        "total": page.total,
        "facets": {name: [value._asdict() for value in values] for name, values in page.facets.items()},
        "did_you_mean": page.meant,
        "next_cursor": cursor_of(page.after),
    }


def entry_shown(entry: Entry) -> dict[str, Any]:
    """An item as lists show it."""
    return {
        **{name: getattr(entry, name) for name in _SHOWN},
        **{name: list(getattr(entry, name)) for name in _SHOWN_LISTS},
        "version": entry.number,
        "statutory_limit": _limit(entry.statutory_limit),
        "committed_limit": _limit(entry.committed_limit) if entry.committed_limit else None,
    }


def cursor_of(after: Key | None) -> str | None:
    """The cursor that goes on after a hit; None at the end."""
    return encode_cursor({"after": "-".join(map(str, after))} if after else None)


def key_in(cursor: str | None) -> Key | None:
    """Where a cursor goes on. Raises Malformed `cursor_invalid`."""
    position = decode_cursor(cursor)
    if position is None:
        return None
    rank, _, rest = position["after"].partition("-")
    length, _, code = rest.partition("-")
    if not (_number(rank) and _number(length) and code):
        raise Malformed("cursor_invalid")
    return Key(int(rank), int(length), code)


def _number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 5


def _limit(limit: tuple[int | None, str]) -> dict[str, Any]:
    value, unit = limit
    return {"value": value, "unit": unit}
