"""The population register's results, in our words. What is not listed is None, and loud."""

from __future__ import annotations

from chalicelib.identity.ports import Match

MATCHES: dict[str, Match] = {
    "match": Match.MATCH,
    "mismatch": Match.MISMATCH,
    "deceased": Match.DECEASED,
    "not_found": Match.NOT_FOUND,
}


def match(result: object) -> Match | None:
    """Our word for a result."""
    return MATCHES.get(result) if isinstance(result, str) else None
