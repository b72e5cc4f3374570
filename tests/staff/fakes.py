"""The staff table as a dictionary, held to what the table does by the contract tests."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from chalicelib.shared.errors import RuleViolation
from chalicelib.staff.records import Staff
from tests.fakes import MemoryWrite, Plain


@dataclass
class StaffInMemory:
    items: dict[tuple[str, str], Any] = field(default_factory=dict)

    def staff(self, staff_no: str) -> Staff | None:
        return self.items.get(("staff", staff_no))

    def save_staff(self, staff: Staff) -> MemoryWrite:
        key, expect = ("staff", staff.staff_no), staff.version
        return MemoryWrite(self.items, key, staff._replace(version=(expect or 0) + 1), expect)

    def claim_first_administrator(self, staff_no: str) -> MemoryWrite:
        write = MemoryWrite(self.items, ("first", ""), Plain(staff_no), None)
        return replace(write, refusal=lambda: RuleViolation("administrator_exists"))
