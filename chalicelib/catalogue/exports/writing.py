"""Rows as text: a JSON list with one row a line, or CSV that a spreadsheet opens without running anything."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.catalogue.imports import flat
from chalicelib.catalogue.imports.columns import DIVISIONS
from chalicelib.shared.spreadsheets import BOM, guarded, lines

MEDIA_TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8"}
_COLUMNS = {"items": flat.COLUMNS, "divisions": DIVISIONS}
Row = Mapping[str, Any]


def part_of(kind: str, format_: str, rows: Sequence[Row]) -> bytes:
    """Rows, without what stands before and after all of them."""
    if format_ == "json":
        return ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows).encode()
    return lines(_cells(kind, row) for row in rows).encode()


def joined(kind: str, format_: str, parts: Sequence[bytes]) -> bytes:
    """A whole file of such parts."""
    if format_ == "json":
        return b"[\n" + b",\n".join(part for part in parts if part) + b"\n]\n"
    return (BOM + lines([_COLUMNS[kind]])).encode() + b"".join(parts)


def _cells(kind: str, row: Row) -> list[str]:
    cells = flat.cells_of(row) if kind == "items" else [str(row.get(name) or "") for name in DIVISIONS]
    return [guarded(cell) for cell in cells]
