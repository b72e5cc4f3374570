"""The directory of staff, put together."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from chalicelib.wiring import attempts, committer, law_clock, recorder, sealer, wall_clock
from chalicelib.wiring.configuration import configuration_service

if TYPE_CHECKING:
    from chalicelib.configuration.documents import Passwords
    from chalicelib.staff.accounts import StaffAccounts
    from chalicelib.staff.departments import Departments
    from chalicelib.staff.members import Members
    from chalicelib.staff.own import OwnAccount
    from chalicelib.staff.parts import Parts
    from chalicelib.staff.registering import Registering
    from chalicelib.staff.securing import Securing
    from chalicelib.staff.service import StaffService
    from chalicelib.staff.signing import SigningLetters
    from chalicelib.staff.stand_ins import StandIns
    from chalicelib.staff.table import StaffTable


@lru_cache(maxsize=1)
def staff_table() -> StaffTable:
    from chalicelib.staff.table import StaffTable

    return StaffTable()


@lru_cache(maxsize=1)
def staff_service() -> StaffService:
    from chalicelib.staff.service import StaffService

    return StaffService(
        staff_table(), committer(), sealer(), wall_clock(), law_clock().today, members(), password_policy
    )


@lru_cache(maxsize=1)
def members() -> Members:
    from chalicelib.staff.members import Members

    return Members(staff_table(), wall_clock(), law_clock(), password_policy)


@lru_cache(maxsize=1)
def staff_accounts() -> StaffAccounts:
    from chalicelib.staff.accounts import StaffAccounts

    return StaffAccounts(_parts())


@lru_cache(maxsize=1)
def registering() -> Registering:
    from chalicelib.staff.registering import Registering

    return Registering(_parts())


@lru_cache(maxsize=1)
def securing() -> Securing:
    from chalicelib.staff.securing import Securing

    return Securing(_parts(), attempts())


@lru_cache(maxsize=1)
def own_account() -> OwnAccount:
    from chalicelib.staff.own import OwnAccount

    return OwnAccount(_parts(), members(), attempts())


@lru_cache(maxsize=1)
def departments() -> Departments:
    from chalicelib.staff.departments import Departments

    return Departments(_parts())


@lru_cache(maxsize=1)
def stand_ins() -> StandIns:
    from chalicelib.staff.stand_ins import StandIns

    return StandIns(_parts())


@lru_cache(maxsize=1)
def signing_letters() -> SigningLetters:
    from chalicelib.staff.signing import SigningLetters

    return SigningLetters(_parts())


def password_policy() -> Passwords:
    """The city's policy, as its configuration says now."""
    return configuration_service().document("passwords")


@lru_cache(maxsize=1)
def _parts() -> Parts:
    from chalicelib.staff.parts import Parts

    return Parts(staff_table(), committer(), recorder(), sealer(), wall_clock(), law_clock().today, password_policy)
