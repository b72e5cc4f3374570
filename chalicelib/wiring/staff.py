"""The directory of staff, put together."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from chalicelib.wiring import committer, recorder, sealer

if TYPE_CHECKING:
    from chalicelib.staff.accounts import StaffAccounts
    from chalicelib.staff.service import StaffService
    from chalicelib.staff.table import StaffTable


@lru_cache(maxsize=1)
def staff_table() -> StaffTable:
    from chalicelib.staff.table import StaffTable

    return StaffTable()


@lru_cache(maxsize=1)
def staff_service() -> StaffService:
    from chalicelib.staff.service import StaffService

    return StaffService(staff_table())


@lru_cache(maxsize=1)
def staff_accounts() -> StaffAccounts:
    from chalicelib.staff.accounts import StaffAccounts

    return StaffAccounts(staff_table(), committer(), recorder(), sealer())
