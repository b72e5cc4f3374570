"""`python -m infra.bench.parallel_acts 1000`: so many cases handed in and accepted at once by many people; then races.

Afterwards every case's chain of acts is walked, and the desk's queue is compared with what each case waits for.
`make run` starts the city; `BANSHI_CITY` names the `city.json` of another one.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from pathlib import Path

from infra.bench.parallel_acts import apart, kept, people, race
from infra.bench.parallel_acts.phases import Phase
from infra.local.places import ROOT, Places
from infra.local.story.city import City

CLERKS = 50
RACES = 5


def main() -> int:
    """0 when nothing was lost and each race had one winner."""
    parser = argparse.ArgumentParser(prog="python -m infra.bench.parallel_acts", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1000)
    parser.add_argument("--keep", action="store_true", help="keep the figures for docs/benchmarks.md")
    asked = parser.parse_args()
    city = City.found(Path(os.environ.get("BANSHI_CITY") or Places(ROOT / ".local").city_file))
    began = time.perf_counter()
    clerks, applicants = people.clerks(city, CLERKS), people.applicants(city)
    print(f"{len(clerks)} clerks and {len(applicants)} applicants in {time.perf_counter() - began:.1f} s")
    rehearsed = race.raced(city, applicants[0], clerks)  # the cloud starts fifty processes, longer than a gateway waits
    races = [race.raced(city, applicants[0], clerks) for _ in range(RACES)]
    for one in races:
        _tell(one.phase)
    found = apart.measured(city, applicants, clerks, asked.count)
    for phase in found.phases:
        _tell(phase)
    print(f"broken chains {len(found.broken)}, lost acts {len(found.lost)}, wrong in the queue {len(found.misqueued)}")
    print(f"races that one won: {sum(one.won_by_one for one in races)} of {RACES}")
    if asked.keep:
        kept.keep((races[-1].phase, *found.phases))
    return 0 if found.whole and rehearsed.one_act and all(one.won_by_one for one in races) else 1


def _tell(phase: Phase) -> None:
    refused = Counter(problem["code"] for problem in phase.problems)
    print(phase.told, *(f"; refused {times} times: {code}" for code, times in sorted(refused.items())), sep="")


if __name__ == "__main__":
    sys.exit(main())
