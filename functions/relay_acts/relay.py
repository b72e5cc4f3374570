"""The relay: archive a batch, pass its acts on, put its poison aside; all of it, or raise and do all of it again.

Poison is put aside last, so that a batch that comes again does not put it aside twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol

from chalicelib.archive.service import Line
from functions.relay_acts.batch import Batch, Poison
from functions.relay_acts.routes import takes
from functions.relay_acts.sending import Refused


class Archive(Protocol):
    def keep(self, day: date, lines: Iterable[Line]) -> str: ...


class Queue(Protocol):
    def send(self, lines: list[Line]) -> list[Refused]: ...


class DeadLetters(Protocol):
    def put(self, poison: Poison) -> None: ...


class Relay:
    """Passes batches on. `queues` are by the name that `routes.py` gives them."""

    def __init__(self, archive: Archive, queues: Mapping[str, Queue], dead_letters: DeadLetters) -> None:
        self._archive = archive
        self._queues = queues
        self._dead_letters = dead_letters

    def pass_on(self, batch: Batch) -> tuple[Poison, ...]:
        """Return what was put aside. Raises whatever may be different next time."""
        if batch.day:
            self._archive.keep(batch.day, batch.lines)
        refused = [poison for name, queue in self._queues.items() for poison in _sent(batch, name, queue)]
        poison = (*batch.poison, *refused)
        for each in poison:
            self._dead_letters.put(each)
        return poison


def _sent(batch: Batch, name: str, queue: Queue) -> list[Poison]:
    wanted = [line for line in batch.lines if takes(name, line.act.type)]
    refused = queue.send(wanted) if wanted else []
    return [Poison(batch.records[each.line.sequence], each.reason, each.detail, name) for each in refused]
