"""The divisions of the province and the city, imported in portions that the API takes."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from infra.local.places import ROOT
from infra.local.seed.client import StaffClient

Row = dict[str, str]

FILES = sorted((ROOT / "fixtures" / "divisions").glob("*.csv"))
_MOST_ROWS = 1000
_MOST_PARENTS = 80


def import_divisions(editor: StaffClient) -> int:
    """Import every file; returns how many divisions there are. Raises SeedRefused."""
    return sum(_import_file(editor, path) for path in FILES)


def _import_file(editor: StaffClient, path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=itemgetter("parent12"))
    for portion in portions(rows):
        editor.post("/v1/catalogue/imports", {"kind": "divisions", "source": path.name, "rows": portion})
    return len(rows)


def portions(rows: list[Row]) -> Iterator[list[Row]]:
    """Rows that are ordered by parent, in portions of whole families."""
    portion: list[Row] = []
    parents = 0
    for _, family in groupby(rows, key=itemgetter("parent12")):
        children = list(family)
        if portion and (parents == _MOST_PARENTS or len(portion) + len(children) > _MOST_ROWS):
            yield portion
            portion, parents = [], 0
        portion += children
        parents += 1
    if portion:
        yield portion
