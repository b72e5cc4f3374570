"""Sample citizens: those whom the population register's stand-in knows. Their numbers are published test numbers."""

from __future__ import annotations

import json
from typing import Any

from infra.local.places import ROOT

_KNOWN = ROOT / "infra" / "local" / "partners" / "people.json"


def sample_people() -> list[dict[str, Any]]:
    """Name, resident number and what the register says of each."""
    known = json.loads(_KNOWN.read_text())
    return [{"name": p["name"], "resident_id": p["number"], "register_state": p["state"]} for p in known]
