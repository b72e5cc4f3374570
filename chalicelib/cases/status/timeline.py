"""Where a case stands: its timeline for those it concerns, and the public lookup."""

from __future__ import annotations

import json
from typing import Any

from chalicelib.cases.acts import ACT_TYPES
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import loaded, notice_context
from chalicelib.cases.proof import lookup_proof
from chalicelib.cases.rules import Case
from chalicelib.cases.status.agents import in_timeline
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act
from chalicelib.shared.errors import NotFound
from chalicelib.shared.sealing import same

_TYPES = {type_.name: type_ for type_ in ACT_TYPES}
_ROLES = {"citizen": "申请人", "system": "系统"}
REMEDIES = (
    "如不服本决定,可以自收到决定之日起 {review_days} 日内申请行政复议,"
    "或者在 {litigation_months} 个月内依法向人民法院提起行政诉讼。"
)
_SAID = ("document_no", "result", "due_on")
_TOLD = ("notice", "findings", "remedy")
_NOBODY = ("0" * 26, "")


def timeline(parts: Parts, by: Caller, case_id: str) -> dict[str, Any]:
    """What happened, in order, in the words of the act types. Staff who open sealed words leave an access act."""
    case = loaded(parts, case_id, by)
    acts = [act for act in parts.cases.acts(case.subject) if _visible(act, by)]
    opens = any(_sealed(act, by) for act in acts)
    if opens and by.kind == "staff":
        parts.people.opened(by, case.owner, f"case:{case_id}", "timeline", case.case_no)
    salt = parts.people.salt_of(case.owner) if opens or any("authority" in act.changes for act in acts) else ""
    entries = [
        {**_entry(act, by), **in_timeline(parts, case, act, salt), **_opened(parts, case, salt, _sealed(act, by))}
        for act in acts
    ]
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


def _entry(act: Act, by: Caller) -> dict[str, Any]:
    """What is in the open. Outcomes of steps stay at the desk: the decision is what the applicant is told."""
    entry: dict[str, Any] = {
        "seq": act.seq,
        "at": act.law_time,
        "type": act.type,
        "wording": _TYPES[act.type].wording,
        "by": _ROLES.get(act.actor.role, "工作人员"),
        "channel": act.channel,
    }
    if isinstance(remedies := act.changes.get("remedies"), dict):
        entry["remedies"] = REMEDIES.format_map(remedies)
    said = (*_SAID, "outcome") if by.kind == "staff" else _SAID
    return entry | {name: act.changes[name] for name in said if act.changes.get(name)}


def _sealed(act: Act, by: Caller) -> dict[str, str]:
    """The sealed words that the caller may read: notices are for both, opinions stay at the desk."""
    names = (*_TOLD, "opinion") if by.kind == "staff" else _TOLD
    return {name: str(text) for name in names if (text := act.changes.get(f"{name}_sealed"))}


def _opened(parts: Parts, case: Case, salt: str, sealed: dict[str, str]) -> dict[str, Any]:
    context = notice_context(case.case_id)
    words = {name: parts.sealer.open(salt, text, context) for name, text in sealed.items()}
    return {name: json.loads(text) if name == "findings" else text for name, text in words.items()}
