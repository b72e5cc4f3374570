"""The city's service items: imported and completed by the editor, audited by one, published by another.

What the element check still finds something in stays a draft, and so do the guides of other places.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

import rfc8785

from infra.local.places import ROOT
from infra.local.seed.client import SeedRefused, StaffClient
from infra.local.seed.importing import begin, concluded

FIXTURES = ROOT / "fixtures"
ITEMS = FIXTURES / "items" / "statutory_items.json"
COMPLETE = FIXTURES / "complete"
GUIDES = FIXTURES / "guides" / "published_guides.json"
_NOT_FOUND = 404
_AT_ONCE = 4


@dataclass(frozen=True)
class Keepers:
    """The people who keep the catalogue: nobody audits or publishes what they wrote."""

    editor: StaffClient
    auditor: StaffClient
    publisher: StaffClient


class Standing(StrEnum):
    """What became of an item: published now, in force as it was, or a draft that the element check holds up."""

    PUBLISHED = "published"
    IN_FORCE = "in_force"
    WAITING = "waiting"


class Outcome(NamedTuple):
    """How the items stand, by code, and how many guides of other places are kept as drafts."""

    items: dict[str, Standing]
    guides: int

    @property
    def published(self) -> int:
        """How many were published anew."""
        return sum(standing is Standing.PUBLISHED for standing in self.items.values())

    def told(self) -> str:
        """The outcome in a line."""
        waiting = [code for code, standing in self.items.items() if standing is Standing.WAITING]
        held_up = f", {len(waiting)} drafts wait for their authors ({', '.join(waiting)})" if waiting else ""
        in_force = f"{len(self.items) - len(waiting)} of {len(self.items)} items in force, {self.published} of them new"
        return f"{in_force}{held_up}, {self.guides} guides of other places kept as drafts"


def publish_items(keepers: Keepers, note: Callable[[str], None]) -> Outcome:
    """Bring every item of the fixtures in force that may be. Raises SeedRefused, ImportIncomplete."""
    codes = _import_items(keepers.editor)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        codes += pool.map(lambda content: _drafted(keepers.editor, content), complete_items())
        guides = list(pool.map(lambda content: _drafted(keepers.editor, content), published_guides()))
        wanted = list(dict.fromkeys(codes))
        standings = _counted(pool.map(lambda code: _settled(keepers, code), wanted), len(wanted), note)
        return Outcome(dict(zip(wanted, standings, strict=True)), len(guides))


def complete_items() -> list[dict[str, Any]]:
    """The contents of the items that are shipped in full."""
    return [json.loads(path.read_text())["content"] for path in sorted(COMPLETE.glob("*.json"))]


def published_guides() -> list[dict[str, Any]]:
    """The contents of the guides that other places have published."""
    return [guide["content"] for guide in json.loads(GUIDES.read_text())["guides"]]


def _counted(standings: Iterable[Standing], most: int, note: Callable[[str], None]) -> list[Standing]:
    settled = []
    for number, standing in enumerate(standings, start=1):
        note(f"item {number} of {most}")
        settled.append(standing)
    return settled


def _import_items(editor: StaffClient) -> list[str]:
    """Draft the items as the statutes have them; those that are in force unchanged stay as they are."""
    rows: list[dict[str, Any]] = json.loads(ITEMS.read_text())["items"]
    concluded(editor, begin(editor, "items", ITEMS.name, rows))
    return [row["item_code"] for row in rows]


def _drafted(editor: StaffClient, content: dict[str, Any]) -> str:
    """Draft an item with all of its content, unless it has just this as its draft or in force; returns its code."""
    code: str = content["item_code"]
    digest = hashlib.sha256(rfc8785.dumps(content)).hexdigest()
    open_draft = _found(editor, f"/v1/catalogue/items/{code}/draft")
    standing = open_draft or _found(editor, f"/v1/items/{code}")
    if standing is None or standing["sha256"] != digest:
        revision = open_draft["revision"] if open_draft else 0
        editor.put(f"/v1/catalogue/items/{code}/draft", {"content": content}, if_match=revision)
    return code


def _settled(keepers: Keepers, code: str) -> Standing:
    """Audit and publish the open draft, if there is one and nothing is found in it."""
    draft = _found(keepers.auditor, f"/v1/catalogue/items/{code}/draft")
    if draft is None:
        return Standing.IN_FORCE
    if draft.get("findings"):
        return Standing.WAITING
    version = f"/v1/catalogue/items/{code}/versions/{draft['number']}"
    if draft["stage"] == "draft":
        keepers.auditor.post(f"{version}/audit", {"passed": True})
    keepers.publisher.post(f"{version}/publication")
    return Standing.PUBLISHED


def _found(client: StaffClient, path: str) -> Any:
    try:
        return client.get(path)
    except SeedRefused as refused:
        if refused.status == _NOT_FOUND:
            return None
        raise
