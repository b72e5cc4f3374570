"""What is kept of an export while it runs and afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from chalicelib.shared.acts import GENESIS, Chain

WRITING = "writing"
JOINING = "joining"
CONCLUDED = "concluded"
FAILED = "failed"
AT_WORK = frozenset({WRITING, JOINING})


class Export(NamedTuple):
    """One export: what was asked for by whom, how far it is, and where its chain of acts stands.

    `after` is the place in the list up to which was written, in `parts` parts; `size` counts bytes, `rows` what is in.
    """

    export_id: str
    kind: str
    format: str
    of: str
    department: str | None
    division: str | None
    created_at: str
    by: str
    asked: Mapping[str, Any]
    state: str = WRITING
    failure: Mapping[str, Any] | None = None
    after: str | None = None
    parts: int = 0
    rows: int = 0
    size: int = 0
    sha256: str | None = None
    seq: int = 0
    head: str = GENESIS
    version: int | None = None

    @property
    def chain(self) -> Chain:
        """The export's chain of acts."""
        return Chain(f"export#{self.export_id}", self.seq, self.head)
