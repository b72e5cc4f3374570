"""窗口受理 — a clerk takes an application in from somebody who stands before them.

The case is the person's own from its first moment: it is in their account, or will be once they have one.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from chalicelib.cases.collecting import seats
from chalicelib.cases.collecting.rules import handled_elsewhere
from chalicelib.cases.intake import drafts
from chalicelib.cases.parts import Parts
from chalicelib.cases.records import Collection
from chalicelib.cases.rules import Case
from chalicelib.cases.status.open_cases import named, open_cases
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Change, Once
from chalicelib.shared.paging import decode_cursor, encode_cursor


class Asked(NamedTuple):
    """What is applied for by whom: the confirmation of who is present, and the authorisation or organisation `for_`.

    `division_code` is where it is handled.
    """

    verification_id: str
    item_code: str
    division_code: str
    answers: dict[str, Any]
    for_: str | None = None


def begin(parts: Parts, by: Caller, asked: Asked, once: Once | None) -> dict[str, Any]:
    """A draft of whoever is present, or of whom they may apply for; the clerk's own rights do not count.

    The answer tells where it was taken in, where its documents are printed from, and which cases of the same item the
    applicant has open.
    """

    def change() -> Change:
        _, item_code, division_code, answers, for_ = asked
        person = seats.present(parts, by, asked.verification_id)
        taken = seats.seat(parts, by, parts.items.terms(item_code), division_code)
        case, writes = drafts.begun(parts, person, item_code, division_code, answers, for_, taken)
        told = {
            **drafts.just_begun(case),
            "taken_in": _where(taken),
            "documents": f"/v1/cases/{case.case_id}/documents",
            "open_cases": open_cases(parts, case.owner, item_code),
        }
        return Change(writes, answer=told)

    return parts.committer.commit(change, once)


def taken_in(parts: Parts, by: Caller, division_code: str, limit: int, cursor: str | None) -> dict[str, Any]:
    """What windows of a place took in, newest first, as far as it is the caller's: how it stands and no more."""
    seats.require_place(by, division_code)
    page = parts.handovers().taken_in_at(division_code, limit, decode_cursor(cursor))
    place = seats.Place(parts, by)
    shown = [_standing(case) for case in page.entries if place.took_in(case)]
    return {"cases": shown, "next_cursor": encode_cursor(page.next)}


def _standing(case: Case) -> dict[str, Any]:
    taken = case.collection or Collection("", "")
    return {
        **named(case),
        "item_code": case.item_code,
        "item_name": case.item_name,
        "department": case.department,
        "taken_in": _where(taken),
        "handled_elsewhere": handled_elsewhere(case),
        "list_no": taken.list_no,
        "arrived": taken.received,
    }


def _where(taken: Collection) -> dict[str, Any]:
    return {"staff_no": taken.staff_no, "division_code": taken.division_code, "window_id": taken.window_id}
