"""`python -m infra.bench.enforcement`: units and processor time per due deadline, with 1,000 and 2,000 matters open.

`--long`: with 1,000 and 20,000, and 10,000 due at one midnight; `--keep` keeps the figures for docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from infra.bench.enforcement.keeping import DUE, FAR, Drained, Keeping
from infra.bench.enforcement.kept import KEPT, Figures
from infra.bench.enforcement.table import standing

FEW, MANY, LONG = 1000, 2000, 20_000
SAMPLE, BURST, LONG_BURST = 100, 300, 10_000


def main() -> int:
    """0 when units do not depend on what is open, and everything due happened once."""
    parser = argparse.ArgumentParser(prog="python -m infra.bench.enforcement", description=__doc__)
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--keep", action="store_true")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="banshi-bench-") as folder, standing(Path(folder)):
        keeping = Keeping()
        few = _measured(keeping, FEW, FEW)
        more = LONG if asked.long else MANY
        many = _measured(keeping, more, more - FEW)
        drained = _drained(keeping, LONG_BURST if asked.long else BURST)
    for figures in (few, many):
        print(figures)
    print(drained)
    if asked.keep:
        KEPT.write_text(json.dumps([few._asdict(), many._asdict(), drained._asdict()], indent=1) + "\n")
    return 0 if few.units == many.units and not drained.wrong else 1


def _measured(keeping: Keeping, open_: int, more: int) -> Figures:
    keeping.opened(more, FAR, f"far-{open_}")
    keeping.opened(SAMPLE, DUE, f"due-{open_}")
    keeping.at_midnight()
    sweep, enforcement, due = keeping.swept()
    read, write, cpu_ms = (total / due for total in (enforcement.read, enforcement.write, enforcement.cpu_ms))
    return Figures(open_, due, sweep.read, sweep.cpu_ms / due, read, write, cpu_ms)


def _drained(keeping: Keeping, burst: int) -> Drained:
    keeping.opened(burst, DUE, "burst")
    keeping.at_midnight()
    return keeping.drained()


if __name__ == "__main__":
    sys.exit(main())
