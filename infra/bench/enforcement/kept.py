"""What a run found; and the figures of the last long one, kept beside the code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from infra.bench.enforcement.draining import Drained
from infra.bench.enforcement.measuring import Figure, grown
from infra.local.places import ROOT

KEPT = ROOT / "infra" / "bench" / "long_enforcement.json"
COMMAND = "python -m infra.bench.enforcement --long --keep"


class Found(NamedTuple):
    """With `open` cases, few and many; the bursts drained once in order, once every third message twice and reversed.

    `unlike` is how many cases did not end alike in both.
    """

    open: tuple[int, int]
    few: list[Figure]
    many: list[Figure]
    ordered: Drained
    disordered: Drained
    unlike: int

    @property
    def missed(self) -> list[str]:
        """The bounds that do not hold."""
        found = [f"units with more cases open, {name}" for name in grown(self.few, self.many)]
        wrong = self.ordered.wrong + self.disordered.wrong + self.unlike
        return [*found, *([f"{wrong} cases that were due at one midnight ended wrongly"] if wrong else [])]


def keep(found: Found, path: Path = KEPT) -> None:
    """Put it where `kept` finds it."""
    said = {
        "command": COMMAND,
        "note": "one process and a local cloud beside other work: seconds are of a busy machine",
        "open": found.open,
        "few": [one._asdict() for one in found.few],
        "many": [one._asdict() for one in found.many],
        "ordered": found.ordered._asdict(),
        "disordered": found.disordered._asdict(),
        "unlike": found.unlike,
    }
    path.write_text(json.dumps(said, indent=1) + "\n")


def kept(path: Path = KEPT) -> Found | None:
    """What the last long run found; None before the first that was kept."""
    if not path.exists():
        return None
    said = json.loads(path.read_text())
    few, many = ([Figure(**one) for one in said[name]] for name in ("few", "many"))
    ordered, disordered = (Drained(**said[name]) for name in ("ordered", "disordered"))
    return Found(tuple(said["open"]), few, many, ordered, disordered, said["unlike"])
