"""The business register's results, in our words. What is not listed is None, and loud."""

from __future__ import annotations

from chalicelib.representation.ports import BusinessOutcome

OUTCOMES: dict[str, BusinessOutcome] = {
    "match": BusinessOutcome.MATCH,
    "mismatch": BusinessOutcome.MISMATCH,
    "not_found": BusinessOutcome.NOT_FOUND,
    "revoked": BusinessOutcome.REVOKED,
    "deregistered": BusinessOutcome.DEREGISTERED,
}


def outcome(result: object) -> BusinessOutcome | None:
    """Our word for a result."""
    return OUTCOMES.get(result) if isinstance(result, str) else None
