"""The index as a container keeps it: loaded once for each object, with what is pending over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import chain

from chalicelib.catalogue.search.columns import Columns, columns_of, decoded
from chalicelib.catalogue.search.counting import Filters
from chalicelib.catalogue.search.entries import Entry
from chalicelib.catalogue.search.finding import Page, find
from chalicelib.catalogue.search.index import Index
from chalicelib.catalogue.search.ports import IndexStore, Objects, Pending, Pointer, key_of
from chalicelib.catalogue.search.ranks import Key
from chalicelib.catalogue.search.snapshot import Segment, Snapshot, overlaid, segment
from chalicelib.shared.logging import logger


class ItemSearch:
    """The public list, as of now."""

    def __init__(self, store: IndexStore, objects: Objects) -> None:
        self._store = store
        self._objects = objects
        self._built: tuple[str | None, Segment] | None = None
        self._over: tuple[str | None, Mapping[str, Pending], Snapshot] | None = None

    def snapshot(self) -> Snapshot:
        """What is listed now: one Query. The rest is in memory, but for the first time after an index was built."""
        pointer, pending = self._store.state()
        digest = pointer.sha256 if pointer else None
        built = self._segment(digest, pointer)
        if self._over is None or self._over[:2] != (digest, pending):
            self._over = (digest, pending, overlaid(built, {code: one.entry for code, one in pending.items()}))
        return self._over[2]

    def find(self, query: str | None, filters: Filters, limit: int, after: Key | None = None) -> Page:
        """Search what is listed now."""
        return find(self.snapshot(), query, filters, limit, after)

    def entries(self) -> Iterator[Entry]:
        """Every published item."""
        return chain.from_iterable(part.entries() for part in self.snapshot())

    def _segment(self, digest: str | None, pointer: Pointer | None) -> Segment:
        """Where there is no index, the list itself: what is pending holds all that changed after it was read."""
        if self._built is None or self._built[0] != digest:
            columns = self._columns(pointer) or columns_of(list(self._store.listed()))
            self._built = (digest, segment(Index(columns)))
        return self._built[1]

    def _columns(self, pointer: Pointer | None) -> Columns | None:
        """The index that is stored. Where it cannot be read the list serves as well: people must find what there is."""
        try:
            return stored_columns(self._objects, pointer)
        except Exception:
            logger.exception("search index not read")
            return None


def stored_columns(objects: Objects, pointer: Pointer | None) -> Columns | None:
    """The index that the pointer names; None if there is none, or it is lost, altered or of another format."""
    data = objects.read(key_of(pointer.sha256)) if pointer else None
    if pointer is None or data is None or sha256(data).hexdigest() != pointer.sha256:
        return None
    return decoded(data)
