"""Windows as the text that is kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from chalicelib.windows.rules import Hours, Kind, Power, Window, WindowState


def text(windows: Sequence[Window]) -> str:
    """Windows as JSON."""
    return json.dumps([window._asdict() for window in windows], ensure_ascii=False, separators=(",", ":"))


def windows_in(kept: str) -> tuple[Window, ...]:
    """What `text` wrote."""
    return tuple(map(_window, json.loads(kept)))


def _window(known: dict[str, Any]) -> Window:
    known.update(
        kind=Kind(known["kind"]),
        departments=tuple(known["departments"]),
        item_codes=tuple(known["item_codes"]),
        staff=tuple(known["staff"]),
        hours=tuple(Hours(*hours) for hours in known["hours"]),
        powers=tuple(map(Power, known["powers"])),
        state=WindowState(known["state"]),
    )
    return Window(**known)
