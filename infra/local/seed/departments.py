"""The city's departments, all with the same posts."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from infra.local.places import ROOT
from infra.local.seed.client import SeedRefused, StaffClient

FILE = ROOT / "fixtures" / "departments.json"
_IN_USE = 409
_AT_ONCE = 4


def register(administrator: StaffClient) -> None:
    """Register every department of the fixtures; one that is there stays as it is. Raises SeedRefused."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(lambda department: _register(administrator, department), sample_departments()))


def sample_departments() -> list[dict[str, Any]]:
    """What `POST /v1/departments` takes of each."""
    fixtures = json.loads(FILE.read_text())
    return [
        {"code": one["code"], "name": one["name"], "credit_code": one["uscc"], "posts": fixtures["posts"]}
        for one in fixtures["departments"]
    ]


def _register(administrator: StaffClient, department: dict[str, Any]) -> None:
    try:
        administrator.post("/v1/departments", department)
    except SeedRefused as refused:
        if refused.status != _IN_USE:
            raise
