"""The public lookup, and how often it may be tried: whoever may ask anything could ask for every proof there is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

from chalicelib.cases.parts import Parts
from chalicelib.cases.status import timeline
from chalicelib.shared.attempts import Attempts
from chalicelib.shared.source import source

BY_SOURCE = "status lookup/source"
BY_NUMBER = "status lookup/number"


class LookupQuotas(NamedTuple):
    """Lookups of one source, and by one number, in each window; found or not."""

    of_source: int
    of_number: int
    window: timedelta


class Lookups:
    """Looks cases up for the public."""

    def __init__(self, parts: Parts, attempts: Attempts, quotas: Callable[[], LookupQuotas]) -> None:
        self._parts = parts
        self._attempts = attempts
        self._quotas = quotas

    def look_up(self, number: str, proof: str, address: str) -> dict[str, Any]:
        """The public status of a case.

        Raises Throttled before anything is looked at, whether there is such a number or not, and what
        `status.look_up` raises. `address` is where the request comes from.
        """
        said = self._quotas()
        self._attempts.count(BY_SOURCE, source(address), said.of_source, said.window)
        self._attempts.count(BY_NUMBER, number, said.of_number, said.window)
        return timeline.look_up(self._parts, number, proof)
