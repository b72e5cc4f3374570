"""Who needs an item as a prerequisite: written by those who need it, told to whoever takes it out of force.

Nothing is refused: what the law ends has ended, and what is wrong must be off the list at once. But those who still
name it send people after what nobody can apply for, so they are named to whoever decides, and in the act.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.catalogue.checks.relations import prerequisites
from chalicelib.catalogue.ports import CatalogueStore, Writes

MOST_TOLD = 20

Content = Mapping[str, Any]


def needs_changed(store: CatalogueStore, code: str, before: Content | None, after: Content | None) -> Writes:
    """What is to be written once `after` is in force in place of `before`; None: nothing is, or was."""
    old, new = prerequisites(before), prerequisites(after)
    renamed = before is None or after is None or before["name"] != after["name"]
    noted = (store.note_need(one, code, after["name"]) for one in sorted(new if renamed else new - old) if after)
    dropped = (store.drop_need(one, code) for one in sorted(old - new))
    return tuple(write for writes in (*noted, *dropped) for write in writes)


def still_needed(store: CatalogueStore, code: str) -> list[dict[str, str]]:
    """The items in force that name this one as a prerequisite, at most 20 of them."""
    return [{"item_code": by, "name": name} for by, name in store.needed_by(code, MOST_TOLD)]


def codes_of(items: list[dict[str, str]]) -> list[str]:
    """What an act says of them."""
    return [one["item_code"] for one in items]
