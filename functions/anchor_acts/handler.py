"""Daily schedule → anchors of the days before today (UTC) that may have changed or have none yet."""

from __future__ import annotations

from chalicelib import wiring
from chalicelib.shared.logging import logger
from chalicelib.wiring import archive as archive_wiring


def handler(_event: object, _context: object) -> None:
    """Anchor what is due. An altered anchor raises, and the alarm of the function's errors rings."""
    for anchor in archive_wiring.archive_service().anchor_due(wiring.wall_clock().now().date()):
        logger.info("day anchored", extra={"day": str(anchor.day), "batches": len(anchor.entries), "root": anchor.root})
