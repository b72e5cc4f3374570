"""A replay from the file to its outcome."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from infra.replay import log
from infra.replay.checking import held
from infra.replay.keeping import Keeper
from infra.replay.outcome import Outcome, outcome
from infra.replay.plan import Plan, planned
from infra.replay.playing import play
from infra.replay.town import town


def replayed(path: Path, advanced: Callable[[int, int], None]) -> Outcome:
    """Read, play and check a log; `advanced` is told how many of how many moments are done. Raises LogUnreadable."""
    return played_out(planned(log.read(path)), advanced)


def played_out(plan: Plan, advanced: Callable[[int, int], None]) -> Outcome:
    """Play and check a plan in a city of its own."""
    with town(plan.opened) as here:
        played = play(here, plan, Keeper(here, plan.opened), lambda done: advanced(done, len(plan.moments)))
        kept, wrong = held(here, played)
        return outcome(played, kept, wrong)
