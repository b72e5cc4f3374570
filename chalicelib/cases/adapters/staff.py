"""Cases' view of the directory of staff."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from chalicelib.cases.desk_roles import DESK
from chalicelib.cases.rules import Case
from chalicelib.shared.access import Caller, Role

if TYPE_CHECKING:
    from chalicelib.cases.neighbours import Colleague
    from chalicelib.staff.service import StaffService


class StaffDirectory:
    """`Signing` and `Colleagues` through its public door."""

    def __init__(self, staff: Callable[[], StaffService]) -> None:
        self._staff = staff

    def authority(self, by: Caller, power: str, case: Case, on: date) -> str | None:
        """The number of the authority that the caller signs under, their own or that of whom they stand in for."""
        from chalicelib.staff.service import SigningPower

        held = self._staff().signing_authority(
            by,
            on,
            power=SigningPower(power),
            department=case.department,
            division=case.division_code,
            item_code=case.item_code,
        )
        return held.authority_no if held else None

    def of(self, department: str, division_code: str, role: str, on: date) -> tuple[Colleague, ...]:
        """Those who hold the role in that office."""
        from chalicelib.cases.neighbours import Colleague

        found = self._staff().colleagues(department, division_code, Role(role), on)
        return tuple(Colleague(one.staff_no, one.divisions, one.away) for one in found)

    def one(self, staff_no: str, department: str, division_code: str, role: str, on: date) -> Colleague | None:
        """That one, if they hold the role in that office."""
        from chalicelib.cases.neighbours import Colleague

        found = self._staff().colleague(staff_no, department, division_code, Role(role), on)
        return Colleague(found.staff_no, found.divisions, found.away) if found else None

    def may_be_asked(self, staff_no: str) -> bool:
        """Whether that member of staff holds a post at a desk today."""
        member = self._staff().member(staff_no)
        return member is not None and any(post.roles & DESK for post in member.posts)
