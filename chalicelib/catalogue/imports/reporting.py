"""The whole quarantine report, as a file that a spreadsheet opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from heapq import merge
from itertools import groupby
from operator import attrgetter

from chalicelib.catalogue.imports.cells import guarded
from chalicelib.catalogue.imports.kinds import KINDS
from chalicelib.catalogue.imports.ports import ImportStore
from chalicelib.catalogue.imports.records import Import, Quarantined
from chalicelib.catalogue.imports.storing import ImportObjects
from chalicelib.catalogue.imports.wording import worded

HEADER = ("row", "code", "field", "reason", "说明")
MOST_LINES = 200_000
"""Of a report: with more reasons than that it tells the first one of each row."""


def write_report(store: ImportStore, objects: ImportObjects, found: Import) -> None:
    """Keep the reasons of an import, in the order of its rows."""
    if not found.quarantined_total:
        return
    data = io.BytesIO()
    text = io.TextIOWrapper(data, "utf-8-sig", newline="")
    lines = csv.writer(text)
    lines.writerow(HEADER)
    for one in _told(store, objects, found):
        lines.writerow([one.row, guarded(one.code), guarded(one.field), one.reason, worded(one.reason)])
    text.flush()
    objects.write_report(found.import_id, data.getvalue())


def _told(store: ImportStore, objects: ImportObjects, found: Import) -> Iterator[Quarantined]:
    by_row = attrgetter("row")
    reasons = merge(_at_reading(objects, found), sorted(store.late(found.import_id)), key=by_row)
    if found.quarantined_total <= MOST_LINES:
        return reasons
    return (next(of_row) for _, of_row in groupby(reasons, by_row))


def _at_reading(objects: ImportObjects, found: Import) -> Iterator[Quarantined]:
    for at in range(0, found.at, KINDS[found.kind].at_once):
        yield from objects.part(found.import_id, at)[1]
