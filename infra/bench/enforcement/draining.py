"""So many applications that nobody answered, all due at one midnight: swept, and deemed accepted, each once."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter, process_time
from typing import NamedTuple

from infra.bench.enforcement.functions import enforce, messages, sweep
from infra.bench.enforcement.measuring import OVER, Measuring
from infra.bench.enforcement.states import Ended, ended
from infra.bench.law_time import law_time

EVERY_THIRD = 3


class Drained(NamedTuple):
    """A burst: how many were due, how many messages were handled, in seconds of clock and processor.

    `wrong`: how many have not exactly one act more, a chain that is not whole, or a state that is not what acts say.
    """

    due: int
    messages: int
    swept_s: float
    handled_s: float
    cpu_s: float
    wrong: int


def drained(measuring: Measuring, burst: int, *, disordered: bool) -> tuple[Drained, list[str]]:
    """The figures, and of each case the digest of how it ended; `disordered`: every third twice, the last first."""
    original = measuring.originals.submitted
    copies = measuring.opened(burst, original)
    with law_time(OVER):
        began, cpu = perf_counter(), process_time()
        sweep()
        found = messages()
        swept = perf_counter()
        bodies = _disordered(found) if disordered else found
        enforce(bodies)
        took, cpu = perf_counter() - swept, process_time() - cpu
        sweep()
        left = len(messages())
    ends = [ended(copy.case_id) for copy in copies]
    wrong = sum(not _as_wanted(end, original.acts) for end in ends) + left
    return Drained(len(found), len(bodies), swept - began, took, cpu, wrong), [end.digest for end in ends]


def _disordered(bodies: Sequence[str]) -> list[str]:
    return [*bodies, *bodies[::EVERY_THIRD]][::-1]


def _as_wanted(end: Ended, acts: int) -> bool:
    return end.whole and len(end.types) == acts + 1 and end.types[-1] == "case.deemed_accepted"
