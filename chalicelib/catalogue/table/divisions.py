"""Divisions in the catalogue's table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from chalicelib.catalogue.ports import Writes
from chalicelib.catalogue.table.record import catalogue_item, read_item
from chalicelib.shared.table import save

if TYPE_CHECKING:
    from chalicelib.catalogue.records import Children, Division, StoredEndings

_CHILDREN = "CHILDREN"
_DIVISIONS = "DIVISIONS"
_ENDINGS = "ENDINGS"


class DivisionRecords:
    """The part of `CatalogueStore` that is about divisions."""

    def children(self, parent: str, *, fresh: bool = False) -> Children | None:
        from chalicelib.catalogue.records import Children  # cases need items alone

        item = read_item(_division_key(parent), _CHILDREN, fresh)
        if item is None:
            return None
        divisions = tuple(map(_division, json.loads(item.body)))
        return Children(parent, divisions, int(item.version))

    def endings(self, *, fresh: bool = False) -> StoredEndings:
        from chalicelib.catalogue.divisions.changes import Ending
        from chalicelib.catalogue.records import StoredEndings

        item = read_item(_DIVISIONS, _ENDINGS, fresh)
        if item is None:
            return StoredEndings()
        body = json.loads(item.body)
        by_code = {code: Ending(until, tuple(successors)) for code, (until, *successors) in body.items()}
        return StoredEndings(by_code, int(item.version))

    def save_children(self, children: Children) -> Writes:
        body = [_told(division) for division in children.divisions]
        return (save(catalogue_item(_division_key(children.parent), _CHILDREN, body), children.version),)

    def save_endings(self, endings: StoredEndings) -> Writes:
        body = {code: [ending.until, *ending.successors] for code, ending in endings.by_code.items()}
        return (save(catalogue_item(_DIVISIONS, _ENDINGS, body), endings.version),)


def _division_key(code: str) -> str:
    return f"DIVISION#{code}"


def _told(division: Division) -> dict[str, Any]:
    """Most divisions have no more than code, name and level: what is empty is left out."""
    return {name: value for name, value in division._asdict().items() if value not in (None, ())}


def _division(body: dict[str, Any]) -> Division:
    from chalicelib.catalogue.records import Division

    lists: dict[str, Any] = {name: tuple(body[name]) for name in ("successors", "former_names") if name in body}
    return Division(**{**body, **lists})
