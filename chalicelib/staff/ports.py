"""What the directory of staff needs from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from chalicelib.staff.records import Staff


class StaffStore(Protocol):
    """Where the staff are. Readers return None for what is absent; the rest make writes for a change."""

    def staff(self, staff_no: str) -> Staff | None: ...

    def save_staff(self, staff: Staff) -> Any: ...

    def claim_first_administrator(self, staff_no: str) -> Any:
        """The write that succeeds once in the life of a city; RuleViolation `administrator_exists` after that."""
