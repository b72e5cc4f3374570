"""Building the index: what is pending is folded into the next object, and only then taken away.

The object is written first, the pointer moved second, the pending entries taken away last. Whoever dies in between
leaves something that is right already, and that the next run finishes: a pending entry that is in the index too
changes no answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from chalicelib.catalogue.search.columns import Columns, columns_of, encoded
from chalicelib.catalogue.search.entries import Entry
from chalicelib.catalogue.search.pinyin import pinyin_of
from chalicelib.catalogue.search.ports import IndexStore, Objects, Pending, Pointer, State, in_rounds, key_of
from chalicelib.catalogue.search.reading import stored_columns
from chalicelib.shared.change import Change, Committer

_TYPE = "application/octet-stream"


class Folded(NamedTuple):
    """The index after a run, and how many pending entries it had to take in."""

    pointer: Pointer
    pending: int


class IndexBuilder:
    """Folds what is pending. Two at once are harmless: the pointer moves for one of them, the other looks again."""

    def __init__(self, store: IndexStore, objects: Objects, committer: Committer) -> None:
        self._store = store
        self._objects = objects
        self._committer = committer

    def fold(self) -> Folded:
        """Bring the index up to date, or back if it was lost."""
        decided: list[tuple[Pointer, State]] = []

        def change() -> Change:
            state = self._store.state(fresh=True)
            after = self._after(state)
            decided.append((after, state))
            return Change() if after == state.pointer else Change(self._store.point(state.pointer, after))

        self._committer.commit(change, None)
        pointer, state = decided[-1]
        for some in in_rounds(state.pending):
            self._settle(pointer, some)
        return Folded(pointer, len(state.pending))

    def _after(self, state: State) -> Pointer:
        """The pointer to an object that holds all that is pending: the same one if it does already."""
        known = stored_columns(self._objects, state.pointer)
        before = {entry.item_code: entry for entry in (known.entries() if known else self._store.listed())}
        entries = _changed(before, state.pending)
        if state.pointer and known and entries == before:
            return state.pointer
        return self._written(state.pointer, known, [entries[code] for code in sorted(entries)])

    def _written(self, before: Pointer | None, known: Columns | None, entries: Sequence[Entry]) -> Pointer:
        version = (before.version or 0) + 1 if before else 1
        data = encoded(with_pinyin(columns_of(entries), known), version)
        digest = sha256(data).hexdigest()
        self._objects.write(key_of(digest), data, _TYPE)
        if before and before.superseded:
            self._objects.remove(key_of(before.superseded))
        return Pointer(digest, len(entries), len(data), before.sha256 if before else None, version)

    def _settle(self, pointer: Pointer, folded: Mapping[str, Pending]) -> None:
        left = [folded]

        def change() -> Change:
            some = left.pop() if left else self._unchanged(pointer, folded)
            return Change(self._store.settle(pointer, some)) if some else Change()

        self._committer.commit(change, None)

    def _unchanged(self, pointer: Pointer, folded: Mapping[str, Pending]) -> dict[str, Pending]:
        """What may still be taken away: nothing, once there is another index."""
        state = self._store.state(fresh=True)
        if state.pointer != pointer:
            return {}
        return {code: one for code, one in folded.items() if state.pending.get(code) == one}


def with_pinyin(columns: Columns, known: Columns | None = None) -> Columns:
    """Columns with pinyin: taken over for names that were known before."""
    before = dict(zip(known.names, known.pinyin, strict=True)) if known else {}
    return columns._replace(pinyin=[before.get(names) or pinyin_of(names.split("\n")) for names in columns.names])


def _changed(before: Mapping[str, Entry], pending: Mapping[str, Pending]) -> dict[str, Entry]:
    after = {**before, **{code: one.entry for code, one in pending.items() if one.entry}}
    return {code: entry for code, entry in after.items() if code not in pending or pending[code].entry}
