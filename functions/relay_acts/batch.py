"""From the stream's records to acts, or to what is wrong with them. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from chalicelib.archive.service import Line, LineUnreadable, decode, encode
from chalicelib.shared.acts import read_act

Record = dict[str, Any]
_TAMPERING = {"MODIFY": "act_modified", "REMOVE": "act_removed"}
_TIME_TO_LIVE = "dynamodb.amazonaws.com"


class Poison(NamedTuple):
    """A record that no repetition can help, and why: a stable word, and the queue that refused it if one did."""

    record: Record
    reason: str
    detail: str = ""
    queue: str = ""


class Batch(NamedTuple):
    """One batch of the stream, in its order. `day` is the UTC date of its first act, None if it holds none."""

    lines: tuple[Line, ...]
    poison: tuple[Poison, ...]
    records: dict[str, Record]  # by sequence number
    day: date | None


def read_batch(records: Iterable[Record]) -> Batch:
    """Sort the batch into acts and poison. Raises nothing: what cannot be read is poison."""
    lines: list[Line] = []
    poison: list[Poison] = []
    by_sequence: dict[str, Record] = {}
    for record in records:
        read = read_record(record)
        if isinstance(read, Poison):
            poison.append(read)
        elif read:
            lines.append(read)
            by_sequence[read.sequence] = record
    lines.sort(key=lambda line: int(line.sequence))
    day = _created_on(by_sequence[lines[0].sequence]) if lines else None
    return Batch(tuple(lines), tuple(poison), by_sequence, day)


def read_record(record: Record) -> Line | Poison | None:
    """One record's act; None for an act that its term of retention ended."""
    name = record.get("eventName")
    if name == "REMOVE" and (record.get("userIdentity") or {}).get("principalId") == _TIME_TO_LIVE:
        return None
    if name in _TAMPERING:
        return Poison(record, _TAMPERING[name])
    try:
        change = record["dynamodb"]
        image = change["NewImage"]
        line = Line(read_act(image["act"]["S"], image["hash"]["S"]), change["SequenceNumber"])
        decode(encode(line))
        _created_on(record)
        place = (image["pk"]["S"], image["sk"]["S"])
    except (LineUnreadable, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as unlike:
        return Poison(record, "act_unreadable", type(unlike.__cause__ or unlike).__name__)
    if not line.intact:
        return Poison(record, "act_hash_mismatch")
    if place != line.key:
        return Poison(record, "act_misplaced")
    return line


def _created_on(record: Record) -> date:
    return datetime.fromtimestamp(record["dynamodb"]["ApproximateCreationDateTime"], UTC).date()
