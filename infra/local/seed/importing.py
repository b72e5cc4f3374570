"""Imports over the API: asked for, and waited for until they are concluded."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from infra.local.seed.client import StaffClient

_PAUSE_S = 0.3
_PATIENCE_S = 300.0
_ENDED = ("concluded", "failed")


class ImportIncomplete(RuntimeError):
    """An import failed, set rows aside or took too long; the message is what is known of it."""


def begin(editor: StaffClient, kind: str, source: str, rows: Sequence[Any]) -> dict[str, Any]:
    """Ask for an import; returns the report as it stands. Raises SeedRefused."""
    report: dict[str, Any] = editor.post("/v1/catalogue/imports", {"kind": kind, "source": source, "rows": rows})
    return report


def concluded(editor: StaffClient, report: dict[str, Any]) -> dict[str, Any]:
    """The report of an import once every row of it is in. Raises SeedRefused, ImportIncomplete."""
    patient_until = time.monotonic() + _PATIENCE_S
    while report["state"] not in _ENDED:
        if time.monotonic() > patient_until:
            raise ImportIncomplete(f"not concluded after {_PATIENCE_S:.0f} seconds: {_told(report)}")
        time.sleep(_PAUSE_S)
        report = editor.get(f"/v1/catalogue/imports/{report['import_id']}")
    if report["state"] == "failed" or report["quarantined_rows"]:
        raise ImportIncomplete(_told(report))
    return report


def _told(report: dict[str, Any]) -> str:
    told = {name: report.get(name) for name in ("source", "state", "failure", "rows", "accepted", "unchanged")}
    return f"{told}, set aside: {report['quarantined'][:5]}"
