"""`make bench`: measure, write docs/benchmarks.md, and fail when a bound is missed."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from infra.bench import bulk, clock, cold, guides, imports, log_ins, report, search, units, warm
from infra.bench.artifact import unpacked
from infra.bench.city import City
from infra.bench.cloud import Cloud, running, say
from infra.bench.enforcement import measure as enforcement
from infra.bench.listening import listened, quietly
from infra.bench.meter import Cost, Meter
from infra.bench.report import Measured
from infra.bench.walk import Round
from infra.local.places import ROOT

TARGET = ROOT / "docs" / "benchmarks.md"


def main() -> int:
    """0 when every bound holds."""
    parser = argparse.ArgumentParser(prog="python -m infra.bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=21, help="fresh processes of each cold start")
    parser.add_argument("--rounds", type=int, default=40, help="turns of each side of a warm route")
    parser.add_argument("--cases", type=int, nargs=2, default=(1_000, 100_000), metavar=("FEW", "MANY"))
    parser.add_argument("--dry", action="store_true", help="print instead of writing the document")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="banshi-bench-") as folder:
        say("building and deploying")
        with running(Path(folder)) as cloud:
            found = _measured(cloud, Path(folder), asked)
    if asked.dry:
        print(report.text(found))
    else:
        TARGET.write_text(report.text(found))
        say("wrote docs/benchmarks.md")
    for miss in found.missed():
        say(f"over the bound: {miss}")
    return 1 if found.missed() else 0


def _measured(cloud: Cloud, folder: Path, asked: argparse.Namespace) -> Measured:
    few, many = asked.cases
    meter, city = listened(cloud)
    say("settling the city, and a rehearsal")
    with quietly():
        city.settle()
    _round(city, meter, 0)
    say(f"a round with {few:,} cases")
    bulk.load(0, few)
    before = _round(city, meter, 1)
    scenes, artifact = dict(meter.scenes), unpacked(folder)
    say("cold starts")
    starts = cold.measure(artifact, scenes, cloud.settings, asked.runs, folder)
    say("warm requests")
    routes = warm.measure(artifact, scenes, cloud.api, asked.rounds, folder)
    say("log-ins, and 10,000 that fail")
    with quietly():
        steps = log_ins.steps(city, meter, asked.rounds)
        slowed = log_ins.after_failures(meter, asked.rounds)
    say("the law's clock, searches and guides")
    dates = clock.measure()
    searched = search.measure(asked.rounds)
    with quietly():
        told = guides.measure(city, meter, asked.rounds)
    say(f"a round with {many:,} cases")
    bulk.load(few, many - few)
    after = _round(city, meter, 2)
    operations = units.compared(before, after)
    sizes = units.largest(after)
    with quietly(), meter.resting():
        city.log_in_again()
        deadlines = enforcement.measured(city, cloud, enforcement.SHORT)
    say(f"imports of {imports.ROWS:,} rows")
    with quietly():
        imported = imports.measure(artifact, city, cloud, imports.ROWS)
    return Measured(
        starts,
        routes,
        operations,
        sizes,
        (few, many),
        asked.runs,
        asked.rounds,
        steps,
        slowed,
        searched,
        told,
        imported,
        dates,
        deadlines,
    )


def _round(city: City, meter: Meter, number: int) -> dict[str, Cost]:
    with quietly():
        city.log_in_again()
    _remember()
    meter.costs.clear()
    with quietly():
        city.functions.after(Round(city, meter, number).walk())
    if missing := units.unmeasured(meter.costs):
        raise SystemExit(f"no round goes through {', '.join(missing)}")
    return {name: cost for name, cost in meter.costs.items() if name}


def _remember() -> None:
    """What a container keeps for some time is read now, so that no operation of the round has to."""
    from chalicelib.wiring.catalogue import item_search
    from chalicelib.wiring.configuration import configuration_service
    from chalicelib.wiring.identity import key_ring

    key_ring().reread()
    item_search().snapshot()
    configuration_service().forget()
    configuration_service().release()


if __name__ == "__main__":
    sys.exit(main())
