"""The functions of the portal: what posts of the desk may do, as `python -m infra.openapi` reads it off the routes."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from chalicelib.shared.access import Caller

FILE = Path(__file__).with_name("functions.json")


def functions_of(caller: Caller) -> list[dict[str, Any]]:
    """What the caller's posts allow: the same for everybody of the same posts, at whichever window."""
    held = {str(role) for role in caller.roles}
    return [function["shown"] for function in _functions() if held.intersection(function["roles"])]


@lru_cache(maxsize=1)
def _functions() -> list[dict[str, Any]]:
    known: list[dict[str, Any]] = json.loads(FILE.read_bytes())
    return known
