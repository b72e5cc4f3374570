"""The anchor (锚定) of one day: which batches the archive held, and the Merkle root over them.

The document is RFC 8785 JSON:

    {"acts": 12, "date": "2026-11-21", "format": 1, "objects": [{"acts", "key", "sha256"}, …by key…],
     "previous": "<SHA-256 of the day before's anchor, or null for the first>", "root": "<64 hex digits>"}

A leaf is the RFC 8785 text of one entry of `objects`. An anchor only ever grows: what it once named stays as named,
so that anchoring anew never blesses what was altered meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from chalicelib.archive import merkle
from chalicelib.shared.acts import canonical_json

FORMAT = 1


class AnchorBroken(ValueError):
    """Not an anchor, or its root is not that of what it names."""


class Entry(NamedTuple):
    """One batch: its key, the SHA-256 of its bytes (hex), how many acts it holds."""

    key: str
    sha256: str
    acts: int


class Anchor(NamedTuple):
    """One day's anchor; entries are ordered by key."""

    day: date
    entries: tuple[Entry, ...]
    previous: str | None

    @property
    def root(self) -> str:
        """The Merkle root, hexadecimal."""
        return merkle.root(canonical_json(entry._asdict()).encode() for entry in self.entries).hex()

    def document(self) -> bytes:
        """The anchor as it is stored."""
        fields = {
            "acts": sum(entry.acts for entry in self.entries),
            "date": self.day.isoformat(),
            "format": FORMAT,
            "objects": [entry._asdict() for entry in self.entries],
            "previous": self.previous,
            "root": self.root,
        }
        return canonical_json(fields).encode()


def entry_of(key: str, body: bytes) -> Entry:
    """The entry for the batch `body` stored under `key`."""
    return Entry(key, sha256(body).hexdigest(), body.count(b"\n"))


def grown(day: date, current: Anchor | None, fresh: Iterable[Entry], previous: str | None) -> Anchor:
    """The day's anchor with `fresh` batches added to those it already names."""
    known = {entry.key: entry for entry in fresh} | {entry.key: entry for entry in (current.entries if current else ())}
    return Anchor(day, tuple(known[key] for key in sorted(known)), previous)


def read_anchor(document: bytes) -> Anchor:
    """Return the anchor in `document`. Raises `AnchorBroken` unless it is whole and its root is right."""
    try:
        fields = json.loads(document)
        entries = tuple(Entry(**entry) for entry in fields["objects"])
        anchor = Anchor(date.fromisoformat(fields["date"]), entries, fields["previous"])
        whole = anchor.document() == document
    except (ValueError, TypeError, KeyError, AttributeError) as unlike:
        raise AnchorBroken(str(unlike)) from unlike
    if not whole:
        raise AnchorBroken("the root is not that of the objects named")
    return anchor
