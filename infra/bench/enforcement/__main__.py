"""`python -m infra.bench.enforcement`: what deadlines of cases cost, and how a burst at one midnight drains.

`--long`: with 1,000 and 20,000 cases open, and 10,000 due at once; `--keep` keeps the figures for docs/benchmarks.md.
`--write`: write its part of docs/benchmarks.md, with this run's figures and those that were kept.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from infra.bench.cloud import running, say
from infra.bench.enforcement import kept, telling
from infra.bench.enforcement.measure import LONG, SHORT, measured
from infra.bench.listening import listened, quietly


def main() -> int:
    """0 when units do not depend on what is open, and everything due happened once."""
    parser = argparse.ArgumentParser(prog="python -m infra.bench.enforcement", description=__doc__)
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="banshi-bench-") as folder, running(Path(folder)) as cloud:
        meter, city = listened(cloud)
        with quietly():
            city.settle()
        say("measuring")
        with quietly(), meter.resting():
            found = measured(city, cloud, LONG if asked.long else SHORT)
    for line in telling.section(found, found):
        print(line)
    if asked.keep:
        kept.keep(found)
    if asked.write:
        telling.written(found)
    for miss in found.missed:
        say(f"over the bound: {miss}")
    return 1 if found.missed else 0


if __name__ == "__main__":
    sys.exit(main())
