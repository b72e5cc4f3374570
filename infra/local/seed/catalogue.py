"""The city's service items: imported and completed by the editor, audited by one, published by another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import rfc8785

from infra.local.places import ROOT
from infra.local.seed.client import SeedRefused, StaffClient

ITEMS = ROOT / "fixtures" / "items" / "statutory_items.json"
COMPLETE = ROOT / "fixtures" / "complete"
_NOT_FOUND = 404


@dataclass(frozen=True)
class Keepers:
    """The people who keep the catalogue: nobody audits or publishes what they wrote."""

    editor: StaffClient
    auditor: StaffClient
    publisher: StaffClient


def publish_items(keepers: Keepers, note: Callable[[str], None]) -> int:
    """Bring every item of the fixtures in force; returns how many were published anew. Raises SeedRefused."""
    codes = _import_items(keepers.editor)
    for path in sorted(COMPLETE.glob("*.json")):
        codes.append(_complete(keepers.editor, json.loads(path.read_text())))
    published = 0
    for number, code in enumerate(dict.fromkeys(codes), start=1):
        note(f"item {number} of {len(set(codes))}")
        published += _publish(keepers, code)
    return published


def _import_items(editor: StaffClient) -> list[str]:
    """Draft the items as the statutes have them; those that are in force unchanged stay as they are."""
    rows: list[dict[str, Any]] = json.loads(ITEMS.read_text())["items"]
    editor.post("/v1/catalogue/imports", {"kind": "items", "source": ITEMS.name, "rows": rows})
    return [row["item_code"] for row in rows]


def _complete(editor: StaffClient, draft: dict[str, Any]) -> str:
    """Give an item its form, guide, process and tables, unless it has just these in force."""
    code: str = draft["content"]["item_code"]
    digest = hashlib.sha256(rfc8785.dumps(draft["content"])).hexdigest()
    open_draft = _found(editor, f"/v1/catalogue/items/{code}/draft")
    standing = open_draft or _found(editor, f"/v1/items/{code}")
    if standing is None or standing["sha256"] != digest:
        revision = open_draft["revision"] if open_draft else 0
        editor.put(f"/v1/catalogue/items/{code}/draft", draft, if_match=revision)
    return code


def _publish(keepers: Keepers, code: str) -> bool:
    """Audit and publish the open draft, if there is one."""
    draft = _found(keepers.auditor, f"/v1/catalogue/items/{code}/draft")
    if draft is None:
        return False
    version = f"/v1/catalogue/items/{code}/versions/{draft['number']}"
    if draft["stage"] == "draft":
        keepers.auditor.post(f"{version}/audit", {"passed": True})
    keepers.publisher.post(f"{version}/publication")
    return True


def _found(client: StaffClient, path: str) -> Any:
    try:
        return client.get(path)
    except SeedRefused as refused:
        if refused.status == _NOT_FOUND:
            return None
        raise
