"""`python -m infra.local.code 900001`: the one-time code that somebody of the running city logs in with now."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from chalicelib.staff.second_factor import code_at
from infra.local.first_log_in import step_now
from infra.local.places import ROOT, Places


def code_of(city: dict[str, Any], staff_no: str) -> str:
    """The code. Raises LookupError with a word why there is none."""
    seeds = {member["staff_no"]: member["totp_seed"] for member in city["staff"]}
    if staff_no not in seeds:
        raise LookupError(f"nobody in this city has the number {staff_no}")
    if not (seed := seeds[staff_no]):
        raise LookupError(f"{staff_no} logs in without a code")
    return code_at(seed, step_now())


def main() -> int:
    """Print it."""
    parser = argparse.ArgumentParser(prog="python -m infra.local.code", description=__doc__)
    parser.add_argument("staff_no")
    parser.add_argument("--state", type=Path, default=ROOT / ".local", help="folder of the city's state")
    asked = parser.parse_args()
    file = Places(asked.state.resolve()).city_file
    if not file.exists():
        print("no city is running here: start one with `make run` in another terminal", file=sys.stderr)
        return 1
    try:
        print(code_of(json.loads(file.read_text()), asked.staff_no))
    except LookupError as none:
        print(none, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
