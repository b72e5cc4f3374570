"""GET /v1/cases/{case_id}/timeline by hand."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from chalicelib.cases.acts import ACT_TYPES
from chalicelib.cases.documents import kinds, words
from infra.bench.by_hand import cases, gate, store
from infra.bench.by_hand.status import STAGE

_DESK = {"clerk", "examiner", "chief_representative"}
_WORDING = {type_.name: type_.wording for type_ in ACT_TYPES}
_PUBLIC = {type_.name for type_ in ACT_TYPES if type_.public}
_OPEN = ("document_no", "result", "due_on", "urgency", "manner", "proof", "list_no", "verify_by", "received_on")
_MARKS = ("accepted_at", "provisional")
_INSIDE = ("outcome", "task_id", "step", "round", "claimed_by", "rule", "window_id", "authority_no", "reason_codes")
_ISSUES = {
    "case.submitted": "receipt",
    "case.resubmitted": "receipt",
    "case.correction_requested": "correction",
    "case.accepted": "acceptance",
    "case.served": "proof_of_service",
}
_TOLD = ("notice", "findings", "remedy", "office")
_ROLES = {"citizen": "申请人", "system": "系统"}


def handler(event: gate.Event, _context: object) -> dict[str, Any]:
    """Answer one event."""
    return gate.answered(event, "/v1/cases/{case_id}/timeline", lambda: _timeline(event))


def _timeline(event: gate.Event) -> tuple[int, dict[str, Any]]:
    who = gate.caller(event)
    citizen = who["knd"] == "citizen"
    if (citizen and who["lvl"] < 2) or (not citizen and not _DESK & gate.roles(who)):
        raise gate.Refused(403, "not_permitted")
    case_id = event["path"].split("/")[3]
    if not gate.ID.fullmatch(case_id):
        raise gate.Refused(404, "case_not_found")
    item = store.get(store.CASES, f"CASE#{case_id}", "STATE")
    case = json.loads(item["body"]["S"]) if item else None
    if case is None or not (case["owner"] == who["sub"] if citizen else _in_reach(case, who)):
        raise gate.Refused(404, "case_not_found")
    kept = store.partition(store.ACTS, f"case#{case_id}", consistent=False)
    acts = [(json.loads(item["act"]["S"]), item["hash"]["S"]) for item in kept]
    entries = [_entry(case, act, digest, citizen) for act, digest in acts if not citizen or act["type"] in _PUBLIC]
    return 200, {
        "case_id": case_id,
        "status": case["status"],
        **STAGE[case["status"]],
        "case_no": case["case_no"],
        "due_on": case.get("due_on"),
        "days_left": None,
        "provisional": False,
        "paused": False,
        "entries": entries,
    }


def _in_reach(case: dict[str, Any], who: gate.Claims) -> bool:
    return gate.works_for(who, case["division_code"], case["department"])


def _documents(case_id: str, act: dict[str, Any], digest: str) -> list[dict[str, str]]:
    kind = f"decision_{act['changes']['result']}" if act["type"] == "case.decided" else _ISSUES.get(act["type"])
    if kind is None:
        return []
    day = gate.civil(datetime.fromisoformat(act["law_time"])).date()
    number = act["changes"].get("document_no") or cases.number_of_act(kind, day, digest)
    title, url = kinds.TITLES[kind], f"/v1/cases/{case_id}/documents/{number}"
    return [{"document_no": number, "kind": kind, "title": title, "issued_on": day.isoformat(), "url": url}]


def _day(changes: dict[str, Any]) -> str:
    return f"{changes['due_on']}（{words.PROVISIONAL}）" if changes.get("provisional") else str(changes["due_on"])


def _detail(act: dict[str, Any]) -> str | None:
    changes = act["changes"]
    match act["type"]:
        case "case.submitted" | "case.resubmitted":
            return f"收到 {len(changes['materials'])} 份材料。"
        case "case.correction_requested":
            return f"请在 {_day(changes)}（含当日）以前补正并重新提交。"
        case "case.accepted":
            return f"承诺在 {_day(changes)} 以前作出决定。"
        case "case.served":
            return f"{words.MANNERS[changes['manner']]}，{words.PROOFS[changes['proof']]}。"
    return None


def _entry(case: dict[str, Any], act: dict[str, Any], digest: str, citizen: bool) -> dict[str, Any]:
    entry = {
        "seq": act["seq"],
        "at": act["law_time"],
        "type": act["type"],
        "wording": _WORDING[act["type"]],
        "by": _ROLES.get(act["actor"]["role"], "工作人员"),
        "channel": act["channel"],
        "documents": _documents(case["case_id"], act, digest),
    }
    changes = act["changes"]
    if not citizen:
        entry["staff_no"] = act["actor"]["id"]
    entry |= {name: changes[name] for name in (*_OPEN, *_MARKS, *(() if citizen else _INSIDE)) if changes.get(name)}
    if detail := _detail(act):
        entry["detail"] = detail
    for name in _TOLD if citizen else (*_TOLD, "opinion"):
        if text := changes.get(f"{name}_sealed"):
            person = store.known(store.IDENTITY, f"PERSON#{case['owner']}", "PERSON")
            words = store.opened(person["salt"]["S"], text, f"notice:{case['case_id']}")
            entry[name] = json.loads(words) if name == "findings" else words
    return entry
