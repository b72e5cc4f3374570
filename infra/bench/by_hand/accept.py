"""POST /v1/cases/{case_id}/acceptance by hand."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from chalicelib.deadlines.service import provisional_due_on, shipped
from infra.bench.by_hand import cases, gate, store

_ROUTE = "POST /v1/cases/{case_id}/acceptance"
_LEVELS = (6, 4, 2)
_NOTHING = gate.validator({"type": "object", "additionalProperties": False, "properties": {}})


def handler(event: gate.Event, _context: object) -> dict[str, Any]:
    """Answer one event."""
    return gate.answered(event, "/v1/cases/{case_id}/acceptance", lambda: _accept(event))


def _accept(event: gate.Event) -> tuple[int, dict[str, Any]]:
    who = gate.caller(event)
    if who["knd"] != "staff" or "clerk" not in gate.roles(who):
        raise gate.Refused(403, "not_permitted")
    gate.body_of(event, _NOTHING)
    case_id = event["path"].split("/")[3]
    if not gate.ID.fullmatch(case_id):
        raise gate.Refused(404, "case_not_found")
    item = store.get(store.CASES, f"CASE#{case_id}", "STATE")
    case = json.loads(item["body"]["S"]) if item else None
    if item is None or case is None or not _in_reach(case, who):
        raise gate.Refused(404, "case_not_found")
    if case["status"] != "submitted":
        raise gate.Refused(409, "cannot_accept")
    task_id = f"{case_id}-accept-{case['form_round']}"
    if case["claims"].get(task_id) not in (None, who["sub"]):
        raise gate.Refused(409, "task_claimed_by_another")
    _require_seat(case, who)
    return _written(event, who, case, int(item["version"]["N"]), task_id)


def _in_reach(case: dict[str, Any], who: gate.Claims) -> bool:
    return gate.works_for(who, case["division_code"], case["department"])


def _require_seat(case: dict[str, Any], who: gate.Claims) -> None:
    """Nobody else accepts what a window that the caller does not sit at has to itself."""
    stem = case["division_code"]
    above = dict.fromkeys(stem[:digits].ljust(12, "0") for digits in _LEVELS)
    kept = store.batch(store.WINDOWS, [(f"DIVISION#{code}", "WINDOWS") for code in above])
    serving = [
        window
        for item in kept
        for window in json.loads(item["body"]["S"])
        if window["state"] == "open" and "accept" in window["powers"] and _serves(window, case)
    ]
    if not any(who["sub"] in window["staff"] for window in serving) and any(one["exclusive"] for one in serving):
        raise gate.Refused(403, "accepted_at_window_only")


def _serves(window: dict[str, Any], case: dict[str, Any]) -> bool:
    served = {*window["departments"], *window["item_codes"]}
    return bool(served & {"*", case["department"], case["item_code"]})


def _due_on(today: date, limit: dict[str, Any] | None) -> dict[str, Any]:
    """By the same calendar, which nobody would write by hand."""
    if not limit or not limit["value"]:
        return {}
    last = provisional_due_on(today, limit["value"], limit["unit"], rolls=limit.get("rolls", True))
    day = {"due_on": last.day.isoformat()} if last.day else {}
    return {**day, **({"provisional": True} if last.provisional else {})}


def _written(
    event: gate.Event, who: gate.Claims, case: cases.Case, version: int, ended: str
) -> tuple[int, dict[str, Any]]:
    case_id, now = case["case_id"], datetime.now(UTC)
    terms = cases.terms_of(case["item_code"], case["item_version"])
    today = gate.civil(now).date()
    promised = _due_on(today, terms["committed_limit"] or terms["statutory_limit"])
    tasks = _first_tasks(terms["process"], gate.rfc3339(now), today)
    changes = {
        "status": {"from": "submitted", "to": "accepted"},
        **{name: case[name] for name in ("item_code", "division_code", "department", "channel")},
        "document_no": cases.document_no("acceptance", now),
        "definition_sha256": terms["definition_sha256"],
        "tasks": tasks,
        "process_result": None,
        **({**promised, "calendar": shipped().version} if promised else {}),
    }
    fields, text, act_hash = cases.act(case, "case.accepted", who, changes)
    after = {
        **case,
        "status": "accepted",
        "accepted_at": fields["law_time"],
        "definition_sha256": terms["definition_sha256"],
        "tasks": tasks,
        "claims": {},
        **({"due_on": promised["due_on"]} if promised else {}),
        **({"provisional": ["due_on"]} if "provisional" in promised else {}),
        "seq": fields["seq"],
        "head": act_hash,
    }
    opened = [
        {
            "task_id": f"{case_id}-{name}",
            "case_id": case_id,
            **{key: task[key] for key in ("step", "name", "round", "role", "entered_at")},
            "due_on": min(filter(None, (task.get("due_on"), promised.get("due_on"))), default=None),
            "provisional": "provisional" in {**promised, **task},
            "claimed_by": None,
            "legal": None,
        }
        for name, task in tasks.items()
    ]
    answer = cases.shown(after, version + 1)
    store.transact(
        [
            store.delete(store.CASES, f"CASE#{case_id}", f"TASK#{ended}"),
            cases.state_part(after, version, str(fields["retain_until"])),
            *(cases.task_part(after, task) for task in opened),
            cases.act_part(fields, text, act_hash),
            gate.once(event, who, _ROUTE, f"case_id={case_id}", answer),
        ]
    )
    return 201, answer


def _first_tasks(process: dict[str, Any], at: str, today: date) -> dict[str, Any]:
    start = next(name for name, node in process["nodes"].items() if node["kind"] == "start")
    step = next(flow["to"] for flow in process["flows"] if flow["from"] == start)
    node = process["nodes"][step]
    task = {"step": step, "name": node["name"], "round": 1, "role": node["role"], "entered_at": at}
    return {f"{step}-1": {**task, **_due_on(today, node.get("limit"))}}
