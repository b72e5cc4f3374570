"""证明材料目录清单: which published items need which material, by the material's name.

A derived record: it follows what is in force, item by item, and may be brought up to date any number of times, late
and in any order, with the same result.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple, Protocol

from chalicelib.catalogue.ports import CatalogueStore, Writes
from chalicelib.shared.acts import canonical_json
from chalicelib.shared.change import Change, Committer

MOST_WRITES = 90
"""Entries that one transaction changes; it takes 100 writes."""

_LONGEST = 100

Body = Mapping[str, Any]


class ItemProofs(NamedTuple):
    """The entries that stand in the directory for one item: digests by their keys, for they are long together."""

    item_code: str
    entries: Mapping[str, str] = {}
    version: int | None = None


class ProofStore(Protocol):
    """The directory as stored. Writes go to the committer."""

    def of_item(self, code: str) -> ItemProofs: ...

    def page(self, limit: int, after: str | None, name: str | None) -> tuple[tuple[str, Body], ...]:
        """The next entries in the order of their keys; `name`: of materials whose name begins so."""

    def save(self, after: ItemProofs, put: Mapping[str, Body], gone: list[str]) -> Writes:
        """Write as the successor of `after.version`, with the entries that come and go."""


class ProofDirectory:
    """The use cases of the directory."""

    def __init__(self, catalogue: CatalogueStore, store: ProofStore, committer: Committer) -> None:
        self._catalogue = catalogue
        self._store = store
        self._committer = committer

    def follow(self, code: str) -> int:
        """Bring the entries of one item up to what is in force; returns how many entries changed."""
        changed = 0
        while some := self._committer.commit(lambda: self._round(code), None)["changed"]:
            changed += some
        return changed

    def page(self, limit: int, after: str | None, name: str | None) -> tuple[list[dict[str, Any]], str | None]:
        """Part of the directory, and where to go on."""
        found = self._store.page(limit + 1, after, name)
        return [dict(body) for _, body in found[:limit]], found[limit - 1][0] if len(found) > limit else None

    def _round(self, code: str) -> Change:
        standing, wanted = self._store.of_item(code), self._wanted(code)
        digests = {key: digest_of(body) for key, body in wanted.items()}
        put = {key: body for key, body in wanted.items() if standing.entries.get(key) != digests[key]}
        gone = [key for key in standing.entries if key not in wanted]
        put = dict(list(put.items())[:MOST_WRITES])
        gone = gone[: MOST_WRITES - len(put)]
        if not put and not gone:
            return Change(answer={"changed": 0})
        left = {**standing.entries, **{key: digests[key] for key in put}}
        after = standing._replace(entries={key: digest for key, digest in left.items() if key not in gone})
        writes = self._store.save(after, put, gone)
        return Change(writes, answer={"changed": len(put) + len(gone)})

    def _wanted(self, code: str) -> dict[str, Body]:
        number = self._catalogue.shelf(code).shelf.current
        stored = self._catalogue.edition(code, number) if number else None
        return entries_of(code, stored.content) if stored and not stored.content["confidential"] else {}


def entries_of(code: str, content: Mapping[str, Any]) -> dict[str, Body]:
    """What one item needs, an entry for each material, by name and code."""
    return {
        key_of(material["name"], code, material["code"]): {
            "material": material["name"],
            "material_code": material["code"],
            "required": material["required"],
            **_origin(material.get("origin")),
            "certificate": material.get("certificate"),
            "item_code": code,
            "item_name": content["name"],
            "department": content["department"],
            "department_name": content["department_name"],
        }
        for material in content["materials"]
    }


def digest_of(body: Body) -> str:
    """What tells an entry from a later one."""
    return sha256(canonical_json(body).encode()).hexdigest()


def key_of(name: str, item_code: str, material_code: str) -> str:
    """Sorts by the material's name, as far as a cursor can take it."""
    sorted_by = "".join(filter(str.isprintable, name))[:_LONGEST]
    return f"{sorted_by}#{item_code}#{material_code}"


def _origin(origin: Mapping[str, Any] | None) -> dict[str, Any]:
    said = origin or {}
    return {"origin": said.get("kind"), "issuer": said.get("issuer"), "issued_by_item": said.get("item_code")}
