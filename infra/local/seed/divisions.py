"""The divisions of the province and the city, imported in portions that the API takes; then what codes became."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from infra.local.places import ROOT
from infra.local.seed.client import StaffClient
from infra.local.seed.importing import begin, concluded

Row = dict[str, str]

_FOLDER = ROOT / "fixtures" / "divisions"
PRESENT = (_FOLDER / "yunnan_L1-L4.csv", _FOLDER / "kunming_L5.csv")
CHANGES = _FOLDER / "changes.csv"
"""Names the present ones as successors, so it comes after them, and in one portion: a code may become another of it."""
_MOST_ROWS = 1000
_MOST_PARENTS = 80


def import_divisions(editor: StaffClient) -> int:
    """Import every file; returns how many divisions there are today. Raises SeedRefused, ImportIncomplete."""
    known = [row for path in PRESENT for row in _import_file(editor, path)]
    _import_file(editor, CHANGES)
    return len(known)


def _import_file(editor: StaffClient, path: Path) -> list[Row]:
    rows = read(path)
    begun = [begin(editor, "divisions", path.name, portion) for portion in portions(rows)]
    for report in begun:
        concluded(editor, report)
    return rows


def read(path: Path) -> list[Row]:
    """The rows of a file, ordered by parent."""
    with path.open(encoding="utf-8", newline="") as lines:
        return sorted(csv.DictReader(lines), key=itemgetter("parent12"))


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
