"""Carries an import on, step by step, whenever one of its acts comes.

An act drives the import only while it is the last of its chain: one that comes again, late or out of order finds the
chain longer and does nothing. Every step moves the import on in the transaction that writes what the step found, and
the objects that it writes before are the same however often; so whoever dies anywhere is carried on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.catalogue import acts
from chalicelib.catalogue.imports.asking import caller_of
from chalicelib.catalogue.imports.kinds import KINDS, Placed, Placing
from chalicelib.catalogue.imports.ports import ImportStore
from chalicelib.catalogue.imports.readers import Reader
from chalicelib.catalogue.imports.records import (
    AT_WORK,
    CONCLUDED,
    DRAFTING,
    FAILED,
    QUEUED,
    READING,
    Import,
    Quarantined,
)
from chalicelib.catalogue.imports.reporting import write_report
from chalicelib.catalogue.imports.storing import ImportObjects, Row
from chalicelib.shared.acts import Act, ActType, Recorder
from chalicelib.shared.change import Change, Committer
from chalicelib.shared.errors import Invalid, NotFound, Throttled, TooLarge

BUDGET_S = 20.0
"""How long one act keeps a function at it; what is left then is handed on by the next act."""
PAUSE_S = 2.0
"""Before trying again where the storage is busy: the queue would bring the act again only after twelve minutes."""
AT_ONCE = 100
MOST_SHOWN = 200


class ImportRunner:
    """Runs imports. `placing` is by kind; `elapsed` tells seconds, `pause` waits some."""

    def __init__(
        self,
        store: ImportStore,
        objects: ImportObjects,
        placing: Mapping[str, Placing],
        recorder: Recorder,
        committer: Committer,
        elapsed: Callable[[], float],
        pause: Callable[[float], None],
    ) -> None:
        self._store = store
        self._objects = objects
        self._reader = Reader(store, objects)
        self._placing = placing
        self._recorder = recorder
        self._committer = committer
        self._elapsed = elapsed
        self._pause = pause
        self._held: tuple[tuple[str, int], list[Row]] | None = None

    def carry_on(self, import_id: str, seq: int) -> None:
        """Do what the act with that number asks for, for 20 seconds at most. Raises what may be different next time."""
        began = self._elapsed()
        while (found := self._driven(import_id, seq)) is not None:
            late = self._elapsed() - began > BUDGET_S
            try:
                self._commit(found, found, acts.IMPORT_ADVANCED) if late else self._step(found)
            except Throttled:
                if late:
                    raise
                self._pause(PAUSE_S)

    def _driven(self, import_id: str, seq: int) -> Import | None:
        found = self._store.import_(import_id)
        return found if found and found.seq == seq and found.state in AT_WORK else None

    def _step(self, found: Import) -> None:
        try:
            {QUEUED: self._examine, READING: self._read, DRAFTING: self._place}[found.state](found)
        except (Invalid, NotFound, TooLarge) as wrong:
            figures = {name: value for name, value in wrong.params.items() if isinstance(value, int | str)}
            failed = found._replace(state=FAILED, failure={"code": wrong.code, "params": figures})
            self._commit(found, failed, acts.IMPORT_FAILED)

    def _examine(self, found: Import) -> None:
        encoding, rows = self._reader.examined(found)
        self._commit(found, found._replace(state=READING, encoding=encoding, rows=rows))

    def _read(self, found: Import) -> None:
        sifted = self._reader.sifted(found, caller_of(found.by, found.asked))
        shown = sifted.quarantined[: max(0, MOST_SHOWN - found.quarantined_total)]
        after = found._replace(
            at=found.at + sifted.rows,
            rows_read=found.at + sifted.rows,
            clean=found.clean + len(sifted.clean),
            quarantined_rows=found.quarantined_rows + sifted.quarantined_rows,
            quarantined_total=found.quarantined_total + len(sifted.quarantined),
        )
        if sifted.rows < KINDS[found.kind].at_once or after.at >= found.rows:
            after = after._replace(state=DRAFTING)
        writes = self._store.save_set_aside(found.import_id, READING, found.at, shown) if shown else ()
        self._commit(found, after, None, writes)

    def _place(self, found: Import) -> None:
        if found.done >= found.clean:
            write_report(self._store, self._objects, found)
            self._commit(found, found._replace(state=CONCLUDED), acts.IMPORTED)
            return
        rows = self._rows(found)
        by = caller_of(found.by, found.asked)

        def change() -> Change:
            if self._store.import_(found.import_id) != found:
                return Change()
            placed = self._placing[found.kind].placed([row for _, row in rows], found, by)
            after, writes = self._moved_on(found, rows, placed)
            return Change((*placed.writes, *writes, *self._store.save_import(after)), placed.acts)

        self._committer.commit(change, None)

    def _rows(self, found: Import) -> list[Row]:
        key = (found.import_id, found.chunk)
        if self._held is None or self._held[0] != key:
            self._held = (key, self._objects.chunk(*key))
        at = found.done - found.chunk
        return self._held[1][at : at + AT_ONCE]

    def _moved_on(self, found: Import, rows: list[Row], placed: Placed) -> tuple[Import, tuple[Any, ...]]:
        aside = [Quarantined(rows[at][0], *reason, "") for at, reason in placed.reasons]
        done = found.done + placed.taken
        ends = self._held is not None and done - found.chunk >= len(self._held[1])
        after = found._replace(
            done=done,
            chunk=done if ends else found.chunk,
            accepted=found.accepted + placed.accepted,
            unchanged=found.unchanged + placed.taken - placed.accepted - len({at for at, _ in placed.reasons}),
            quarantined_rows=found.quarantined_rows + len({at for at, _ in placed.reasons}),
            quarantined_total=found.quarantined_total + len(aside),
        )
        writes = self._store.save_set_aside(found.import_id, DRAFTING, found.done, aside) if aside else ()
        return after, writes

    def _commit(self, found: Import, after: Import, type_: ActType | None = None, writes: tuple[Any, ...] = ()) -> None:
        """Move the import on, unless somebody did so meanwhile."""

        def change() -> Change:
            if self._store.import_(found.import_id) != found:
                return Change()
            act = self._act(after, type_) if type_ else None
            moved = after._replace(seq=act.seq, head=act.hash) if act else after
            return Change((*writes, *self._store.save_import(moved)), (act,) if act else ())

        self._committer.commit(change, None)

    def _act(self, after: Import, type_: ActType) -> Act:
        by = caller_of(after.by, after.asked)
        return self._recorder.next(after.chain, type_, by, told(after, type_))


def told(import_: Import, type_: ActType) -> dict[str, object]:
    """What an act of that type says of an import."""
    known: dict[str, object] = {
        "kind": import_.kind,
        "source": import_.source,
        "format": import_.format,
        "size": import_.size,
        "sha256": import_.sha256,
        "state": import_.state,
        "rows": import_.rows,
        "rows_read": import_.rows_read,
        "done": import_.done,
        "accepted": import_.accepted,
        "unchanged": import_.unchanged,
        "quarantined": import_.quarantined_rows,
        "code": import_.failure["code"] if import_.failure else None,
    }
    return {name: value for name, value in known.items() if name in type_.changes}
