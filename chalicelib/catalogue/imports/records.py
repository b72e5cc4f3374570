"""What is kept of an import while it runs and afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from chalicelib.shared.acts import GENESIS, Chain

AWAITING_FILE = "awaiting_file"
QUEUED = "queued"
READING = "reading"
DRAFTING = "drafting"
CONCLUDED = "concluded"
FAILED = "failed"
AT_WORK = frozenset({QUEUED, READING, DRAFTING})


class Import(NamedTuple):
    """One import: what came, how far it is, and where its chain of acts stands.

    `asked` is whose authority it runs under. `at` counts the file's records that were read, blank ones too; `clean` the
    rows that may be drafted, `done` those that were, `chunk` where the object begins that holds the next of them.
    """

    import_id: str
    kind: str
    source: str
    format: str
    created_at: str
    by: str
    asked: Mapping[str, Any]
    size: int
    sha256: str
    state: str = QUEUED
    failure: Mapping[str, Any] | None = None
    encoding: str | None = None
    rows: int = 0
    rows_read: int = 0
    at: int = 0
    clean: int = 0
    done: int = 0
    chunk: int = 0
    accepted: int = 0
    unchanged: int = 0
    quarantined_rows: int = 0
    quarantined_total: int = 0
    seq: int = 0
    head: str = GENESIS
    version: int | None = None

    @property
    def chain(self) -> Chain:
        """The import's chain of acts."""
        return Chain(f"import#{self.import_id}", self.seq, self.head)

    @property
    def progress(self) -> float:
        """How much is done, from 0 to 1: half of it is reading."""
        if self.state in (CONCLUDED, FAILED):
            return 1.0
        read = self.rows_read / self.rows if self.rows else 0.0
        drafted = self.done / self.clean if self.clean and self.state == DRAFTING else 0.0
        return round((read + drafted) / 2, 3)


class Quarantined(NamedTuple):
    """Why a row was set aside: its number, the field (empty: the row itself), the reason, the row's code.

    Rows are numbered from 1 below a CSV file's header, as a spreadsheet tells them apart: blank rows count, line breaks
    within cells do not.
    """

    row: int
    field: str
    reason: str
    code: str = ""
