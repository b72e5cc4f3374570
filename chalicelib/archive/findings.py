"""What verification can find."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

TABLE = "acts table"


class Kind(StrEnum):
    """What is wrong."""

    OBJECT_ALTERED = "object_altered"  # a batch is not what was archived
    OBJECT_REMOVED = "object_removed"
    OBJECT_NOT_ANCHORED = "object_not_anchored"  # a batch slipped in behind a closed anchor
    OBJECT_UNKNOWN = "object_unknown"  # a key that nothing here writes
    ANCHOR_ALTERED = "anchor_altered"
    ANCHOR_REMOVED = "anchor_removed"
    ANCHOR_UNLINKED = "anchor_unlinked"  # it does not follow the day before's
    LINE_UNREADABLE = "line_unreadable"
    ACT_ALTERED = "act_altered"
    ACT_REMOVED = "act_removed"
    ACT_ADDED = "act_added"
    ACT_REORDERED = "act_reordered"
    ACT_REPEATED = "act_repeated"  # the same place in a chain, twice, with different bytes
    ACT_DIFFERS = "act_differs"  # archive and table each hold a whole act, but not the same
    ACT_UNLINKED = "act_unlinked"  # it does not carry the hash of the act before it


@dataclass(frozen=True)
class Finding:
    """One thing found: what, where (an object's key or the acts table), and the act if it can be named."""

    kind: Kind
    where: str
    subject: str = ""
    seq: int = 0
    act_id: str = ""
    detail: str = field(default="", compare=False)
