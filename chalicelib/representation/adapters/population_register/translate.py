"""Guardianship's question and answer, as docs/partners/population_register.md has them."""

from __future__ import annotations

from typing import Any

from chalicelib.representation.adapters.population_register.vocabulary import outcome
from chalicelib.representation.ports import GuardianshipCheck
from chalicelib.shared.certificates import certificate_of

PATH = "/guardianship-checks"


def person(name: str, number: str) -> dict[str, str]:
    """One of the two who are asked about."""
    return {"name": name, "certificate_type": str(certificate_of(number)), "certificate_number": number}


def guardianship_check(answer: dict[str, Any]) -> GuardianshipCheck | None:
    """Our words for an answer; None for a result that is not in the contract."""
    said = outcome(answer.get("result"))
    return GuardianshipCheck(said, answer["serial_no"]) if said else None
