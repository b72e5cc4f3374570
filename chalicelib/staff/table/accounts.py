"""Accounts of staff, where they are listed, and whose work they do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from chalicelib.shared.access import Role
from chalicelib.shared.acts import Chain
from chalicelib.shared.errors import RuleViolation
from chalicelib.shared.table import Write, delete_if_there, put, put_new, save
from chalicelib.staff.ports import Page, Writes
from chalicelib.staff.records import Administrators, Held, Staff, StaffState, StandIn
from chalicelib.staff.table.items import RecordItem, fields, get, get_all, listed, text

ACCOUNT = "STAFF"
_ADMINISTRATORS = "ADMINISTRATORS"


class AccountItems:
    """Accounts in the staff table."""

    def staff(self, staff_no: str) -> Staff | None:
        item = get(partition(staff_no), ACCOUNT)
        return account(item) if item else None

    def several(self, staff_nos: Iterable[str]) -> Mapping[str, Staff]:
        found = map(account, get_all((partition(staff_no), ACCOUNT) for staff_no in staff_nos))
        return {staff.staff_no: staff for staff in found}

    def save_staff(self, staff: Staff, before: Staff | None = None) -> Writes:
        was = before.belongs_to if before else frozenset()
        item = RecordItem(partition(staff.staff_no), ACCOUNT, body=text(staff), owner_key="STAFF")
        item.owner_sort = f"{staff.state}#{staff.staff_no}"
        joined = (put(_belonging(staff.staff_no, code)) for code in sorted(staff.belongs_to - was))
        left = (delete_if_there(_belonging(staff.staff_no, code)) for code in sorted(was - staff.belongs_to))
        return (save(item, staff.version), *joined, *left)

    def listed(self, department: str | None, state: str | None, limit: int, position: dict[str, str] | None) -> Page:
        owner, prefix = ("STAFF", f"{state}#" if state else "") if department is None else (_list_of(department), "")
        page = listed(owner, prefix, limit, position)
        return page._replace(entries=tuple(item.pk.partition("#")[2] for item in page.entries))

    def cover(self, colleague: str, stand_in: StandIn) -> Write:
        return put(_cover(colleague, stand_in))

    def uncover(self, colleague: str, stand_in: StandIn) -> Write:
        return delete_if_there(_cover(colleague, stand_in))

    def administrators(self) -> Administrators | None:
        item = get(_ADMINISTRATORS, _ADMINISTRATORS)
        if item is None:
            return None
        known = fields(item)
        return Administrators(frozenset(known["staff_nos"]), known["version"])

    def save_administrators(self, administrators: Administrators) -> Write:
        return save(_administrators(administrators), administrators.version)

    def claim_first_administrator(self, staff_no: str) -> Write:
        item = _administrators(Administrators(frozenset({staff_no})))
        item.version = 1
        return put_new(item, lambda: RuleViolation("administrator_exists"))


def partition(staff_no: str) -> str:
    """Where everything about one member of staff is."""
    return f"STAFF#{staff_no}"


def account(item: RecordItem) -> Staff:
    """The account in an item."""
    known = fields(item)
    known.update(
        roles=frozenset(map(Role, known["roles"])),
        departments=tuple(known["departments"]),
        divisions=tuple(known["divisions"]),
        state=StaffState(known["state"]),
        chain=Chain(*known["chain"]),
        held=tuple(Held(department, code, tuple(divisions)) for department, code, divisions in known["held"]),
        stand_ins=tuple(map(_stand_in, known["stand_ins"])),
    )
    return Staff(**known)


def _stand_in(known: list[Any]) -> StandIn:
    one = StandIn(*known)
    return one._replace(from_on=date.fromisoformat(known[2]), until_on=date.fromisoformat(known[3]))


def _list_of(department: str) -> str:
    return f"DEPARTMENT#{department}"


def _belonging(staff_no: str, code: str) -> RecordItem:
    item = RecordItem(partition(staff_no), f"BELONGS#{code}", body="{}")
    item.owner_key, item.owner_sort = _list_of(code), staff_no
    return item


def _cover(colleague: str, one: StandIn) -> RecordItem:
    return RecordItem(partition(one.stand_in), f"COVER#{one.until_on}#{one.stand_in_id}", body=f'"{colleague}"')


def _administrators(administrators: Administrators) -> RecordItem:
    return RecordItem(_ADMINISTRATORS, _ADMINISTRATORS, body=text(administrators))
