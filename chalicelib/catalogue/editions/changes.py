"""What changed from one edition to another, element by element, so that an auditor reads that and not the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.shared.body import escape

_KEYS = {
    "basis": "code",
    "conditions": "text",
    "prerequisites": "item_code",
    "materials": "code",
    "special_procedures": "name",
    "places": "name",
    "results": "name",
    "examination": "point",
    "provenance": "of",
}
"""What an entry of a list is known by, wherever it stands."""

Content = Mapping[str, Any]


def changes(before: Content, after: Content) -> list[dict[str, Any]]:
    """Return `{element, change, entry, before, after}` for everything added, removed or changed.

    `entry` names an entry of a list and is null for an element as a whole.
    """
    return [
        change
        for name in dict.fromkeys((*before, *after))
        if before.get(name) != after.get(name)
        for change in _of_element(name, before.get(name), after.get(name))
    ]


def _of_element(name: str, before: Any, after: Any) -> Iterator[dict[str, Any]]:
    if isinstance(before, list) and isinstance(after, list):
        yield from _of_list(name, _by_key(name, before), _by_key(name, after))
    else:
        yield _change(name, None, before, after)


def _of_list(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    found = [key for key in dict.fromkeys((*before, *after)) if before.get(key) != after.get(key)]
    yield from (_change(name, key, before.get(key), after.get(key)) for key in found)
    if not found:
        yield {**_change(name, None, list(before), list(after)), "change": "reordered"}


def _by_key(name: str, entries: list[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for entry in entries:
        key = str(entry.get(_KEYS.get(name, ""), "") if isinstance(entry, Mapping) else entry)
        while key in found:
            key += "+"
        found[key] = entry
    return found


def _change(name: str, entry: str | None, before: Any, after: Any) -> dict[str, Any]:
    kind = "added" if _nothing(before) else "removed" if _nothing(after) else "changed"
    return {"element": escape(name), "change": kind, "entry": entry, "before": before, "after": after}


def _nothing(value: Any) -> bool:
    return value is None or value in ([], {})
