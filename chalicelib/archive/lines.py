"""One act outside its table: a JSON text in RFC 8785 form, as it is archived (one a line) and sent to the queues.

    {"act": {all fields but the hash}, "hash": "<64 hex digits>", "sequence": "<stream sequence number>"}

The same act read twice from the stream gives the same bytes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from chalicelib.shared.acts import Act, act_hash, read_act, sequence_key

_FORM = re.compile(r'\{"act":(\{.*\}),"hash":"([0-9a-f]{64})","sequence":"([0-9]{1,40})"\}')
MAX_SEQ = 99_999_999


class LineUnreadable(ValueError):
    """Not the text of an act."""


class Line(NamedTuple):
    """An act and the place that the stream gave it."""

    act: Act
    sequence: str

    @property
    def key(self) -> tuple[str, str]:
        """Where the acts table keeps the act: partition key, sort key."""
        return self.act.subject, sequence_key(self.act.seq)

    @property
    def intact(self) -> bool:
        """Whether the act is what its own hash says."""
        return act_hash(self.act.canonical) == self.act.hash


def encode(line: Line) -> bytes:
    """The line's bytes, without the line feed."""
    return f'{{"act":{line.act.canonical},"hash":"{line.act.hash}","sequence":"{line.sequence}"}}'.encode()


def decode(raw: bytes | str) -> Line:
    """Return the act in `raw`, its hash unchecked. Raises `LineUnreadable` unless `encode` would write these bytes."""
    try:
        text = raw if isinstance(raw, str) else raw.decode()
        if not (parts := _FORM.fullmatch(text)):
            raise LineUnreadable("not of a line's form")
        line = Line(read_act(parts[1], parts[2]), parts[3])
        sound = sound_fields(line.act)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as unlike:
        raise LineUnreadable(str(unlike)) from unlike
    if not sound:
        raise LineUnreadable("a field has another type")
    return line


def sound_fields(act: Act) -> bool:
    """Whether what everything else relies on has its type."""
    texts = (act.act_id, act.type, act.subject, act.channel, act.law_time, act.instant, act.prev_hash, act.hash)
    return (
        all(isinstance(text, str) for text in texts)
        and isinstance(act.retain_until, str | None)
        and type(act.seq) is int
        and 0 < act.seq <= MAX_SEQ
        and isinstance(act.changes, dict)
    )
