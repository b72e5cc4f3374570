"""The credit platform's question and answer, as docs/partners/credit_platform.md has them."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.adapters.credit_platform.vocabulary import Mark, mark
from chalicelib.cases.credit import CreditStanding

PATH = "/credit-checks"


def question(enquiry_id: str, name: str, number: str) -> dict[str, object]:
    """On which lists is the bearer of this name and number?"""
    return {"request_no": enquiry_id, "subject": {"name": name, "number": number}}


def standing(answer: dict[str, Any]) -> CreditStanding | None:
    """Our words for an answer; None without lists, or with one that is not in the contract. Bad faith outweighs."""
    lists = answer.get("lists")
    marks = [mark(code) for code in lists] if isinstance(lists, list) else [None]
    if None in marks:
        return None
    bad_faith = Mark.BAD_FAITH in marks
    return CreditStanding(bad_faith, Mark.RED_LIST in marks and not bad_faith, answer["serial_no"])
