"""The law's clock: what a due date and an explanation of 60 days cost, beside a loop over the days in the same run.

`python -m infra.bench.clock` prints it, with `--write` it puts its section into docs/benchmarks.md.
"""

from __future__ import annotations

import re
import statistics
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from time import process_time

from chalicelib.deadlines.service import (
    Extension,
    Pause,
    days_left,
    due_on,
    explain,
    for_division,
    provisional_due_on,
    shipped,
)
from infra.local.places import ROOT

BOUND_DATE_US, BOUND_EXPLANATION_US = 20.0, 1000.0
HEADING = "## The law's clock"
_TIMES, _ROUNDS = 400, 15
_START = date(2026, 2, 11)
_PAUSES = (Pause(date(2026, 2, 27), date(2026, 3, 9)), Pause(date(2026, 3, 12), date(2026, 3, 20)))
_CLOSURE = {"division_code": "530102000000", "from": "2026-03-30", "to": "2026-03-31", "reason": "closed"}
_SIXTY = date(2026, 4, 12)


@dataclass(frozen=True)
class Timed:
    """Processor time in microseconds of one answer, of the same by a loop over the days if there is one; the bound."""

    name: str
    taken_us: float
    naive_us: float | None
    bound_us: float


def measure() -> list[Timed]:
    """Medians of some rounds."""
    return [
        Timed(name, _taken(ask), _taken(naive) if naive else None, bound) for name, ask, naive, bound in _questions()
    ]


def missed(found: list[Timed]) -> list[str]:
    """The bounds that do not hold."""
    slow = [one for one in found if one.taken_us > one.bound_us]
    return [f"the law's clock, {one.name}: {one.taken_us:.1f} µs" for one in slow]


def described(found: list[Timed]) -> Iterator[tuple[str, ...]]:
    """What was found, as rows."""
    for one in found:
        naive = ("", "") if one.naive_us is None else (f"{one.naive_us:.1f}", f"{one.taken_us / one.naive_us:.2f}")
        yield one.name, f"{one.taken_us:.1f}", *naive, f"{one.bound_us:,.0f}"


def section(found: list[Timed]) -> list[str]:
    """Its part of docs/benchmarks.md."""
    head = ("", "CPU µs", "a loop over the days", "ratio", "bound")
    return [
        HEADING,
        "",
        f"Processor time of one answer (median of {_ROUNDS} rounds of {_TIMES}; this section alone is written by",
        "`python -m infra.bench.clock --write`). The loop beside it looks each day up in a set of dates, in the same",
        "run; it knows no pauses and gives no reasons. It fails over 20 µs for a date, 1 ms for 60 days explained.",
        "",
        *("| " + " | ".join(line) + " |" for line in (head, ("---",) * len(head), *described(found))),
        "",
    ]


def _questions() -> Iterator[tuple[str, Callable[[], object], Callable[[], object] | None, float]]:
    days, closed = _working_dates(), for_division(shipped(), [_CLOSURE], "530102000000")
    known, date_us = _SIXTY - timedelta(days=1), BOUND_DATE_US
    for n in (5, 20, 60):
        yield f"{n} working days", partial(due_on, _START, n, "WD"), partial(_walk, days, _START, n), date_us
    yield "60 natural days", partial(due_on, _START, 60, "D"), partial(_roll, days, _START, 60), date_us
    closed_date = partial(due_on, _START, 45, "WD", calendar=closed)
    yield "45 working days, an office closed", closed_date, partial(_walk, days, _START, 45), date_us
    paused = partial(due_on, _START, 20, "WD", pauses=_PAUSES, extension=Extension(10, most=10))
    yield "20 working days, two pauses, an extension", paused, partial(_walk, days, _START, 42), date_us
    yield "days left", partial(days_left, _START, known), partial(_count, days, _START, known), date_us
    estimate = partial(provisional_due_on, date(2026, 12, 20), 20, "WD")
    yield "an estimate beyond the calendar", estimate, None, date_us
    told = partial(explain, _START, 80, "WD", pauses=_PAUSES, until=_SIXTY, calendar=closed)
    yield "60 days explained", told, partial(_count, days, _START, _SIXTY), BOUND_EXPLANATION_US


def _working_dates() -> set[date]:
    return {date.fromordinal(day) for day in shipped().working}


def _walk(working: set[date], day: date, n: int) -> date:
    while n:
        day += timedelta(days=1)
        n -= day in working
    return day


def _roll(working: set[date], start: date, n: int) -> date:
    day = start
    for _ in range(n):
        day += timedelta(days=1)
    return day if day in working else _walk(working, day, 1)


def _count(working: set[date], day: date, last: date) -> int:
    counted = 0
    while day < last:
        day += timedelta(days=1)
        counted += day in working
    return counted


def _taken(ask: Callable[[], object]) -> float:
    ask()  # what is kept is built once by each container
    return statistics.median(_round(ask) for _ in range(_ROUNDS))


def _round(ask: Callable[[], object]) -> float:
    began = process_time()
    for _ in range(_TIMES):
        ask()
    return (process_time() - began) / _TIMES * 1e6


def main(arguments: list[str]) -> int:
    """Measure and print, or write; 1 when a bound is missed."""
    found = measure()
    lines = "\n".join(section(found))
    if "--write" in arguments:
        target = ROOT / "docs" / "benchmarks.md"
        target.write_text(
            re.sub(rf"^{HEADING}\n.*?(?=^## )", lambda _: lines + "\n", target.read_text(), flags=re.M | re.S)
        )
    print(lines)
    for miss in missed(found):
        print(f"over the bound: {miss}", file=sys.stderr)
    return 1 if missed(found) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
