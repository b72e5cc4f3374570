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


def division(store: CatalogueStore, code: str) -> Division:
    """One division, in force or not: one read. Raises NotFound `division_not_found`."""
    if DIVISION_CODE.fullmatch(code) and code != NO_DIVISION:
        above = store.children(parent_of(code))
        for one in above.divisions if above else ():
            if one.code == code:
                return one
    raise NotFound("division_not_found")


def full_name(store: CatalogueStore, code: str) -> str:
    """The names of all levels in one word, as in an address; those that are not known or not spoken are left out."""
    names: list[str] = []
    while code != NO_DIVISION:
        try:
            names.insert(0, division(store, code).name)
        except NotFound:
            names.insert(0, "")
        code = parent_of(code)
    return "".join(name for name in names if name not in _UNSPOKEN)


def shown(store: CatalogueStore, code: str, on: str) -> dict[str, Any]:
    """Everything known of one division, as of a civil date. Raises NotFound."""
    found = division(store, code)
    before = predecessors(code, store.endings().by_code)
    return {
        **brief(found, on),
        "full_name": full_name(store, code),
        "parent": None if parent_of(code) == NO_DIVISION else parent_of(code),
        "document": found.document,
        "former_names": list(found.former_names),
        "successors": [_named(store, other) for other in found.successors],
        "predecessors": [_named(store, other) for other in before],
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


def _named(store: CatalogueStore, code: str) -> dict[str, str]:
    return {"code": code, "full_name": full_name(store, code)}
