"""The shipped items, for tests."""

from __future__ import annotations

import csv
import json
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

from chalicelib.catalogue.rules import ServiceItem

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@lru_cache
def _read(path: str) -> Any:
    return json.loads((FIXTURES / path).read_text())


def statutory_rows() -> list[dict[str, Any]]:
    return deepcopy(_read("items/statutory_items.json")["items"])  # type: ignore[no-any-return]


def row(source_id: str = "S005", **changes: Any) -> dict[str, Any]:
    """The row of one statutory item, with some fields replaced."""
    found = next(row for row in statutory_rows() if row["id"] == source_id)
    return {**found, **changes}


def departments() -> list[dict[str, Any]]:
    return deepcopy(_read("departments.json")["departments"])  # type: ignore[no-any-return]


def content(name: str = "residence_permit", /, **changes: Any) -> dict[str, Any]:
    """The content of a complete item, with some fields replaced."""
    return {**deepcopy(_read(f"complete/{name}.json")["content"]), **changes}


def complete_names() -> list[str]:
    """The items that are shipped in full; a new file is one more."""
    return sorted(path.stem for path in (FIXTURES / "complete").glob("*.json"))


def example(name: str) -> dict[str, Any]:
    """`answers` and `form` of somebody who may have the item, and `refused`: changes that the form must refuse."""
    return deepcopy(_read(f"complete/examples/{name}.json"))  # type: ignore[no-any-return]


def published_guides() -> list[dict[str, Any]]:
    """{id, content} of each guide that another place has published."""
    return deepcopy(_read("guides/published_guides.json")["guides"])  # type: ignore[no-any-return]


def item(name: str = "residence_permit", version: int = 1, /, **changes: Any) -> ServiceItem:
    found = content(name, **changes)
    return ServiceItem(found["item_code"], version, "ab" * 32, found)


def division_rows(file: str) -> list[dict[str, Any]]:
    with (FIXTURES / "divisions" / file).open() as opened:
        return list(csv.DictReader(opened))
