"""Seeds a city once, and knows when it is done: a second start finds everything there and goes on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from infra.local.seed import bootstrap, catalogue, divisions, marker, staff
from infra.local.seed.client import StaffClient
from infra.local.seed.people import sample_organisations, sample_people

Note = Callable[[str], None]


def seed(base_url: str, outputs: dict[str, str], kept: Path, note: Note) -> dict[str, Any]:
    """Bring the city's catalogue, divisions and staff in place; returns whom to log in as. Raises SeedRefused."""
    passwords = _passwords(kept)
    wanted, table = marker.digest(), outputs["CatalogueTable"]
    if marker.read(table) == wanted:
        note("nothing changed")
    else:
        _fill(base_url, outputs, passwords, note)
        marker.write(table, wanted)
    return {
        "people": sample_people(),
        "organisations": sample_organisations(),
        "staff": staff.shown(passwords),
    }


def _fill(base_url: str, outputs: dict[str, str], passwords: dict[str, str], note: Note) -> None:
    def log_in(member: staff.Member) -> StaffClient:
        return StaffClient(base_url, member.staff_no, passwords[member.staff_no])

    note("staff")
    bootstrap.found(outputs["ApiFunction"], passwords[staff.ADMINISTRATOR.staff_no])
    staff.register(log_in(staff.ADMINISTRATOR), passwords)
    note("divisions")
    keepers = catalogue.Keepers(log_in(staff.EDITOR), log_in(staff.AUDITOR), log_in(staff.PUBLISHER))
    known = divisions.import_divisions(keepers.editor)
    published = catalogue.publish_items(keepers, note)
    note(f"{known:,} divisions, {published} items published, {len(staff.STAFF) + 1} staff")


def _passwords(kept: Path) -> dict[str, str]:
    """Those of the city's staff, made up at its first start; readable by this user alone."""
    known: dict[str, str] = json.loads(kept.read_text()) if kept.exists() else {}
    passwords = {**staff.new_passwords(), **known}
    unfinished = kept.with_suffix(".part")
    unfinished.touch(mode=0o600)
    unfinished.write_text(json.dumps(passwords, indent=2))
    unfinished.replace(kept)
    return passwords
