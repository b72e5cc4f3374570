"""What the catalogue keeps beside items: divisions, and what came of imports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Division(NamedTuple):
    """行政区划. `level`: 1 province, 2 city, 3 county, 4 township, 5 village or community."""

    code: str
    name: str
    level: int


class Children(NamedTuple):
    """The divisions directly below one."""

    parent: str
    divisions: tuple[Division, ...] = ()
    version: int | None = None


RUNNING = "running"
CONCLUDED = "concluded"


class Report(NamedTuple):
    """What came of an import, or has come so far while it is running.

    `quarantined` holds the first reasons, `quarantined_total` counts all, `quarantined_rows` the rows that have any.
    """

    import_id: str
    kind: str
    source: str
    created_at: str
    by: str
    rows: int
    rows_sha256: str
    state: str = RUNNING
    accepted: int = 0
    unchanged: int = 0
    quarantined: tuple[Mapping[str, Any], ...] = ()
    quarantined_rows: int = 0
    quarantined_total: int = 0
    version: int | None = None
