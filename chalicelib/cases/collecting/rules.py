"""What was taken in for another place, and what of it must come on paper: pure."""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from chalicelib.cases.records import Collection
from chalicelib.cases.rules import NEXT, Case, CaseAct
from chalicelib.cases.terms import Terms
from chalicelib.shared.divisions import contains
from chalicelib.shared.errors import Fault, RuleViolation


class Paper(NamedTuple):
    """What was handed in for one slot: files, and sheets that the office needs in the original."""

    slot: str
    name: str
    files: int
    originals: int


def handled_elsewhere(case: Case) -> bool:
    """Whether a window took it in for a place that it is no window of: not its own division, nor one inside."""
    return case.collection is not None and not contains(case.collection.division_code, case.division_code)


def papers(case: Case, terms: Terms) -> tuple[Paper, ...]:
    """What was handed in, by slot, in the order of the item's list."""
    files = Counter(material.slot for material in case.materials)
    return tuple(
        Paper(slot.code, slot.name, files[slot.code], slot.originals) for slot in terms.slots if files[slot.code]
    )


def require_arrived(case: Case, terms: Terms) -> None:
    """Raise RuleViolation `originals_not_arrived` while originals that the item asks for are still on their way."""
    if missing := on_their_way(case, terms):
        raise RuleViolation("originals_not_arrived", names="、".join(missing))


def on_their_way(case: Case, terms: Terms) -> list[str]:
    """The originals that the item asks for and that have not come yet, by the names of their slots.

    What an item asks for on paper is examined on paper; where it asks for none, the scans are enough.
    """
    arrived = case.collection is None or case.collection.received
    if arrived or not handled_elsewhere(case):
        return []
    return [paper.name for paper in papers(case, terms) if paper.originals]


def to_be_sent(case: Case) -> bool:
    """Whether there still is somebody who would work with the papers."""
    return (case.status, CaseAct.HAND_OVER) in NEXT


def why_not(case: Case, taken: Collection, first: Collection, to: tuple[str, str], at: str) -> Iterator[Fault]:
    """Why a case, taken in as `taken`, cannot go on a list to that division and department, beside `first`'s."""
    if not handled_elsewhere(case):
        yield Fault(at, "handled_here")
    elif (case.division_code, case.department) != to:
        yield Fault(at, "handled_by_another_office", {"division": case.division_code, "department": case.department})
    if taken.division_code != first.division_code:
        yield Fault(at, "taken_in_at_another_place", {"division": taken.division_code})
    if case.seq == 0:
        yield Fault(at, "not_submitted_yet")
    if taken.list_no:
        yield Fault(at, "already_on_a_list", {"list_no": taken.list_no})
