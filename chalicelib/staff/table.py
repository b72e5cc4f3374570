"""The staff table.

| item | pk | sk | example | read by |
| --- | --- | --- | --- | --- |
| staff | `STAFF#<staff no>` | `STAFF` | `STAFF#W0001` | log-in, refresh, `/staff/{staff_no}` |
| first administrator | `FIRST_ADMINISTRATOR` | `FIRST_ADMINISTRATOR` | | nobody: its condition is the guard |

Names are sealed. Every item is under 2 KB.
"""

from __future__ import annotations

from typing import Any

from pynamodb.attributes import ListAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist

from chalicelib.shared.access import Role
from chalicelib.shared.acts import Chain
from chalicelib.shared.errors import RuleViolation
from chalicelib.shared.table import Item, Write, put_new, save, table_name
from chalicelib.staff.records import Staff, StaffState

FIRST_ADMINISTRATOR = "FIRST_ADMINISTRATOR"


class StaffTableItem(Item):
    """What all items of the table share: its name."""

    class Meta:
        table_name = table_name("STAFF_TABLE")


class StaffItem(StaffTableItem):
    salt = UnicodeAttribute()
    name = UnicodeAttribute()
    password = UnicodeAttribute()
    roles = ListAttribute[Any]()
    departments = ListAttribute[Any]()
    divisions = ListAttribute[Any]()
    state = UnicodeAttribute()
    seq = NumberAttribute()
    head = UnicodeAttribute()


class FirstAdministratorItem(StaffTableItem):
    staff_no = UnicodeAttribute()


class StaffTable:
    """The repository. Readers are consistent: what they tell is what the next change is decided on."""

    def staff(self, staff_no: str) -> Staff | None:
        try:
            item = StaffItem.get(f"STAFF#{staff_no}", "STAFF", consistent_read=True)
        except DoesNotExist:
            return None
        return Staff(
            staff_no=staff_no,
            salt=item.salt,
            name=item.name,
            password=item.password,
            roles=frozenset(map(Role, item.roles)),
            departments=tuple(item.departments),
            divisions=tuple(item.divisions),
            state=StaffState(item.state),
            chain=Chain(f"staff#{staff_no}", int(item.seq), item.head),
            version=int(item.version or 0),
        )

    def save_staff(self, staff: Staff) -> Write:
        fields = {
            name: value
            for name, value in staff._asdict().items()
            if name not in ("staff_no", "version", "chain", "roles")
        }
        roles, chain = sorted(map(str, staff.roles)), staff.chain
        item = StaffItem(f"STAFF#{staff.staff_no}", "STAFF", **fields, roles=roles, seq=chain.seq, head=chain.head)
        return save(item, staff.version)

    def claim_first_administrator(self, staff_no: str) -> Write:
        item = FirstAdministratorItem(FIRST_ADMINISTRATOR, FIRST_ADMINISTRATOR, staff_no=staff_no)
        return put_new(item, lambda: RuleViolation("administrator_exists"))
