"""One act outside its table: a JSON text in RFC 8785 form, as it is archived (one a line) and sent to the queues.

    {"act": {all fields but the hash}, "hash": "<64 hex digits>", "sequence": "<stream sequence number>"}

The same act read twice from the stream gives the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from chalicelib.shared.acts import Act, act_hash, canonical_json, read_act


class LineUnreadable(ValueError):
    """Not the text of an act."""


@dataclass(frozen=True)
class Line:
    """An act and the place that the stream gave it."""

    act: Act
    sequence: str

    @property
    def intact(self) -> bool:
        """Whether the act is what its own hash says."""
        return act_hash(self.act.canonical) == self.act.hash


def encode(line: Line) -> bytes:
    """The line's bytes, without the line feed."""
    return f'{{"act":{line.act.canonical},"hash":"{line.act.hash}","sequence":"{line.sequence}"}}'.encode()


def decode(raw: bytes | str) -> Line:
    """Return the act in `raw`, its hash unchecked. Raises `LineUnreadable` unless `encode` would write these bytes."""
    text = raw if isinstance(raw, bytes) else raw.encode()
    try:
        fields = json.loads(text)
        line = Line(read_act(canonical_json(fields["act"]), fields["hash"]), fields["sequence"])
        sound = line.sequence.isdecimal() and encode(line) == text and sound_fields(line.act)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as unlike:
        raise LineUnreadable(str(unlike)) from unlike
    if not sound:
        raise LineUnreadable("not in canonical form")
    return line


def sound_fields(act: Act) -> bool:
    """Whether what everything else relies on has its type."""
    texts = (act.act_id, act.type, act.subject, act.law_time, act.instant, act.prev_hash, act.hash)
    return all(isinstance(text, str) for text in texts) and type(act.seq) is int and isinstance(act.changes, dict)
