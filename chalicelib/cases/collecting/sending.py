"""移交 — the papers of several cases leave for the office that handles them, with one numbered list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chalicelib.cases import acts, numbers
from chalicelib.cases.collecting import rules, seats
from chalicelib.cases.collecting.lists import left_off, summary
from chalicelib.cases.collecting.ports import Entry, Handover
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal
from chalicelib.cases.records import Collection
from chalicelib.cases.rules import Case, CaseAct, CaseStatus
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act
from chalicelib.shared.change import Change, Once
from chalicelib.shared.clocks import rfc3339
from chalicelib.shared.errors import Fault, Invalid, RuleViolation

Office = tuple[str, str]
"""A division and a department."""


def hand_over(parts: Parts, by: Caller, to: Office, case_ids: Sequence[str], once: Once | None) -> dict[str, Any]:
    """Put cases that the caller's place took in on one list to another office.

    Those that nobody works on any more, because they were withdrawn or are decided, are left off and named. Raises
    Invalid with every case that cannot go, RuleViolation `nothing_to_hand_over`.
    """
    by.reach_checked = True  # each case is looked at by itself

    def change() -> Change:
        cases = _checked(parts, by, to, case_ids)
        going = [case for case in cases if not _over(case)]
        if not going:
            raise RuleViolation("nothing_to_hand_over")
        list_ = _list(parts, by, to, going)
        moved = [(case, *_forwarded(parts, by, case, list_)) for case in going]
        states = [write for before, after, _ in moved for write in parts.cases.save(before, after)]
        told = {**summary(list_), "left_off": [left_off(case) for case in cases if _over(case)]}
        return Change((*parts.handovers().save(None, list_), *states), tuple(act for *_, act in moved), told)

    return parts.committer.commit(change, once)


def _checked(parts: Parts, by: Caller, to: Office, case_ids: Sequence[str]) -> list[Case]:
    known, place = parts.handovers().cases(case_ids), seats.Place(parts, by)
    own = {case_id: case for case_id, case in known.items() if place.took_in(case)}
    if faults := list(_faults(own, to, case_ids)):
        raise Invalid("cannot_be_handed_over", faults=faults)
    return [own[case_id] for case_id in dict.fromkeys(case_ids)]


def _faults(own: Mapping[str, Case], to: Office, case_ids: Sequence[str]) -> Iterator[Fault]:
    first = next((case.collection for case in own.values() if case.collection), None)
    for at, case_id in enumerate(case_ids):
        case = own.get(case_id)
        if case is None or case.collection is None or first is None:
            yield Fault(f"/case_ids/{at}", "not_taken_in_here")
        else:
            yield from rules.why_not(case, case.collection, first, to, f"/case_ids/{at}")


def _over(case: Case) -> bool:
    return case.status is not CaseStatus.DRAFT and not rules.to_be_sent(case)


def _list(parts: Parts, by: Caller, to: Office, going: list[Case]) -> Handover:
    taken = going[0].collection or Collection("", "")
    return Handover(
        list_no=numbers.document_no("handover", parts.law.today()),
        from_division=taken.division_code,
        to_division=to[0],
        to_department=to[1],
        sent_by=by.id,
        sent_at=rfc3339(parts.law.now()),
        entries=tuple(Entry(case.case_id, case.case_no or "") for case in going),
    )


def _forwarded(parts: Parts, by: Caller, case: Case, list_: Handover) -> tuple[Case, Act]:
    said = {"list_no": list_.list_no, "to": {"division": list_.to_division, "department": list_.to_department}}
    return legal(parts, case, CaseAct.HAND_OVER, acts.FORWARDED, by, said)
