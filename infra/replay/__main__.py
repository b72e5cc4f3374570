"""`make replay LOG=…`: play an event log, report, and fail where something is lost, doubled or differs."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from infra.local.progress import Progress
from infra.replay.log import LogUnreadable
from infra.replay.outcome import Outcome, shown
from infra.replay.replaying import replayed
from infra.replay.report import told

WHOLE, WRONG, CANNOT_READ = 0, 1, 2
_EVERY = 250


def main() -> int:
    """0 if nothing was lost or doubled and every date and chain holds, 1 otherwise, 2 for what is no log.

    A file of whose lines none begins a case is none.
    """
    parser = argparse.ArgumentParser(prog="python -m infra.replay", description=__doc__)
    parser.add_argument("log", type=Path, help="the event log: CSV, packed by gzip or not; read where it lies")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the whole report there as JSON")
    asked = parser.parse_args()
    began, worked = time.monotonic(), time.process_time()
    try:
        found = _replayed(asked.log)
    except LogUnreadable as unreadable:
        print(unreadable, file=sys.stderr)
        return CANNOT_READ
    seconds, processor = time.monotonic() - began, time.process_time() - worked
    if asked.json:
        took = {"seconds": round(seconds, 1), "processor_seconds": round(processor, 1)}
        asked.json.write_text(json.dumps({**shown(found), **took}, ensure_ascii=False, indent=1))
    print("\n".join(told(found, seconds, processor)))
    return CANNOT_READ if found.nothing_played else WRONG if found.wrong else WHOLE


def _replayed(log: Path) -> Outcome:
    progress = Progress()
    with progress.step(f"Replaying {log.name}") as step:

        def advanced(done: int, of: int) -> None:
            step.note(f"{done} of {of} moments")
            if not progress.console.is_terminal and done % _EVERY == 0:
                progress.say(f"          {done} of {of} moments")

        return replayed(log, advanced)


if __name__ == "__main__":
    sys.exit(main())
