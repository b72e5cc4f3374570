"""What happened to one's account: the person's own chain of acts, newest first, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from chalicelib.identity.acts import ACT_TYPES
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act, sequence_key
from chalicelib.shared.errors import Malformed
from chalicelib.shared.paging import decode_cursor, encode_cursor

_TYPES = {type_.name: type_ for type_ in ACT_TYPES if type_.public}
_SAID = ("method", "assurance_level", "reason", "session_id", "session_channel", "due_on")


class LatestActs(Protocol):
    """Reads chains from their end."""

    def __call__(self, subject: str, *, before: int | None, limit: int) -> Iterator[Act]: ...


class AccountEvents:
    """Shows people what happened to their account."""

    def __init__(self, latest: LatestActs) -> None:
        self._latest = latest

    def shown(self, caller: Caller, limit: int, cursor: str | None) -> dict[str, Any]:
        """Part of the list: one query. Acts that are not the citizen's to see are left out of it."""
        position = decode_cursor(cursor)
        before = _sequence(position["after"]) if position else None
        acts = list(self._latest(f"person#{caller.id}", before=before, limit=limit))
        further = acts[-1].seq if len(acts) == limit and acts[-1].seq > 1 else None
        return {
            "entries": [_entry(act) for act in acts if act.type in _TYPES],
            "next_cursor": encode_cursor({"after": sequence_key(further)} if further else None),
        }


def _entry(act: Act) -> dict[str, Any]:
    said = {name: act.changes[name] for name in _SAID if act.changes.get(name) is not None}
    return {
        "act_id": act.act_id,
        "at": act.instant,
        "type": act.type,
        "wording": _TYPES[act.type].wording,
        "channel": act.channel,
        "said": said,
    }


def _sequence(after: str) -> int:
    if not (after.isascii() and after.isdigit() and len(after) == len(sequence_key(0))):
        raise Malformed("cursor_invalid")
    return int(after)
