"""Which notices the shipped calendar goes by, year by year: for whoever explains a day."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

_SHIPPED = Path(__file__).with_name("calendar.json")


def notices_of(year: int) -> Sequence[str]:
    """The State Council's notices for that year, each by number or address; none where only the days are known."""
    return _notices().get(str(year), ())


@lru_cache(maxsize=1)
def _notices() -> Mapping[str, Sequence[str]]:
    years = json.loads(_SHIPPED.read_text(encoding="utf-8"))["years"]
    return {year: told["notices"] for year, told in years.items()}
