"""Deadlines on DynamoDB: what stands of a subject, what is due, who has any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from chalicelib.enforcement.ports import Due, Known, Subjects
from chalicelib.enforcement.rules import SHARDS, Differences, Kept, Look, bucket, shard_of
from chalicelib.enforcement.table.items import DeadlineItem, LookItem
from chalicelib.shared.clocks import Clock, epoch, rfc3339
from chalicelib.shared.table import Write, delete_if_there, put, save

_STANDING, _DEADLINE = "STANDING", "DEADLINE#"
_LOOK = ("SWEEP", "LOOK")
_KINDS = ("PROVISIONAL", "OPEN", "PROVISIONAL")
"""Twice, for a subject may get an estimated day while the others are gone through."""
_PLACES = tuple(f"{kind}#{shard}" for kind in _KINDS for shard in range(SHARDS))
_REMEMBERED = timedelta(days=15)
"""How long it is known of a matter that it is over: longer than a queue keeps a message."""


class DeadlineTable:
    """A `DeadlineStore`. `wall` tells in which month something was written, and when what is over goes."""

    def __init__(self, wall: Clock) -> None:
        self._wall = wall

    def known(self, subject: str) -> Known:
        """What is kept of a subject, read consistently."""
        items = list(DeadlineItem.query(subject, consistent_read=True))
        standing = next((item for item in items if item.sk == _STANDING), None)
        deadlines = {kept.name: kept for kept in map(_kept, items) if kept}
        if standing is None or (standing.expires_at or _ENDLESS) <= epoch(self._wall.now()):
            return Known(subject, 0, int(standing.version) if standing else None, deadlines)
        return Known(subject, int(standing.seq), int(standing.version), deadlines)

    def changes(self, known: Known, seq: int, differ: Differences, over: bool) -> tuple[Write, ...]:
        """The writes that make what is kept as of `seq`; `over`: nothing stands any more.

        All of them hang on the subject's own item, which nobody may have written meanwhile.
        """
        left = {**known.deadlines, **{each.name: each for each in differ.put}}
        estimated = any(each.provisional for name, each in left.items() if name not in differ.gone)
        standing = DeadlineItem(pk=known.subject, sk=_STANDING, seq=seq)
        if over:
            standing.expires_at = epoch(self._wall.now() + _REMEMBERED)
        else:
            standing.due_key = _place("PROVISIONAL" if estimated else "OPEN", known.subject)
            standing.due_sort = known.subject
        gone = (delete_if_there(DeadlineItem(pk=known.subject, sk=_DEADLINE + name)) for name in differ.gone)
        written = rfc3339(self._wall.now())
        return (
            save(standing, known.version),
            *(put(_item(known.subject, each, written)) for each in differ.put),
            *gone,
        )

    def due(self, months: Sequence[str], until: str) -> Iterator[Due]:
        """Whatever of these months' buckets is due by an instant (included), a bucket after the other."""
        for place in (f"DUE#{month}#{shard}" for month in months for shard in range(SHARDS)):
            for item in DeadlineItem.by_due.query(place, DeadlineItem.due_sort < f"{until}{_AFTER}"):
                yield Due(item.pk, item.sk.removeprefix(_DEADLINE), item.due_sort.partition("#")[0])

    def look(self) -> Look | None:
        """How far back was looked; None before the first time."""
        try:
            item = LookItem.get(*_LOOK, consistent_read=True)
        except LookItem.DoesNotExist:
            return None
        return Look(item.first, item.whole_on)

    def looked(self, look: Look) -> tuple[Write, ...]:
        """The writes that keep it."""
        return (put(LookItem(pk=_LOOK[0], sk=_LOOK[1], first=look.first, whole_on=look.whole_on)),)

    def open_subjects(self, place: int, after: str | None, limit: int) -> Subjects:
        """Up to `limit` subjects that have deadlines, those with an estimated day first."""
        start = _start(_PLACES[place], after) if after else None
        found = DeadlineItem.by_due.query(_PLACES[place], limit=limit, last_evaluated_key=start)
        subjects = tuple(item.pk for item in found)
        if (last := found.last_evaluated_key) is not None:
            return Subjects(subjects, (place, last["due_sort"]["S"]))
        return Subjects(subjects, (place + 1, None) if place + 1 < len(_PLACES) else None)


_ENDLESS = float("inf")
_AFTER = chr(ord("#") + 1)


def _place(kind: str, subject: str) -> str:
    return f"{kind}#{shard_of(subject)}"


def _start(place: str, subject: str) -> dict[str, Any]:
    key = {"due_key": place, "due_sort": subject, "pk": subject, "sk": _STANDING}
    return {name: {"S": value} for name, value in key.items()}


def _kept(item: DeadlineItem) -> Kept | None:
    if not item.sk.startswith(_DEADLINE):
        return None
    return Kept(item.sk.removeprefix(_DEADLINE), item.due_on, item.next_at, bool(item.provisional))


def _item(subject: str, kept: Kept, written: str) -> DeadlineItem:
    item = DeadlineItem(pk=subject, sk=_DEADLINE + kept.name, due_on=kept.due_on, provisional=kept.provisional or None)
    if kept.next_at:
        item.next_at = kept.next_at
        item.due_key = _place(f"DUE#{bucket(kept.next_at, written)}", subject)
        item.due_sort = f"{kept.next_at}#{subject}#{kept.name}"
    return item
