"""What the configuration services need from the outside."""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

from chalicelib.shared.acts import GENESIS, Chain
from chalicelib.shared.publishing import Edition, Shelf

SUBJECT = "configuration"
Writes = tuple[Any, ...]


class Ledger(NamedTuple):
    """Where the configuration stands: the release in force, its chain of acts, every document's shelf."""

    release: int = 0
    seq: int = 0
    head: str = GENESIS
    shelves: Mapping[str, Shelf] = {}
    version: int | None = None

    @property
    def chain(self) -> Chain:
        """The chain of all documents' acts."""
        return Chain(SUBJECT, self.seq, self.head)

    def shelf(self, document: str) -> Shelf:
        """The editions of one document."""
        return self.shelves.get(document, Shelf())


class StoredEdition(NamedTuple):
    """One edition of a document with its content."""

    document: str
    edition: Edition
    content: Mapping[str, Any]
    version: int | None = None


class InForce(NamedTuple):
    """The release in force, content and number of each published document; the others have their defaults."""

    release: int = 0
    contents: Mapping[str, Mapping[str, Any]] = {}
    numbers: Mapping[str, int] = {}


class ConfigurationStore(Protocol):
    """Documents as stored. `ledger` and `edition` are strongly consistent; writes go to the committer."""

    def in_force(self) -> InForce:
        """What is in force, in one query."""

    def ledger(self) -> Ledger: ...

    def edition(self, document: str, number: int) -> StoredEdition | None: ...

    def number_as_of(self, document: str, release: int) -> int | None:
        """The edition that was in force in a release; None where the shipped defaults were."""

    def note_release(self, document: str, release: int, number: int | None) -> Writes:
        """Keep which edition a release put in force; None: back to the shipped defaults."""

    def save_ledger(self, before: Ledger, after: Ledger) -> Writes: ...

    def save_edition(self, stored: StoredEdition) -> Writes:
        """Write as the successor of `stored.version`."""

    def put_in_force(self, stored: StoredEdition) -> Writes: ...

    def remove_from_force(self, document: str) -> Writes: ...
