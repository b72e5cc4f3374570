"""The register's results on guardianship, in our words. What is not listed is None, and loud."""

from __future__ import annotations

from chalicelib.representation.ports import GuardianshipOutcome

OUTCOMES: dict[str, GuardianshipOutcome] = {
    "match": GuardianshipOutcome.MATCH,
    "mismatch": GuardianshipOutcome.MISMATCH,
    "not_found": GuardianshipOutcome.NOT_FOUND,
}


def outcome(result: object) -> GuardianshipOutcome | None:
    """Our word for a result."""
    return OUTCOMES.get(result) if isinstance(result, str) else None
