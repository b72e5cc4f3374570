"""移交清单, as both ends see it: what is on it, whose it is (masked), on how many sheets, and what has come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.cases.collecting.ports import Entry, Handover
from chalicelib.cases.collecting.rules import papers, to_be_sent
from chalicelib.cases.collecting.seats import Place, require_place
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case, CaseStatus
from chalicelib.shared.access import Caller, Role
from chalicelib.shared.errors import NotFound
from chalicelib.shared.paging import decode_cursor, encode_cursor

WORDS = {
    CaseStatus.WITHDRAWN: "申请人已撤回申请，不再移交；已收的原件请退还申请人。",
    CaseStatus.DECLINED: "该申请未予受理，不再移交；已收的原件请退还申请人。",
    CaseStatus.RETURNED: "该申请已退件，不再移交；已收的原件请退还申请人。",
}
DONE = "该办件已作出决定，不再移交；已收的原件请退还申请人。"
"""What of a case that nobody works on any more is said where it is left off, or falls off, a list."""


def listed(
    parts: Parts, by: Caller, division_code: str, direction: str, limit: int, cursor: str | None
) -> dict[str, Any]:
    """The lists that a place `sent`, or that its offices are to have `received`, as far as they are the caller's."""
    require_place(by, division_code)
    book, place = parts.handovers(), Place(parts, by)
    page = (book.sent if direction == "sent" else book.received)(division_code, limit, decode_cursor(cursor))
    return {
        "handovers": [summary(list_) for list_ in page.entries if _concerns(place, by, list_)],
        "next_cursor": encode_cursor(page.next),
    }


def one(parts: Parts, by: Caller, list_no: str) -> dict[str, Any]:
    """A list with its cases. Raises NotFound."""
    list_ = found(parts, by, list_no)
    return shown(parts, list_, parts.handovers().cases(entry.case_id for entry in list_.entries))


def found(parts: Parts, by: Caller, list_no: str) -> Handover:
    """The list, for the place that sent it and the office that it goes to. Raises NotFound."""
    by.reach_checked = True
    list_ = parts.handovers().list_(list_no)
    if list_ is None or not _concerns(Place(parts, by), by, list_):
        raise NotFound("handover_not_found")
    return list_


def summary(list_: Handover) -> dict[str, Any]:
    """A list without its cases."""
    return {
        "list_no": list_.list_no,
        "from_division": list_.from_division,
        "to_division": list_.to_division,
        "to_department": list_.to_department,
        "sent_by": list_.sent_by,
        "sent_at": list_.sent_at,
        "received_by": list_.received_by,
        "cases": len(list_.entries),
        "arrived": len(list_.entries) - len(list_.open),
    }


def shown(parts: Parts, list_: Handover, cases: Mapping[str, Case]) -> dict[str, Any]:
    """A list with its cases. Names of persons are masked: whoever opens a case is on its applicant's record."""
    owners = {case.owner for case in cases.values()}
    names = {owner: parts.representation.shown_name(owner) for owner in owners}
    return {
        **summary(list_),
        "items": [_item(parts, entry, cases.get(entry.case_id), names) for entry in list_.entries],
    }


def left_off(case: Case) -> dict[str, str]:
    """A case that no list takes any more, with a word why."""
    return {"case_id": case.case_id, "case_no": case.case_no or "", "why": WORDS.get(case.status, DONE)}


def stands(entry: Entry, case: Case | None) -> str:
    """`arrived`, `on_the_way`, or `dropped`: it ended before its papers were there."""
    if entry.arrived_at:
        return "arrived"
    return "on_the_way" if case and to_be_sent(case) else "dropped"


def _concerns(place: Place, by: Caller, list_: Handover) -> bool:
    return by.holds(Role.CLERK, list_.to_division, list_.to_department) or place.sent(list_)


def _item(parts: Parts, entry: Entry, case: Case | None, names: Mapping[str, str | None]) -> dict[str, Any]:
    told = {"case_id": entry.case_id, "case_no": entry.case_no, "arrived_at": entry.arrived_at}
    if case is None:
        return {**told, "state": stands(entry, case), "item_name": "", "applicant": None, "materials": []}
    terms = parts.items.terms(case.item_code, case.item_version)
    state = stands(entry, case)
    return {
        **told,
        "state": state,
        "item_name": case.item_name,
        "applicant": names[case.owner],
        "materials": [paper._asdict() for paper in papers(case, terms)],
        **({"why": WORDS.get(case.status, DONE)} if state == "dropped" else {}),
    }
