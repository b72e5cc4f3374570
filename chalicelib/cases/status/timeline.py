"""Where a case stands: its timeline for those it concerns, and the public lookup."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from chalicelib.cases.documents.sealed import ERASED
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import loaded, notice_context
from chalicelib.cases.proof import lookup_proof
from chalicelib.cases.rules import Case, CaseStatus
from chalicelib.cases.status.agents import in_timeline
from chalicelib.cases.status.entries import TYPES, entry
from chalicelib.cases.status.remaining import remaining
from chalicelib.cases.status.stages import stage
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act
from chalicelib.shared.errors import NotFound
from chalicelib.shared.sealing import same

_TOLD = ("notice", "findings", "remedy", "office")
_STRUCTURED = frozenset({"findings", "minutes"})
_NOBODY = ("0" * 26, "")


def timeline(parts: Parts, by: Caller, case_id: str) -> dict[str, Any]:
    """What happened, in order, and how long it may still take. Staff who open sealed words leave an access act."""
    case = loaded(parts, case_id, by)
    acts = visible(parts, case, by)
    if by.kind == "staff" and any(_sealed(act, by) for act in acts):
        parts.people.opened(by, case.owner, f"case:{case_id}", "timeline", case.case_no)
    return {
        "case_id": case_id,
        "status": str(case.status),
        **stage(case.status),
        "case_no": case.case_no,
        **remaining(parts, case),
        "entries": told(parts, case, by, acts),
    }


def visible(parts: Parts, case: Case, by: Caller) -> list[Act]:
    """The acts that the caller may know of."""
    return [act for act in parts.cases.acts(case.subject) if by.kind == "staff" or TYPES[act.type].public]


def told(parts: Parts, case: Case, by: Caller, acts: Sequence[Act]) -> list[dict[str, Any]]:
    """Those acts as the caller is told of them. Sealed words of whoever was erased say so."""
    if not acts:
        return []
    terms = parts.items.terms(case.item_code, case.item_version)
    opens = any(_sealed(act, by) or "authority" in act.changes for act in acts)
    salt = _salt(parts, case) if opens else None
    return [
        {
            **entry(case, act, terms, inside=by.kind == "staff"),
            **(in_timeline(parts, case, act, salt) if salt else {}),
            **_opened(parts, case, salt, _sealed(act, by)),
        }
        for act in acts
    ]


def look_up(parts: Parts, number: str, proof: str) -> dict[str, Any]:
    """The public status of a case, for whoever knows its number and the last six characters of the applicant's.

    An unknown number and a wrong proof get the same answer after the same work.
    """
    case_id, digest = parts.cases.by_number(number) or _NOBODY
    given = lookup_proof(parts, case_id, proof)
    case = parts.cases.case(case_id)
    if not same(digest, given) or case is None:
        raise NotFound("lookup_not_found")
    return {
        "public_no": case.public_no,
        "case_no": case.case_no,
        "item_name": case.item_name,
        "status": str(case.status),
        **stage(case.status),
        "submitted_at": case.submitted_at,
        "accepted_at": case.accepted_at,
        "decided_at": case.decided_at,
        "concluded_at": case.concluded_at,
        "due_on": case.due_on,
        "correction_wanted": case.status is CaseStatus.CORRECTION_REQUESTED,
        "correction_due_on": case.correction_due_on if case.status is CaseStatus.CORRECTION_REQUESTED else None,
        "provisional": list(case.provisional),
    }


def _sealed(act: Act, by: Caller) -> dict[str, str]:
    """The sealed words that the caller may read: notices are for both, opinions and minutes stay at the desk."""
    names = (*_TOLD, "opinion") if by.kind == "staff" else _TOLD
    sealed = {name: str(text) for name in names if (text := act.changes.get(f"{name}_sealed"))}
    record = act.changes.get("record")
    if by.kind == "staff" and isinstance(record, dict):
        sealed["minutes"] = record["said_sealed"]
    return sealed


def _salt(parts: Parts, case: Case) -> str | None:
    try:
        return parts.people.salt_of(case.owner)
    except NotFound:
        return None


def _opened(parts: Parts, case: Case, salt: str | None, sealed: dict[str, str]) -> dict[str, Any]:
    if salt is None:
        return {name: ERASED for name in sealed if name not in _STRUCTURED}
    context = notice_context(case.case_id)
    words = {name: parts.sealer.open(salt, text, context) for name, text in sealed.items()}
    return {name: json.loads(text) if name in _STRUCTURED else text for name, text in words.items()}
