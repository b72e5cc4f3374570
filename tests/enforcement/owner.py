"""An owner with a state of its own: matters with a reminder and an end, and a calendar that may move their days."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from chalicelib.shared.clocks import Clock, rfc3339
from chalicelib.shared.due import Before, Deadline, Moved, Standing, beginning_of, end_of

NAMES = ("acceptance", "committed")
FIRST = date(2026, 11, 24)


@dataclass
class Matter:
    """A case of two deadlines, which is over with the last of them."""

    due_on: dict[str, date]
    provisional: bool = False
    acts: list[str] = field(default_factory=list)
    done: set[str] = field(default_factory=set)
    over: bool = False


class MemoryOwner:
    """An `Owner`. `shift` is what the calendar in force adds to the days; a matter takes it when it is recomputed."""

    def __init__(self, law: Clock) -> None:
        self.matters: dict[str, Matter] = {}
        self.shift = timedelta(0)
        self.broken: set[str] = set()
        self._law = law

    def open(self, subject: str, first: date = FIRST, provisional: bool = False) -> Matter:
        days = {name: first + timedelta(days=7 * number) for number, name in enumerate(NAMES)}
        matter = self.matters[subject] = Matter(days, provisional, ["opened"])
        return matter

    def standing(self, subject: str) -> Standing:
        matter = self.matters.get(subject)
        if matter is None:
            return Standing(0)
        stand = [self._deadline(subject, matter, name) for name in matter.due_on if f"over:{name}" not in matter.done]
        return Standing(len(matter.acts), () if matter.over else tuple(stand))

    def enforce(self, subject: str, name: str) -> bool:
        if subject in self.broken:
            raise RuntimeError("cannot be enforced")
        matter = self.matters.get(subject)
        if matter is None or matter.over or matter.provisional or name not in matter.due_on:
            return False
        due = [
            what for what, at in _moments(matter, name) if at <= rfc3339(self._law.now()) and what not in matter.done
        ]
        matter.acts += due
        matter.done |= set(due)
        matter.over = {f"over:{each}" for each in matter.due_on} <= matter.done
        return bool(due)

    def recompute(self, subject: str, before: Before) -> tuple[Moved, ...]:
        matter = self.matters[subject]
        if matter.over or (matter.acts[-1] == "recomputed" and not matter.provisional) or not self.shift:
            return ()
        moved = []
        for name, day in matter.due_on.items():
            matter.due_on[name] = day + self.shift
            moved.append(Moved(name, day.isoformat(), matter.due_on[name].isoformat()))
        matter.provisional = False
        matter.acts.append("recomputed")
        return tuple(moved)

    def _deadline(self, subject: str, matter: Matter, name: str) -> Deadline:
        left = [at for what, at in _moments(matter, name) if what not in matter.done]
        next_at = None if matter.provisional else min(left, default=None)
        kind, _, key = name.partition(":")
        return Deadline(subject, kind, key, matter.due_on[name].isoformat(), next_at, matter.provisional)


def _moments(matter: Matter, name: str) -> list[tuple[str, str]]:
    day = matter.due_on[name]
    return [(f"near:{name}", beginning_of(day - timedelta(days=1))), (f"over:{name}", end_of(day))]
