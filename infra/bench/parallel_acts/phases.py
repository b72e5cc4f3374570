"""Requests that run in parallel, and what they came to."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from statistics import quantiles
from typing import Any, NamedTuple

from infra.local.story.city import Refused

Request = Callable[[], Any]
THREADS = 12
"""Each request that runs costs the local cloud a process."""


class Outcome(NamedTuple):
    """One request: how long it took, what it answered, or the problem that it was refused with."""

    took_ms: float
    answer: Any = None
    problem: dict[str, Any] | None = None


class Phase(NamedTuple):
    """What so many requests in parallel came to, in the order in which they were given."""

    name: str
    seconds: float
    outcomes: tuple[Outcome, ...]

    @property
    def answers(self) -> list[Any]:
        """What those answered that were not refused."""
        return [outcome.answer for outcome in self.outcomes if outcome.problem is None]

    @property
    def problems(self) -> list[dict[str, Any]]:
        """What the others were refused with."""
        return [outcome.problem for outcome in self.outcomes if outcome.problem is not None]

    @property
    def figures(self) -> tuple[str, ...]:
        """Name, how many, seconds, how many a second, median and 95th percentile in ms, how many were refused."""
        took = [outcome.took_ms for outcome in self.outcomes]
        cuts = quantiles(took, n=20) if len(took) > 1 else took * 19
        pace = f"{self.seconds:.1f}", f"{len(took) / self.seconds:.1f}"
        return self.name, f"{len(took):,}", *pace, f"{cuts[9]:.0f}", f"{cuts[18]:.0f}", f"{len(self.problems):,}"

    @property
    def told(self) -> str:
        """One line of figures."""
        name, count, seconds, pace, median, most, _ = self.figures
        return f"{name}: {count} in {seconds} s, {pace} a second; median {median} ms, 95 % within {most} ms"


def at_once(name: str, requests: Sequence[Request], threads: int = THREADS) -> Phase:
    """Run them all, `threads` at a time."""
    began = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        outcomes = tuple(pool.map(_outcome, requests))
    return Phase(name, time.perf_counter() - began, outcomes)


def _outcome(request: Request) -> Outcome:
    began = time.perf_counter()
    try:
        answer, problem = request(), None
    except Refused as refused:
        answer, problem = None, refused.problem
    return Outcome((time.perf_counter() - began) * 1000, answer, problem)
