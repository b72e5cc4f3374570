"""What the catalogue services need from the outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from chalicelib.shared.acts import GENESIS, Chain
from chalicelib.shared.publishing import Edition, Shelf

if TYPE_CHECKING:
    from chalicelib.catalogue.editions.records import OpenDraft, Standard
    from chalicelib.catalogue.files.records import StoredFile
    from chalicelib.catalogue.guides.holdings import Holding
    from chalicelib.catalogue.records import Children, StoredEndings
    from chalicelib.catalogue.search.entries import Entry
    from chalicelib.shared.access import Caller

Writes = tuple[Any, ...]


class ItemShelf(NamedTuple):
    """Where one item stands: its chain of acts, its editions, and the hash of the row it was last imported from.

    `ended` says by what it came to its end, `confidential` that what was published last is (涉密).
    """

    code: str
    shelf: Shelf = Shelf()
    seq: int = 0
    head: str = GENESIS
    imported_sha256: str | None = None
    ended: Mapping[str, Any] | None = None
    confidential: bool = False
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


class Holdings(Protocol):
    """What the city already holds of somebody (已有信息), by kind; no value of it."""

    def held(self, caller: Caller, on_behalf_of: str | None, item_code: str) -> tuple[Holding, ...]:
        """Of the caller, or of whom they may apply for (an organisation or an authorisation).

        Raises what `RepresentationService.acting` does.
        """


class CatalogueStore(Protocol):
    """The catalogue as stored. Writes go to the committer.

    Every `save_` raises TooLarge `record_too_large` for what is too big to be kept.
    """

    def shelf(self, code: str, *, fresh: bool = True) -> ItemShelf:
        """Where the item stands; an empty shelf if nothing is known of it. Not `fresh`: perhaps of a moment ago."""

    def edition(self, code: str, number: int) -> StoredEdition | None: ...

    def history(self, code: str, limit: int, before: int | None) -> tuple[StoredEdition, ...]:
        """The last `limit` editions of an item, newest first; those before the number `before` only, if given."""

    def standard(self, key: str) -> Standard:
        """What the items of one basic code have in common; an empty standard if nothing is known of it."""

    def needed_by(self, code: str, limit: int) -> tuple[tuple[str, str], ...]:
        """Items in force that name this one as a prerequisite, by code and name. None that is confidential."""

    def open_drafts(self, limit: int, after: str | None, department: str | None) -> tuple[OpenDraft, ...]:
        """The next open drafts by `OpenDraft.key`, of one department or of all."""

    def listed(self, limit: int, after: str | None) -> tuple[Entry, ...]:
        """The next entries of the public list, by item code."""

    def children(self, parent: str, *, fresh: bool = False) -> Children | None: ...

    def endings(self, *, fresh: bool = False) -> StoredEndings:
        """All division codes that have an end."""

    def files(self, digests: Sequence[str]) -> dict[str, StoredFile]:
        """Those of the blank forms and samples that are known, by digest."""

    def save_shelf(self, before: ItemShelf, after: ItemShelf) -> Writes: ...

    def unchanged(self, shelf: ItemShelf) -> Writes:
        """Nothing is written; the shelf must be as it was read when the rest is."""

    def save_edition(self, stored: StoredEdition) -> Writes:
        """Write as the successor of `stored.version`."""

    def save_standard(self, standard: Standard) -> Writes:
        """Write as the successor of `standard.version`."""

    def note_need(self, code: str, by: str, name: str) -> Writes:
        """Remember that an item in force (`by`, its name) has this one for a prerequisite."""

    def drop_need(self, code: str, by: str) -> Writes:
        """Forget it; harmless if nothing was remembered."""

    def note_draft(self, draft: OpenDraft) -> Writes:
        """Put it among the open drafts."""

    def drop_draft(self, department: str, code: str) -> Writes:
        """Take it from among the open drafts; harmless if it was not there."""

    def list_item(self, entry: Entry) -> Writes:
        """Put it on the public list, and among what the search index has to take in."""

    def unlist_item(self, code: str) -> Writes:
        """Take it off the list and out of the index; harmless if it was not there."""

    def save_children(self, children: Children) -> Writes:
        """Write as the successor of `children.version`."""

    def save_endings(self, endings: StoredEndings) -> Writes:
        """Write as the successor of `endings.version`."""
