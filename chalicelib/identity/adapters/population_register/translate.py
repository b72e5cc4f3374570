"""The population register's question and answer, as docs/partners/population_register.md has them."""

from __future__ import annotations

from typing import Any

from chalicelib.identity.adapters.population_register.vocabulary import match
from chalicelib.identity.numbers import ResidentId
from chalicelib.identity.ports import PersonCheck

PATH = "/person-checks"


def question(request_no: str, name: str, number: ResidentId) -> dict[str, object]:
    """Do name and number belong together?"""
    return {
        "request_no": request_no,
        "name": name,
        "certificate_type": str(number.certificate),
        "certificate_number": number.number,
    }


def person_check(answer: dict[str, Any]) -> PersonCheck | None:
    """Our words for an answer; None for a result that is not in the contract."""
    outcome = match(answer.get("result"))
    return PersonCheck(outcome, answer["serial_no"]) if outcome else None
