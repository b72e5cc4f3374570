"""Where a case stands: one's own cases, a case in full, its timeline, and the public lookup."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.acts import ACT_TYPES
from chalicelib.cases.drafts import read_form
from chalicelib.cases.materials import link, listed
from chalicelib.cases.performing import Parts, loaded, notice_context, require_reach
from chalicelib.cases.ports import CaseFile
from chalicelib.cases.rules import Case
from chalicelib.cases.shapes import case_summary
from chalicelib.cases.submission import lookup_proof
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act
from chalicelib.shared.errors import NotFound
from chalicelib.shared.paging import decode_cursor, encode_cursor
from chalicelib.shared.sealing import same

_TYPES = {type_.name: type_ for type_ in ACT_TYPES}
_ROLES = {"citizen": "申请人", "system": "系统"}
_NOBODY = ("0" * 26, "")


def mine(parts: Parts, by: Caller, limit: int, cursor: str | None) -> dict[str, Any]:
    """One's own cases and drafts, newest first."""
    by.require_reach("case_not_found", owner=by.id)
    page = parts.cases.of_owner(by.id, limit, decode_cursor(cursor))
    return {"cases": [case_summary(case) for case in page.entries], "next_cursor": encode_cursor(page.next)}


def full(parts: Parts, by: Caller, case_id: str) -> dict[str, Any]:
    """The case with its form and materials. Staff who open it leave an access act first."""
    file = opened(parts, by, case_id, "case")
    form, form_version = read_form(parts, file)
    return {
        **case_summary(file.case),
        "form": form,
        "form_version": form_version,
        "materials": listed(parts, file),
    }


def material_file(parts: Parts, by: Caller, case_id: str, material_id: str) -> dict[str, Any]:
    """A short link to one file; opening it is on the record for staff."""
    return link(parts, opened(parts, by, case_id, f"material:{material_id}"), material_id)


def materials(parts: Parts, by: Caller, case_id: str) -> dict[str, Any]:
    """The materials of a case."""
    return {"materials": listed(parts, opened(parts, by, case_id, "materials"))}


def opened(parts: Parts, by: Caller, case_id: str, what: str) -> CaseFile:
    """The case with everything handed in, within the caller's reach and on the record."""
    file = parts.cases.file(case_id)
    require_reach(file.case if file else None, by)
    if file is None:
        raise NotFound("case_not_found")
    if by.kind == "staff":
        parts.people.opened(by, file.case.owner, f"case:{case_id}", what)
    return file


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
