"""Cursors: where a list goes on, opaque to the client."""

from __future__ import annotations

import base64
import binascii
import json
from typing import TypeGuard

from chalicelib.shared.errors import Malformed

MAX_LIMIT = 100
DEFAULT_LIMIT = 20
_LONGEST = 512  # bytes; a sort key may have 1,024, and a list may put something in front


def encode_cursor(position: dict[str, str] | None) -> str | None:
    """Return the cursor for `position`; None at the end of the list."""
    if not position:
        return None
    text = json.dumps(position, separators=(",", ":"), sort_keys=True)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode_cursor(cursor: str | None) -> dict[str, str] | None:
    """Return the position in `cursor`, `{"after": sort key}`; what we did not write is `cursor_invalid`."""
    if cursor is None:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        position = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError) as unreadable:
        raise Malformed("cursor_invalid") from unreadable
    after = position.get("after") if isinstance(position, dict) else None
    if not _could_be_key(after):
        raise Malformed("cursor_invalid")
    return {"after": after}


def _could_be_key(after: object) -> TypeGuard[str]:
    """Lone surrogates are not printable, and so can be encoded nowhere after this."""
    return isinstance(after, str) and bool(after) and after.isprintable() and len(after.encode()) <= _LONGEST
