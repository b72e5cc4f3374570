"""Sample citizens and organisations: those whom the registers' stand-ins know. No number is anybody's."""

from __future__ import annotations

import json
from typing import Any

from infra.local.places import ROOT

_PARTNERS = ROOT / "infra" / "local" / "partners"


def sample_people() -> list[dict[str, Any]]:
    """Name, resident number, what the register says of each, and their guardians' numbers."""
    known = json.loads((_PARTNERS / "people.json").read_text())
    return [
        {
            "name": p["name"],
            "resident_id": p["number"],
            "register_state": p["state"],
            "guardians": p.get("guardians", []),
        }
        for p in known
    ]


def sample_organisations() -> list[dict[str, Any]]:
    """Credit code, name, what the register says of each, and its legal representative."""
    known = json.loads((_PARTNERS / "organisations.json").read_text())
    return [
        {
            "credit_code": o["credit_code"],
            "name": o["name"],
            "register_state": o["state"],
            "legal_representative": {"name": o["representative_name"], "resident_id": o["representative_number"]},
        }
        for o in known
    ]
