"""Who administers the city: a list that every change of it goes by, so that it is never empty, whoever races."""

from __future__ import annotations

from chalicelib.shared.access import Role
from chalicelib.shared.errors import RuleViolation
from chalicelib.staff.ports import StaffStore, Writes
from chalicelib.staff.records import Administrators, Staff


def counted(store: StaffStore, before: Staff | None, after: Staff) -> Writes:
    """The writes by which the list follows an account. Raises RuleViolation `last_administrator`."""
    if (before is not None and _is_one(before)) == _is_one(after):
        return ()
    known = store.administrators() or Administrators(frozenset())
    left = known.staff_nos | {after.staff_no} if _is_one(after) else known.staff_nos - {after.staff_no}
    if not left:
        raise RuleViolation("last_administrator")
    return (store.save_administrators(known._replace(staff_nos=left)),)


def _is_one(staff: Staff) -> bool:
    return staff.active and Role.ADMINISTRATOR in staff.roles
