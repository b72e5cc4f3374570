"""Streams over a restart of the local cloud.

It saves how far each mapping has read a table's stream, but not the stream's records: after a restart a mapping would
wait for as many new records as it had ever read. So the saved positions are dropped before a start, and a stop waits
until what was written has been read.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

_POSITIONS = "dynamodb_stream_positions"
_READ_WITHIN_S = 1.5  # the cloud looks at its streams at least once a second


def forget_positions(saved: Path) -> None:
    """Let every mapping begin at the beginning of its stream, which a restart has emptied."""
    if not saved.exists():
        return
    state = json.loads(saved.read_text())
    if state.get("payload", {}).pop(_POSITIONS, None) is not None:
        saved.write_text(json.dumps(state))


def let_them_run_dry() -> None:
    """Give the relay the time to read what was written last."""
    time.sleep(_READ_WITHIN_S)
