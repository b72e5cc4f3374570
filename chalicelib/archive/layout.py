"""Where things lie in the archive bucket.

| key | holds |
| --- | --- |
| `acts/<date>/<first>-<last>.jsonl` | one act a line; UTC date of the first record, first and last sequence number |
| `anchors/<date>.json` | the Merkle anchor of that UTC date's batches |

A batch's key follows from the batch alone, so a batch that comes twice overwrites itself with equal bytes.
"""

from __future__ import annotations

import re
from datetime import date

ACTS = "acts/"
ANCHORS = "anchors/"

_BATCH = re.compile(r"acts/(\d{4}-\d\d-\d\d)/(\d+)-(\d+)\.jsonl")
_ANCHOR = re.compile(r"anchors/(\d{4}-\d\d-\d\d)\.json")


def batch_key(day: date, first: str, last: str) -> str:
    """The key of the batch whose records run from sequence number `first` to `last`."""
    return f"{day_prefix(day)}{first}-{last}.jsonl"


def day_prefix(day: date) -> str:
    """What the keys of one day's batches begin with."""
    return f"{ACTS}{day.isoformat()}/"


def anchor_key(day: date) -> str:
    """The key of one day's anchor."""
    return f"{ANCHORS}{day.isoformat()}.json"


def day_of(key: str) -> date | None:
    """The UTC date that a batch or an anchor belongs to; None for a key that is neither's."""
    named = _BATCH.fullmatch(key) or _ANCHOR.fullmatch(key)
    try:
        return date.fromisoformat(named[1]) if named else None
    except ValueError:
        return None


def ends_of(key: str) -> set[int]:
    """The sequence numbers with which a batch begins and ends. Raises ValueError for any other key."""
    named = _BATCH.fullmatch(key)
    if not named:
        raise ValueError(key)
    return {int(named[2]), int(named[3])}
