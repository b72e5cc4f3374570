"""The figures of the last long run, kept beside the code: `make bench` writes them down with its own."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from infra.bench.parallel_acts.phases import Phase
from infra.local.places import ROOT

KEPT = ROOT / "infra" / "bench" / "long_parallel_acts.json"
HEAD = ("", "at once", "s", "a second", "median ms", "95 % ms", "refused")


def keep(phases: Iterable[Phase], path: Path = KEPT) -> None:
    """Put the figures of each phase where `rows` finds them."""
    path.write_text(json.dumps([list(phase.figures) for phase in phases], indent=1) + "\n")


def rows(path: Path = KEPT) -> list[tuple[str, ...]]:
    """A line of the table for each phase; none before the first run that was kept."""
    return [tuple(line) for line in json.loads(path.read_text())] if path.exists() else []
