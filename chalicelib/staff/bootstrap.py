"""The first administrator of a new city, whom nobody who is already there could register."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.access import Role, system
from chalicelib.shared.staff_numbers import staff_number
from chalicelib.staff.registering import NewStaff
from chalicelib.staff.scopes import Scope
from chalicelib.wiring import staff as wiring


def first_administrator(staff_no: str, name: str, password: str) -> dict[str, Any]:
    """Register them with a temporary password, as an act of the system.

    Raises RuleViolation `administrator_exists` if it was done before, Invalid for a password that is easy to guess.
    """
    new = NewStaff(staff_number(staff_no), name, password, Scope(frozenset({Role.ADMINISTRATOR})))
    return wiring.registering().register_first_administrator(new, by=system("bootstrap"))
