"""What nobody in a city can do for its administrator: register the first, let one back in who lost the telephone."""

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


def restore_administrator(staff_no: str, password: str) -> dict[str, Any]:
    """Give an administrator a temporary password and take their second factor away, as acts of the system.

    Raises NotFound for who is no administrator at work, Invalid for a password that is easy to guess.
    """
    return wiring.securing().restore_administrator(staff_number(staff_no), password, by=system("bootstrap"))
