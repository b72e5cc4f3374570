"""The whole quarantine report, as a file that a spreadsheet opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from chalicelib.catalogue.imports.cells import guarded
from chalicelib.catalogue.imports.kinds import KINDS
from chalicelib.catalogue.imports.ports import ImportStore
from chalicelib.catalogue.imports.records import Import, Quarantined
from chalicelib.catalogue.imports.storing import ImportObjects
from chalicelib.catalogue.imports.wording import worded

HEADER = ("row", "code", "field", "reason", "说明")


def write_report(store: ImportStore, objects: ImportObjects, found: Import) -> None:
    """Keep every reason of an import, in the order of its rows."""
    if not found.quarantined_total:
        return
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(HEADER)
    for one in sorted(_reasons(store, objects, found)):
        lines.writerow([one.row, guarded(one.code), guarded(one.field), one.reason, worded(one.reason)])
    objects.write_report(found.import_id, text.getvalue().encode("utf-8-sig"))


def _reasons(store: ImportStore, objects: ImportObjects, found: Import) -> Iterator[Quarantined]:
    for at in range(0, found.at, KINDS[found.kind].at_once):
        yield from objects.part(found.import_id, at)[1]
    yield from store.late(found.import_id)
