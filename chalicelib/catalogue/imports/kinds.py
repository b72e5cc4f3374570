"""What an import may be of: how a row is read, by what it is known, and how rows that were read are put in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from chalicelib.catalogue.imports import items, places, reforms
from chalicelib.catalogue.imports.reading import Reason
from chalicelib.catalogue.imports.records import Import
from chalicelib.catalogue.ports import Writes
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act

Clean = Mapping[str, Any]


class Placed(NamedTuple):
    """What a few rows come to: how many were taken, how many of them changed something, what is written.

    `reasons` are of rows that are set aside after all, by their place among those given.
    """

    taken: int
    accepted: int = 0
    reasons: tuple[tuple[int, Reason], ...] = ()
    writes: Writes = ()
    acts: tuple[Act, ...] = ()


class Placing(Protocol):
    """Puts rows in place: as many of the first ones as fit into one transaction."""

    def placed(self, rows: Sequence[Clean], import_: Import, by: Caller) -> Placed: ...


class Kind(NamedTuple):
    """`read` gives what a row says, or why it is set aside; `key_of` tells rows apart; `at_once` are read at a time."""

    read: Callable[[object, Caller], tuple[Clean | None, list[Reason]]]
    key_of: Callable[[Mapping[str, Any]], str]
    key: str
    at_once: int


KINDS = {
    "items": Kind(items.read, items.key_of, items.KEY, 5_000),
    "reforms": Kind(reforms.read, reforms.key_of, reforms.KEY, 5_000),
    "divisions": Kind(places.read, places.key_of, places.KEY, 50_000),
}
