"""The acts of a whole archive by subject, on disk: verification must not hold them in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from hashlib import sha256

from chalicelib.archive.chains import Copy
from chalicelib.archive.lines import Line, encode

_SCHEMA = """
CREATE TABLE copies (
  subject TEXT, seq INTEGER, act_id TEXT, hash TEXT, prev_hash TEXT, retain_until TEXT, digest TEXT, place TEXT,
  trusted INTEGER);
CREATE INDEX by_chain ON copies (subject, seq);
"""
_COPIES = """
SELECT seq, act_id, hash, prev_hash, retain_until, digest, place, trusted
FROM copies WHERE subject = ? ORDER BY seq, trusted DESC, place
"""


class ActIndex:
    """Rows of a private SQLite file that vanishes with the process."""

    def __init__(self) -> None:
        self._file = sqlite3.connect("")  # an empty name: temporary, on disk when it grows
        self._file.executescript(_SCHEMA)

    def add(self, line: Line, where: str, trusted: bool) -> None:
        """Take note of an archived act."""
        act = line.act
        digest = sha256(encode(line)).hexdigest()
        row = (act.subject, act.seq, act.act_id, act.hash, act.prev_hash, act.retain_until, digest, where, trusted)
        self._file.execute("INSERT INTO copies VALUES (?,?,?,?,?,?,?,?,?)", row)

    def subjects(self) -> Iterator[tuple[str, int]]:
        """Each subject and the last sequence that is archived of it."""
        yield from self._file.execute("SELECT subject, MAX(seq) FROM copies GROUP BY subject")

    def copies(self, subject: str) -> Iterator[Copy]:
        """A subject's archived acts by seq, the better known first."""
        for row in self._file.execute(_COPIES, (subject,)):
            yield Copy(*row)
