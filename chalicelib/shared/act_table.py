"""The table of acts.

| attribute | pattern | example | read by |
| --- | --- | --- | --- |
| pk | the subject | `case#01KAJ…` | a subject's timeline; `make verify` |
| sk | seq, 8 digits | `00000003` | order of the chain |
| act | canonical JSON (RFC 8785) of all fields but the hash | `{"act_id":…` | the relay, through the stream |
| hash | SHA-256 of `act`, 64 hex digits | | |

Written once, never changed: no role may update or delete here.
"""

from __future__ import annotations

from collections.abc import Iterator

from pynamodb.attributes import UnicodeAttribute

from chalicelib.shared.acts import Act, read_act, sequence_key
from chalicelib.shared.table import Item, Write, put_new, table_name


class ActItem(Item):
    """One act."""

    class Meta:
        table_name = table_name("ACTS_TABLE")

    act = UnicodeAttribute()
    hash = UnicodeAttribute()


def append(act: Act) -> Write:
    """The write that appends `act`; whoever appended meanwhile makes the change be decided anew."""
    return put_new(ActItem(pk=act.subject, sk=sequence_key(act.seq), act=act.canonical, hash=act.hash))


def acts_of(subject: str, *, after: int = 0, limit: int | None = None) -> Iterator[Act]:
    """The acts of a subject in order, from `after` on (exclusive)."""
    beyond = ActItem.sk > sequence_key(after) if after else None
    for item in ActItem.query(subject, beyond, limit=limit):
        yield read_act(item.act, item.hash)


def latest_acts(subject: str, *, before: int | None, limit: int) -> Iterator[Act]:
    """The last `limit` acts of a subject, newest first; those before `before` only, if it is given. One query."""
    earlier = ActItem.sk < sequence_key(before) if before is not None else None
    for item in ActItem.query(subject, earlier, scan_index_forward=False, limit=limit):
        yield read_act(item.act, item.hash)
