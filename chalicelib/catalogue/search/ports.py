"""What search needs from the outside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from chalicelib.catalogue.ports import Writes

if TYPE_CHECKING:
    from chalicelib.catalogue.search.entries import Entry

FOLDED_AT_ONCE = 90
"""Pending entries that one transaction takes away; it has room for a hundred writes."""


class Pointer(NamedTuple):
    """Which object is the index. `superseded` was it before, and is still there for who read of it a moment ago."""

    sha256: str
    entries: int
    size: int
    superseded: str | None = None
    version: int | None = None


class Pending(NamedTuple):
    """An entry that is not in the index yet, None for one that was taken off; `body` is how it is written."""

    entry: Entry | None
    body: str


class State(NamedTuple):
    """The index and what is not in it yet, by item code."""

    pointer: Pointer | None
    pending: Mapping[str, Pending]


class IndexStore(Protocol):
    """The search index as stored. Writes go to the committer."""

    def state(self, *, fresh: bool = False) -> State:
        """Not `fresh`: perhaps of a moment ago."""

    def listed(self) -> Iterator[Entry]:
        """The whole public list in code order: thousands of reads, only for an index that is not there."""

    def point(self, before: Pointer | None, after: Pointer) -> Writes:
        """Make another object the index, as the successor of `before`."""

    def settle(self, pointer: Pointer, folded: Mapping[str, Pending]) -> Writes:
        """Take away what is in the index: only if it is unchanged, and the index still the one that has it."""


class Objects(Protocol):
    """Where indexes are kept."""

    def read(self, key: str) -> bytes | None: ...

    def write(self, key: str, data: bytes, content_type: str) -> None: ...

    def remove(self, key: str) -> None: ...


def key_of(sha256: str) -> str:
    """Where the index of a digest lies."""
    return f"index/{sha256}"


def in_rounds(pending: Mapping[str, Pending]) -> Iterator[dict[str, Pending]]:
    """What one transaction can take, then what the next can."""
    codes: Sequence[str] = list(pending)
    for start in range(0, len(codes), FOLDED_AT_ONCE):
        yield {code: pending[code] for code in codes[start : start + FOLDED_AT_ONCE]}
