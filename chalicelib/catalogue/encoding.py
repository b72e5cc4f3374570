"""How records are written, and how big one may be."""

from __future__ import annotations

import json
from typing import Any

from chalicelib.shared.errors import TooLarge

MOST_BYTES = 256 * 1024
"""DynamoDB takes items of 400 KB, and an answer that shows a record is kept a second time, sealed: a third larger."""


def encoded(body: Any) -> str:
    """A record as JSON. Raises TooLarge `record_too_large` over 256 KB: numbers like 1e15 grow when written out."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    if len(text.encode()) > MOST_BYTES:
        raise TooLarge("record_too_large", most=MOST_BYTES // 1024)
    return text
