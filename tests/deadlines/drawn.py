"""Periods that Hypothesis draws."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import strategies as st

from chalicelib.deadlines.service import Extension, Pause
from tests.deadlines import interrupted, oracle

NAMES = ("专家评审", "听证", "补正等待")


class Drawn(NamedTuple):
    start: date
    n: int
    unit: str
    rolls: bool
    pauses: tuple[Pause, ...]
    extension: Extension | None

    def walked(self) -> date:
        """The last day as one walks. Raises oracle.Unknown."""
        stopped = interrupted.stopped_days(self.pauses)
        if self.extension is None:
            return interrupted.due(self.start, self.n, self.unit, stopped, rolls=self.rolls)
        more = min(self.extension.value, self.extension.most or self.extension.value)
        if self.extension.unit == self.unit:
            return interrupted.due(self.start, self.n + more, self.unit, stopped, rolls=self.rolls)
        first = interrupted.due(self.start, self.n, self.unit, stopped, rolls=self.rolls)
        return interrupted.due(first, more, self.extension.unit, stopped, rolls=self.rolls)


@st.composite
def periods(draw: st.DrawFn, *, extended: bool = True) -> Drawn:
    start = draw(st.dates(oracle.FIRST, oracle.LAST))
    unit = draw(st.sampled_from(("WD", "WD", "D", "M", "H")))
    n = draw(st.integers(1, 5 if unit == "M" else 80))
    pauses = draw(
        st.lists(st.builds(_pause, st.just(start), _OFFSET, _LENGTH, _CAP, st.sampled_from(NAMES)), max_size=4)
    )
    extension = draw(st.none() | st.builds(Extension, _MORE, st.sampled_from(("WD", "D")), _MOST)) if extended else None
    return Drawn(start, n, unit, draw(st.booleans()), tuple(pauses), extension)


_OFFSET, _LENGTH, _CAP = st.integers(-20, 120), st.integers(-2, 40), st.none() | st.integers(-1, 30)
_MORE, _MOST = st.integers(1, 30), st.none() | st.integers(1, 10)


def _pause(start: date, offset: int, length: int, cap: int | None, name: str) -> Pause:
    after = start + timedelta(days=offset)
    last = None if cap is None else after + timedelta(days=cap)
    return Pause(after, after + timedelta(days=length), last, name)
