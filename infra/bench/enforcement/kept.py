"""The figures of the last long run, kept beside the code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from infra.local.places import ROOT

KEPT = ROOT / "infra" / "bench" / "long_enforcement.json"


class Figures(NamedTuple):
    """With so many matters open: units of a sweep that found `due`, and what each of those cost."""

    open: int
    due: int
    sweep_read: float
    sweep_cpu_ms: float
    read: float
    write: float
    cpu_ms: float

    @property
    def units(self) -> tuple[float, float, float]:
        """What must not depend on how many are open."""
        return self.sweep_read, self.read, self.write


HEAD = ("", "due", "read", "write", "ms of processor each")


def rows(path: Path = KEPT) -> list[tuple[str, ...]]:
    """Lines of the table; none before the first run that was kept."""
    if not path.exists():
        return []
    *measured, burst = json.loads(path.read_text())
    return [*(line for said in measured for line in _lines(Figures(**said))), _burst(**burst)]


def _lines(found: Figures) -> list[tuple[str, ...]]:
    due, of = f"{found.due:,}", f"with {found.open:,} open"
    sweep = (f"a sweep {of}", due, f"{found.sweep_read:g}", "0", f"{found.sweep_cpu_ms:.2f}")
    each = (f"each enforced {of}", due, f"{found.read:g}", f"{found.write:g}", f"{found.cpu_ms:.2f}")
    return [sweep, each]


def _burst(due: int, messages: int, seconds: float, wrong: int) -> tuple[str, ...]:
    what = f"{messages:,} messages in {seconds:.0f} s, one after the other; {wrong} not done exactly once"
    return what, f"{due:,}", "", "", ""
