"""签发授权: on whose authority a legal act is signed."""

from __future__ import annotations

from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case
from chalicelib.shared.access import Caller
from chalicelib.shared.errors import Forbidden

POWERS = {"decide": "作出决定", "approve_extension": "批准延期", "approve_urgency": "批准急事急办"}
"""The powers that a letter of authorisation may give, in words."""


def signed(parts: Parts, by: Caller, power: str, case: Case) -> str:
    """The number of the authority in force today. Raises Forbidden with what it would have to cover."""
    today = parts.law.today()
    number = parts.signing.authority(by, power, case, today)
    if number is None:
        raise Forbidden(
            "no_signing_authority",
            power=POWERS[power],
            item=case.item_name,
            division=case.division_code,
            on=str(today),
        )
    return number
