"""Seeds a city once, and knows when it is done: a second start finds everything there and goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from infra.local.seed import bootstrap, catalogue, departments, divisions, marker, staff, windows
from infra.local.seed.people import sample_organisations, sample_people

Note = Callable[[str], None]


def seed(base_url: str, outputs: dict[str, str], kept: Path, note: Note) -> dict[str, Any]:
    """Bring the city's catalogue, divisions and staff in place; returns whom to log in as. Raises SeedRefused."""
    keys = staff.Keys(kept)
    wanted, table = marker.digest(), outputs["CatalogueTable"]
    if marker.read(table) == wanted:
        note("nothing changed")
    else:
        _fill(base_url, outputs, keys, note)
        marker.write(table, wanted)
    return {
        "people": sample_people(),
        "organisations": sample_organisations(),
        "staff": staff.shown(keys),
    }


def _fill(base_url: str, outputs: dict[str, str], keys: staff.Keys, note: Note) -> None:
    note("staff")
    bootstrap.found(outputs["ApiFunction"], keys.of(staff.ADMINISTRATOR)["temporary"])
    administrator = staff.at_work(base_url, staff.ADMINISTRATOR, keys)
    departments.register(administrator)
    at_work = staff.settle(base_url, administrator, keys)
    note("divisions")
    keepers = catalogue.Keepers(*(at_work[one.staff_no] for one in (staff.EDITOR, staff.AUDITOR, staff.PUBLISHER)))
    known = divisions.import_divisions(keepers.editor)
    opened = windows.open_windows(at_work[staff.HALL_MANAGER.staff_no])
    outcome = catalogue.publish_items(keepers, note)
    note(f"{known:,} divisions, {outcome.told()}, {len(staff.STAFF) + 1} staff, {opened} windows")
