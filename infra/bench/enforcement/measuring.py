"""What it costs to keep deadlines, to sweep, and to enforce one that is due, with so many cases open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from typing import NamedTuple

from infra.bench.enforcement.asked import Asked, asked
from infra.bench.enforcement.copies import Copy, Original
from infra.bench.enforcement.functions import enforce, keep, messages, name_of, sweep
from infra.bench.enforcement.originals import Originals
from infra.bench.law_time import law_time
from infra.bench.walk_acts import JUNE

NEAR, OVER = datetime(2026, 6, 5, 2, tzinfo=UTC), datetime(2026, 6, 8, 17, tzinfo=UTC)
"""The day before the last one of what was handed in on 1 June, and an hour after that one."""
_PORTION = 1000


class Figure(NamedTuple):
    """What one thing costs, so many of them measured together: units and milliseconds of processor of each.

    A sweep's units are those of the whole sweep.
    """

    name: str
    times: int
    read: float
    write: float
    cpu_ms: float


class Measuring:
    """Fills the city with open cases, and measures `sample` of each thing."""

    def __init__(self, originals: Originals, sample: int = 0) -> None:
        self.originals = originals
        self._sample = sample
        self.open = 0
        self._numbers = count(1)

    def opened(self, more: int, original: Original) -> list[Copy]:
        """So many cases like that one, their deadlines kept by the function that keeps them."""
        copies: list[Copy] = []
        with law_time(JUNE):
            for start in range(0, more, _PORTION):
                portion = self._stored(original, min(_PORTION, more - start))
                keep(portion)
                copies += portion
        self.open += more
        return copies

    def measured(self, open_: int) -> list[Figure]:
        """Everything, with so many cases open before."""
        self.opened(open_ - self.open, self.originals.open)
        return [*self._kept(), *self._neared(), *self._over()]

    def _kept(self) -> Iterator[Figure]:
        """Of an application that comes in, of nothing new, and of a promise that is made longer."""
        sample = self._sample
        with law_time(JUNE):
            new = self._stored(self.originals.submitted, sample)
            yield _each("kept: an application was handed in", sample, _asked(lambda: keep(new)))
            yield _each("kept: an act that moves nothing", sample, _asked(lambda: keep(new)))
            numbers = [next(self._numbers) for _ in range(sample)]
            keep(self.originals.promised.copies(numbers))
            longer = self.originals.extended.copies(numbers)
            yield _each("kept: an extension, which moves two", sample, _asked(lambda: keep(longer)))
        self.open += 2 * sample

    def _neared(self) -> Iterator[Figure]:
        self.opened(self._sample, self.originals.promised)
        with sweeping_at(NEAR):
            sweep()
            bodies = [body for body in messages() if name_of(body) == "committed"]
            yield _each("enforced: a promise is near", len(bodies), _asked(lambda: enforce(bodies)))

    def _over(self) -> Iterator[Figure]:
        with sweeping_at(OVER):
            yield _whole("a sweep of what is due", _asked(sweep), found := messages())
            for name, told in (("committed", "a promise has passed"), ("acceptance", "deemed accepted")):
                bodies = [body for body in found if name_of(body) == name]
                yield _each(f"enforced: {told}", len(bodies), _asked(lambda bodies=bodies: enforce(bodies)))  # type: ignore[misc]
            yield _each("enforced: again, nothing is due any more", len(found), _asked(lambda: enforce(found)))
            yield _whole("a sweep when nothing is due", _asked(sweep), messages())

    def _stored(self, original: Original, number: int) -> list[Copy]:
        return original.copies([next(self._numbers) for _ in range(number)])


@contextmanager
def sweeping_at(instant: datetime) -> Iterator[None]:
    """It is `instant` by law, and the first sweep of that date, which looks back to the beginning, is over."""
    with law_time(instant):
        sweep()
        messages()
        yield


def grown(few: Sequence[Figure], many: Sequence[Figure]) -> list[str]:
    """What costs other units with many open than with few."""
    return [
        one.name for one, other in zip(few, many, strict=True) if one._replace(cpu_ms=0) != other._replace(cpu_ms=0)
    ]


def _each(name: str, times: int, cost: Asked) -> Figure:
    return Figure(name, times, *(total / times for total in (cost.read, cost.write, cost.cpu_s * 1000)))


def _whole(name: str, cost: Asked, found: Sequence[str]) -> Figure:
    return Figure(name, len(found), cost.read, cost.write, cost.cpu_s * 1000)


def _asked(act: Callable[[], object]) -> Asked:
    """The settings are read before, so that nobody has to in the next minute."""
    from chalicelib.wiring.configuration import configuration_service

    configuration_service().forget()
    configuration_service().release()
    return asked(act)
