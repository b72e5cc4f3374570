"""What the catalogue services need from the outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from chalicelib.shared.acts import GENESIS, Chain
from chalicelib.shared.publishing import Edition, Shelf

if TYPE_CHECKING:
    from chalicelib.catalogue.files.store import StoredFile
    from chalicelib.catalogue.records import Children, Report, StoredEndings
    from chalicelib.catalogue.search.entries import Entry

Writes = tuple[Any, ...]


class ItemShelf(NamedTuple):
    """Where one item stands: its chain of acts, its editions, and the hash of the row it was last imported from."""

    code: str
    shelf: Shelf = Shelf()
    seq: int = 0
    head: str = GENESIS
    imported_sha256: str | None = None
    version: int | None = None

    @property
    def chain(self) -> Chain:
        """The item's chain of acts."""
        return Chain(f"item#{self.code}", self.seq, self.head)


class StoredEdition(NamedTuple):
    """One edition of an item with its content."""

    code: str
    edition: Edition
    content: Mapping[str, Any]
    version: int | None = None


class CatalogueStore(Protocol):
    """The catalogue as stored. Writes go to the committer.

    Every `save_` raises TooLarge `record_too_large` for what is too big to be kept.
    """

    def shelf(self, code: str, *, fresh: bool = True) -> ItemShelf:
        """Where the item stands; an empty shelf if nothing is known of it. Not `fresh`: perhaps of a moment ago."""

    def edition(self, code: str, number: int) -> StoredEdition | None: ...

    def listed(self, limit: int, after: str | None) -> tuple[Entry, ...]:
        """The next entries of the public list, by item code."""

    def children(self, parent: str, *, fresh: bool = False) -> Children | None: ...

    def endings(self, *, fresh: bool = False) -> StoredEndings:
        """All division codes that have an end."""

    def report(self, import_id: str) -> Report | None: ...

    def files(self, digests: Sequence[str]) -> dict[str, StoredFile]:
        """Those of the blank forms and samples that are known, by digest."""

    def save_shelf(self, before: ItemShelf, after: ItemShelf) -> Writes: ...

    def save_edition(self, stored: StoredEdition) -> Writes:
        """Write as the successor of `stored.version`."""

    def list_item(self, entry: Entry) -> Writes:
        """Put it on the public list, and among what the search index has to take in."""

    def unlist_item(self, code: str) -> Writes:
        """Take it off the list and out of the index; harmless if it was not there."""

    def save_children(self, children: Children) -> Writes:
        """Write as the successor of `children.version`."""

    def save_endings(self, endings: StoredEndings) -> Writes:
        """Write as the successor of `endings.version`."""

    def save_report(self, report: Report) -> Writes:
        """Write as the successor of `report.version`."""
