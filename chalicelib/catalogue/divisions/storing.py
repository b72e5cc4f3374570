"""Merging into what is stored: the lists below each parent, and the record of all codes that have ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.catalogue.divisions.merging import endings_after, endings_of, merged
from chalicelib.catalogue.ports import CatalogueStore, Writes
from chalicelib.catalogue.records import Children, Division


def merge(store: CatalogueStore, read: Mapping[str, Sequence[Division]]) -> tuple[int, Writes]:
    """How many divisions the rows change, and the writes: one list for each parent, one more where a code ends."""
    writes: list[Any] = []
    changed: list[Division] = []
    for parent, found in read.items():
        known = store.children(parent, fresh=True) or Children(parent)
        after = known._replace(divisions=merged(known.divisions, found))
        if fresh := set(after.divisions) - set(known.divisions):
            writes += store.save_children(after)
            changed += fresh
    return len(changed), (*writes, *_ended(store, changed))


def _ended(store: CatalogueStore, changed: Sequence[Division]) -> Writes:
    if not endings_of(changed):
        return ()
    before = store.endings(fresh=True)
    after = endings_after(before.by_code, changed)
    return store.save_endings(before._replace(by_code=after)) if after != before.by_code else ()
