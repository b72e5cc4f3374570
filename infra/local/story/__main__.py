"""`python -m infra.local.story`: play its seven journeys against the running city."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import requests

from infra.local.places import ROOT
from infra.local.story import at_window, left_alone, new_item, old_age_allowance, on_behalf, residence_permit, to_follow
from infra.local.story.city import City, CityNotRunning, Refused
from infra.local.story.law_time import NothingHappened
from infra.local.story.telling import Aloud

JOURNEYS = (residence_permit, old_age_allowance, on_behalf, new_item, at_window, to_follow, left_alone)


def main() -> int:
    """0 when all journeys came to their end."""
    parser = argparse.ArgumentParser(prog="python -m infra.local.story", description=__doc__)
    parser.add_argument("--city", type=Path, default=ROOT / ".local" / "city.json")
    try:
        city = City.found(parser.parse_args().city)
        listener = Aloud()
        for journey in JOURNEYS:
            journey.play(city, listener)
    except CityNotRunning as missing:
        print(missing, file=sys.stderr)
        return 2
    except (Refused, new_item.NotAsTold, NothingHappened, requests.RequestException) as stopped:
        print(f"the story stopped: {stopped}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
