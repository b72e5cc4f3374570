"""The business register's question and answer, as docs/partners/business_register.md has them."""

from __future__ import annotations

from typing import Any

from chalicelib.representation.adapters.business_register.vocabulary import outcome
from chalicelib.representation.ports import BusinessCheck, BusinessOutcome
from chalicelib.shared.certificates import certificate_of
from chalicelib.shared.signed_register import is_text

PATH = "/organisation-checks"
_NAME_LENGTH = 200


def question(request_no: str, uscc: str, name: str, number: str) -> dict[str, object]:
    """Is this person the organisation's legal representative?"""
    person = {"name": name, "certificate_type": str(certificate_of(number)), "certificate_number": number}
    return {"request_no": request_no, "credit_code": uscc, "legal_representative": person}


def business_check(answer: dict[str, Any]) -> BusinessCheck | None:
    """Our words for an answer; None for a result that is not in the contract, or a match without the name."""
    said, serial_no = outcome(answer.get("result")), answer["serial_no"]
    if said is not BusinessOutcome.MATCH:
        return BusinessCheck(said, serial_no) if said else None
    name = answer.get("organisation_name")
    return BusinessCheck(said, serial_no, name) if is_text(name) and len(name) <= _NAME_LENGTH else None
