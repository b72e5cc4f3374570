"""What was counted of some cases in a period, added up. Pure.

Sums of two periods, or of two offices, added up are the sums of both together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from chalicelib.supervision.rules import CONCLUDED, PASSED, Entering, Step, Tally, added

ONLINE = frozenset({"h5", "miniprogram"})
"""Channels of cases that were applied for online."""
NEW: Step = ("draft", "submitted")


class Sums(NamedTuple):
    """How often each step was taken, how many new cases came online, and what the conclusions said of their clocks."""

    steps: Mapping[Step, int] = {}
    applied_online: int = 0
    clocks: Tally = Tally()

    def took(self, *steps: Step) -> int:
        """How often one of these steps was taken."""
        return sum(self.steps.get(step, 0) for step in steps)

    def entered(self, status: str) -> int:
        """How often a status was entered, from wherever."""
        return sum(count for (_, entered), count in self.steps.items() if entered == status)

    def by_status(self) -> dict[str, int]:
        """How often each status was entered."""
        statuses = sorted({status for _, status in self.steps.keys() - {PASSED}})
        return {status: self.entered(status) for status in statuses}


def of_one(entered: Entering, tally: Tally) -> Sums:
    """The sums of one counter."""
    step = (entered.left, entered.status)
    online = tally.entered if step == NEW and entered.channel in ONLINE else 0
    return Sums({step: tally.entered}, online, tally if step == CONCLUDED else Tally())


def together(some: Iterable[Sums]) -> Sums:
    """All of them added up."""
    steps: Counter[Step] = Counter()
    online, clocks = 0, [Tally()]
    for one in some:
        steps.update(one.steps)
        online += one.applied_online
        clocks.append(one.clocks)
    return Sums(dict(steps), online, added(clocks))


def written(sums: Sums) -> dict[str, Any]:
    """Sums as JSON."""
    steps = {">".join(step): count for step, count in sorted(sums.steps.items())}
    return {"steps": steps, "applied_online": sums.applied_online, "clocks": sums.clocks._asdict()}


def read(body: Mapping[str, Any]) -> Sums:
    """Sums from their JSON."""
    steps = {_step(name): count for name, count in body["steps"].items()}
    return Sums(steps, body["applied_online"], Tally(**body["clocks"]))


def _step(name: str) -> Step:
    left, _, status = name.partition(">")
    return left, status
