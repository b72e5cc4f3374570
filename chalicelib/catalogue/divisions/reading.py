"""One division with its name in full, what it became, and what became it."""

from __future__ import annotations

from typing import Any

from chalicelib.catalogue.divisions.changes import predecessors
from chalicelib.catalogue.elements.codes import DIVISION_CODE, NO_DIVISION, parent_of
from chalicelib.catalogue.ports import CatalogueStore
from chalicelib.catalogue.records import Division
from chalicelib.shared.errors import NotFound

_UNSPOKEN = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
"""Levels that exist for the code alone and stand in no address."""


class Divisions:
    """Divisions as stored, in force or not; the list below a parent is read once. `fresh`: as of this moment."""

    def __init__(self, store: CatalogueStore, *, fresh: bool = False) -> None:
        self._store = store
        self._fresh = fresh
        self._lists: dict[str, dict[str, Division]] = {}

    def known(self, code: str) -> Division | None:
        """What is stored of one division."""
        parent = parent_of(code)
        if parent not in self._lists:
            found = self._store.children(parent, fresh=self._fresh)
            self._lists[parent] = {one.code: one for one in found.divisions} if found else {}
        return self._lists[parent].get(code)

    def full_name(self, code: str) -> str:
        """The names of all levels in one word, as in an address; what is not known or not spoken is left out."""
        names: list[str] = []
        while code != NO_DIVISION:
            found = self.known(code)
            names.insert(0, found.name if found else "")
            code = parent_of(code)
        return "".join(name for name in names if name not in _UNSPOKEN)

    def named(self, code: str) -> dict[str, str]:
        """A division as another one tells of it."""
        return {"code": code, "full_name": self.full_name(code)}


def division(store: CatalogueStore, code: str) -> Division:
    """One division, in force or not: one read. Raises NotFound `division_not_found`."""
    return _found(Divisions(store), code)


def shown(store: CatalogueStore, code: str, on: str) -> dict[str, Any]:
    """Everything known of one division, as of a civil date. Raises NotFound."""
    divisions = Divisions(store)
    found = _found(divisions, code)
    before = predecessors(code, store.endings().by_code)
    return {
        **brief(found, on),
        "full_name": divisions.full_name(code),
        "parent": None if parent_of(code) == NO_DIVISION else parent_of(code),
        "document": found.document,
        "former_names": list(found.former_names),
        "successors": [divisions.named(other) for other in found.successors],
        "predecessors": [divisions.named(other) for other in before],
    }


def brief(found: Division, on: str) -> dict[str, Any]:
    """A division in a list."""
    return {
        "code": found.code,
        "name": found.name,
        "level": found.level,
        "in_force": found.in_force(on),
        "valid_from": found.valid_from,
        "valid_until": found.valid_until,
    }


def _found(divisions: Divisions, code: str) -> Division:
    found = divisions.known(code) if DIVISION_CODE.fullmatch(code) and code != NO_DIVISION else None
    if found is None:
        raise NotFound("division_not_found")
    return found
