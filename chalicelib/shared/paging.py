"""Cursors: where a list goes on, opaque to the client."""

from __future__ import annotations

import base64
import binascii
import json

from chalicelib.shared.errors import Malformed

MAX_LIMIT = 100
DEFAULT_LIMIT = 20


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
    if not isinstance(position, dict) or not isinstance(after := position.get("after"), str) or not after:
        raise Malformed("cursor_invalid")
    return {"after": after}
