"""Monthly schedule → the report of the month before, issued for good; issued already, nothing is done.

`{"month": "2026-10"}` instead of the schedule's event issues that month: for one that was missed.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from chalicelib import wiring
from chalicelib.shared.logging import logger
from chalicelib.wiring import supervision


def handler(event: dict[str, Any], _context: object) -> None:
    """Issue it; the log says which month, and the digest of its document."""
    month = event.get("month") or month_before(wiring.law_clock().today())
    issued = supervision.report_desk().issue(month)
    logger.info("report issued", extra={"month": month, "sha256": issued.sha256, "issued_at": issued.issued_at})


def month_before(day: date) -> str:
    """`2026-10` of any day in November 2026."""
    return (day.replace(day=1) - timedelta(days=1)).isoformat()[:7]
