"""Departments and their posts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from chalicelib.shared.access import Role
from chalicelib.shared.acts import Chain
from chalicelib.shared.table import Write, save
from chalicelib.staff.ports import Page
from chalicelib.staff.records import Department, DepartmentPost
from chalicelib.staff.table.items import RecordItem, fields, get, get_all, listed, text

_DEPARTMENT = "DEPARTMENT"


class DepartmentItems:
    """Departments in the staff table."""

    def department(self, code: str) -> Department | None:
        item = get(_partition(code), _DEPARTMENT)
        return _department(item) if item else None

    def departments(self, codes: Iterable[str]) -> Mapping[str, Department]:
        found = map(_department, get_all((_partition(code), _DEPARTMENT) for code in codes))
        return {department.code: department for department in found}

    def save_department(self, department: Department) -> Write:
        item = RecordItem(_partition(department.code), _DEPARTMENT, body=text(department))
        item.owner_key, item.owner_sort = _DEPARTMENT, department.code
        return save(item, department.version)

    def listed_departments(self, limit: int, position: dict[str, str] | None) -> Page:
        page = listed(_DEPARTMENT, "", limit, position)
        return page._replace(entries=tuple(map(_department, page.entries)))


def _partition(code: str) -> str:
    return f"DEPARTMENT#{code}"


def _department(item: RecordItem) -> Department:
    known = fields(item)
    posts = (DepartmentPost(code, name, frozenset(map(Role, roles))) for code, name, roles in known["posts"])
    known.update(posts=tuple(posts), chain=Chain(*known["chain"]))
    return Department(**known)
