"""The days of a case, reckoned anew after another notice or closure: what moved is an act of its own.

A day that the applicant was told for their own doing never moves earlier. Where still no calendar tells a day, it
stays as it was. How many days a city gives is taken as it was set when the act told the day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from chalicelib.cases import acts
from chalicelib.cases.enforcing.days import Reminding
from chalicelib.cases.enforcing.known import Known, again
from chalicelib.cases.enforcing.moments import WAITING
from chalicelib.cases.enforcing.reckoning import Reckoning
from chalicelib.cases.enforcing.standing import all_of
from chalicelib.cases.enforcing.telling import BY
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import recorded
from chalicelib.cases.rules import Case, facts
from chalicelib.shared.acts import Act
from chalicelib.shared.due import Before, Moved

_Day = Callable[[Case], str | None]
_TOLD: dict[str, _Day] = {
    "correction": lambda case: case.correction_due_on,
    "supplement": lambda case: case.tolerance.due_on if case.tolerance else None,
    "committed": lambda case: case.due_on,
    "special_procedure": lambda case: case.pause.until_on if case.pause else None,
    "verification": lambda case: case.declared.verify_by if case.declared else None,
}
"""The days that a case keeps as they were told, by the names of their deadlines; its tasks keep their own.
Without a promise the day of `committed` is the statute's."""
_FIELDS = ("due_on", "correction_due_on", "tolerance", "tasks", "pause", "stopped", "declared", "provisional")


class Recomputed(NamedTuple):
    """The case after its days moved, the act that says so, and which did."""

    case: Case
    act: Act
    moved: tuple[Moved, ...]


def recomputed(parts: Parts, known: Known, settings: Reminding, kept: Before) -> Recomputed | None:
    """None where every day stays, and stays as binding as it was.

    Days that no act told (受理, 法定, 送达) are compared with those that were `kept`.
    """
    before = known.stored
    after = Reckoning(parts, known).case()
    changes = {name: _plain(getattr(after, name)) for name in _FIELDS if getattr(after, name) != getattr(before, name)}
    told = {one.name: one for one in _moved(before, after, known.terms.due_kind)}
    untold = _untold(again(parts, known, after), settings, kept) if kept.seq == before.seq else ()
    moved = (*told.values(), *(one for one in untold if one.name not in told))
    if not changes and not moved:
        return None
    if "provisional" in changes:
        changes["estimates"] = changes.pop("provisional")
    said = {**facts(before, before.status), **changes, "calendar": known.dates.version}
    said["moved"] = [one._asdict() for one in moved]
    return Recomputed(*recorded(parts, before, acts.DAYS_RECOMPUTED, BY, said), moved)


def _moved(before: Case, after: Case, due_kind: str) -> Iterator[Moved]:
    for name, day in _TOLD.items():
        if day(before) != day(after):
            yield Moved(due_kind if name == "committed" else name, day(before), day(after))
    for task, told in before.tasks.items():
        if told.get("due_on") != after.tasks[task].get("due_on"):
            yield Moved(f"stage:{task}", told.get("due_on"), after.tasks[task].get("due_on"))


def _untold(now: Known, settings: Reminding, kept: Before) -> Iterator[Moved]:
    """A result waits for as many days as the city says now: that is nobody's deadline, and no calendar's doing."""
    days = {watched.deadline.name: watched.deadline.due_on for watched in all_of(now, settings)}
    for name in sorted(kept.days.keys() & days.keys() - {WAITING}):
        if kept.days[name] != days[name]:
            yield Moved(name, kept.days[name], days[name])


def _plain(value: Any) -> Any:
    """As acts hold it."""
    if hasattr(value, "_asdict"):
        return {name: list(part) if isinstance(part, tuple) else part for name, part in value._asdict().items()}
    return list(value) if isinstance(value, tuple) else value
