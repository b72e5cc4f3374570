"""A batch or an anchor with its versions: is what lies there what was first put there."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from chalicelib.archive.anchors import Anchor, AnchorBroken, Entry, read_anchor
from chalicelib.archive.batches import Contents, compare, examine, named
from chalicelib.archive.findings import Finding, Kind
from chalicelib.archive.layout import day_of
from chalicelib.archive.lines import Line
from chalicelib.archive.ports import ArchiveStore, History


class CheckedBatch(NamedTuple):
    """The acts that a batch holds or held; of the doubtful ones only the place in their chain is believed."""

    whole: tuple[Line, ...]
    doubtful: tuple[Line, ...]
    findings: tuple[Finding, ...]


class CheckedAnchor(NamedTuple):
    """What was ever anchored for a day, by key, and the document that the next day's anchor must follow."""

    entries: dict[str, Entry]
    document: bytes
    previous: str | None
    findings: tuple[Finding, ...]


def check_batch(store: ArchiveStore, history: History, entry: Entry | None) -> CheckedBatch:
    """Compare the batch with its anchor's entry, or with its first version while it has none."""
    key, bodies = history.key, _contents(store, history)
    current = None if history.versions[0].deleted or not bodies else bodies[0]
    original = next((body for body in reversed(bodies) if not entry or _digest(body) == entry.sha256), None)
    before = examine(key, original) if original is not None else None
    if current is None:
        removed = [named(Kind.ACT_REMOVED, key, line) for line in before.whole] if before else []
        return CheckedBatch(before.whole if before else (), (), (Finding(Kind.OBJECT_REMOVED, key), *removed))
    if before and current == original:
        return CheckedBatch(before.whole, before.altered, before.findings)
    return _altered(key, before, examine(key, current))


def _altered(key: str, before: Contents | None, after: Contents) -> CheckedBatch:
    differing = compare(key, before, after) if before else ()
    findings = dict.fromkeys((Finding(Kind.OBJECT_ALTERED, key), *after.findings, *differing))
    return CheckedBatch(before.whole if before else after.whole, after.altered, tuple(findings))


def check_anchor(store: ArchiveStore, history: History) -> CheckedAnchor | None:
    """Read a day's anchor in all its versions; None if none of them can be read."""
    findings = [Finding(Kind.ANCHOR_REMOVED, history.key)] if history.versions[0].deleted else []
    readable: list[tuple[bytes, Anchor]] = []
    for document in _contents(store, history):
        try:
            anchor = read_anchor(document)
        except AnchorBroken as broken:
            findings.append(Finding(Kind.ANCHOR_ALTERED, history.key, detail=str(broken)))
        else:
            readable.append((document, anchor))
    entries = {entry.key: entry for _, anchor in readable for entry in anchor.entries}
    if not readable:
        return None
    document, newest = readable[0]
    if newest.day != day_of(history.key) or set(newest.entries) != set(entries.values()):
        findings.append(
            Finding(Kind.ANCHOR_ALTERED, history.key, detail="it does not name what an older version names")
        )
    return CheckedAnchor(entries, document, newest.previous, tuple(dict.fromkeys(findings)))


def _contents(store: ArchiveStore, history: History) -> list[bytes]:
    """The bytes of every version that has any, newest first."""
    kept = (version for version in history.versions if not version.deleted)
    bodies = (store.read(history.key, version.version_id) for version in kept)
    return [body for body in bodies if body is not None]


def _digest(body: bytes) -> str:
    return sha256(body).hexdigest()
