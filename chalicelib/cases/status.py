"""Where a case stands: its timeline for those it concerns, and the public lookup."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.acts import ACT_TYPES
from chalicelib.cases.performing import Parts, loaded, notice_context
from chalicelib.cases.proof import lookup_proof
from chalicelib.cases.rules import Case
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act
from chalicelib.shared.errors import NotFound
from chalicelib.shared.sealing import same

_TYPES = {type_.name: type_ for type_ in ACT_TYPES}
_ROLES = {"citizen": "申请人", "system": "系统"}
_NOBODY = ("0" * 26, "")


def timeline(parts: Parts, by: Caller, case_id: str) -> dict[str, Any]:
    """What happened, in order, in the words of the act types."""
    case = loaded(parts, case_id, by)
    entries = [_entry(parts, case, act, by) for act in parts.cases.acts(case.subject) if _visible(act, by)]
    return {"case_id": case_id, "status": str(case.status), "case_no": case.case_no, "entries": entries}


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
        "submitted_at": case.submitted_at,
        "accepted_at": case.accepted_at,
        "decided_at": case.decided_at,
        "concluded_at": case.concluded_at,
    }


def _visible(act: Act, by: Caller) -> bool:
    return by.kind == "staff" or _TYPES[act.type].public


def _entry(parts: Parts, case: Case, act: Act, by: Caller) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "seq": act.seq,
        "at": act.law_time,
        "type": act.type,
        "wording": _TYPES[act.type].wording,
        "by": _ROLES.get(act.actor.role, "工作人员"),
        "channel": act.channel,
    }
    for name in ("document_no", "result", "outcome"):
        if value := act.changes.get(name):
            entry[name] = value
    for name in ("notice", "opinion") if by.kind == "staff" else ("notice",):
        if sealed := act.changes.get(f"{name}_sealed"):
            salt = parts.people.salt_of(case.owner)
            entry[name] = parts.sealer.open(salt, str(sealed), notice_context(case.case_id))
    return entry
