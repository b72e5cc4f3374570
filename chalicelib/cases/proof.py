"""What a public lookup must prove: the end of the applicant's certificate number."""

from __future__ import annotations

from chalicelib.cases.parts import Parts

LENGTH = 6
_PURPOSE = "status_lookup"


def lookup_proof(parts: Parts, case_id: str, tail: str) -> str:
    """The digest that the last six characters must give; the case's id keeps equal ends apart."""
    return parts.secret.keyed_hash(_PURPOSE, f"{case_id}:{tail.upper()}")
