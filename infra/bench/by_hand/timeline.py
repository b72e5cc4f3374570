"""GET /v1/cases/{case_id}/timeline by hand."""

from __future__ import annotations

import json
from typing import Any

from chalicelib.cases.acts import ACT_TYPES
from infra.bench.by_hand import gate, store

_DESK = {"clerk", "examiner", "chief_representative"}
_WORDING = {type_.name: type_.wording for type_ in ACT_TYPES}
_PUBLIC = {type_.name for type_ in ACT_TYPES if type_.public}
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
    acts = [json.loads(item["act"]["S"]) for item in store.partition(store.ACTS, f"case#{case_id}", consistent=False)]
    entries = [_entry(case, act, citizen) for act in acts if not citizen or act["type"] in _PUBLIC]
    return 200, {"case_id": case_id, "status": case["status"], "case_no": case["case_no"], "entries": entries}


def _in_reach(case: dict[str, Any], who: gate.Claims) -> bool:
    return gate.works_for(who, case["division_code"], case["department"])


def _entry(case: dict[str, Any], act: dict[str, Any], citizen: bool) -> dict[str, Any]:
    entry = {
        "seq": act["seq"],
        "at": act["law_time"],
        "type": act["type"],
        "wording": _WORDING[act["type"]],
        "by": _ROLES.get(act["actor"]["role"], "工作人员"),
        "channel": act["channel"],
    }
    changes = act["changes"]
    for name in ("document_no", "result", "due_on", "outcome"):
        if changes.get(name):
            entry[name] = changes[name]
    for name in _TOLD if citizen else (*_TOLD, "opinion"):
        if text := changes.get(f"{name}_sealed"):
            person = store.known(store.IDENTITY, f"PERSON#{case['owner']}", "PERSON")
            words = store.opened(person["salt"]["S"], text, f"notice:{case['case_id']}")
            entry[name] = json.loads(words) if name == "findings" else words
    return entry
