"""The staff table as a dictionary, held to what the table does by the contract tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from chalicelib.shared.errors import RuleViolation
from chalicelib.staff.authority import SigningAuthorities
from chalicelib.staff.ports import Page, Writes
from chalicelib.staff.records import Administrators, Credentials, Department, File, Staff, StandIn
from tests.fakes import MemoryWrite, Plain

Key = tuple[str, str]


@dataclass
class StaffInMemory:
    items: dict[Key, Any] = field(default_factory=dict)

    def file(self, staff_no: str, today: date) -> File | None:
        staff = self.staff(staff_no)
        if staff is None:
            return None
        colleagues = dict.fromkeys(
            cover.value[0] for cover in self._of(f"cover {staff_no}") if cover.value[1] >= today.isoformat()
        )
        return File(staff, self.items["credentials", staff_no], tuple(colleagues))

    def staff(self, staff_no: str) -> Staff | None:
        return self.items.get(("staff", staff_no))

    def several(self, staff_nos: Iterable[str]) -> Mapping[str, Staff]:
        return {no: self.items["staff", no] for no in staff_nos if ("staff", no) in self.items}

    def save_staff(self, staff: Staff, before: Staff | None = None) -> Writes:
        return (self._save(("staff", staff.staff_no), staff),)

    def listed(self, department: str | None, state: str | None, limit: int, position: dict[str, str] | None) -> Page:
        found: Iterator[Staff] = self._of("staff")
        if department is None:
            keys = {f"{one.state}#{one.staff_no}": one.staff_no for one in found if state in (None, str(one.state))}
        else:
            keys = {one.staff_no: one.staff_no for one in found if department in one.belongs_to}
        return _page(keys, limit, position)

    def credentials(self, staff_no: str) -> Credentials | None:
        return self.items.get(("credentials", staff_no))

    def save_credentials(self, credentials: Credentials) -> MemoryWrite:
        return self._save(("credentials", credentials.staff_no), credentials)

    def cover(self, colleague: str, stand_in: StandIn) -> MemoryWrite:
        kept = Plain((colleague, stand_in.until_on.isoformat()))
        return MemoryWrite(self.items, (f"cover {stand_in.stand_in}", stand_in.stand_in_id), kept)

    def uncover(self, colleague: str, stand_in: StandIn) -> MemoryWrite:
        return MemoryWrite(self.items, (f"cover {stand_in.stand_in}", stand_in.stand_in_id), None)

    def authorities(self, staff_no: str) -> SigningAuthorities:
        return self.items.get(("authorities", staff_no)) or SigningAuthorities(staff_no)

    def several_authorities(self, staff_nos: Iterable[str]) -> Mapping[str, SigningAuthorities]:
        return {no: self.items["authorities", no] for no in staff_nos if ("authorities", no) in self.items}

    def save_authorities(self, authorities: SigningAuthorities) -> MemoryWrite:
        return self._save(("authorities", authorities.staff_no), authorities)

    def administrators(self) -> Administrators | None:
        return self.items.get(("administrators", ""))

    def save_administrators(self, administrators: Administrators) -> MemoryWrite:
        return self._save(("administrators", ""), administrators)

    def claim_first_administrator(self, staff_no: str) -> MemoryWrite:
        write = self.save_administrators(Administrators(frozenset({staff_no})))
        return replace(write, refusal=lambda: RuleViolation("administrator_exists"))

    def department(self, code: str) -> Department | None:
        return self.items.get(("department", code))

    def departments(self, codes: Iterable[str]) -> Mapping[str, Department]:
        return {code: self.items["department", code] for code in codes if ("department", code) in self.items}

    def save_department(self, department: Department) -> MemoryWrite:
        return self._save(("department", department.code), department)

    def listed_departments(self, limit: int, position: dict[str, str] | None) -> Page:
        return _page({one.code: one for one in self._of("department")}, limit, position)

    def _of(self, kind: str) -> Iterator[Any]:
        return (value for (whose, _), value in self.items.items() if whose == kind)

    def _save(self, key: Key, record: Any) -> MemoryWrite:
        expect = record.version
        return MemoryWrite(self.items, key, record._replace(version=(expect or 0) + 1), expect)


def _page(keys: dict[str, Any], limit: int, position: dict[str, str] | None) -> Page:
    after = position["after"] if position else ""
    rest = sorted(key for key in keys if key > after)
    more = {"after": rest[limit - 1]} if len(rest) > limit else None
    return Page(tuple(keys[key] for key in rest[:limit]), more)
