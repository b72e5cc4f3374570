"""POST /v1/status-lookups by hand."""

from __future__ import annotations

import hmac
import json
import time
from typing import Any

from chalicelib.cases.rules import CaseStatus
from chalicelib.cases.status.stages import stage
from infra.bench.by_hand import gate, store

_LOOKUP = gate.validator(
    {
        "type": "object",
        "additionalProperties": False,
        "required": ["number", "proof"],
        "properties": {
            "number": {"type": "string", "pattern": "^[0-9A-Za-z-]{8,50}$"},
            "proof": {"type": "string", "pattern": "^[0-9A-Za-z]{6}$"},
        },
    }
)
_WINDOW_SECONDS = 3600
_SHOWN = ("submitted_at", "accepted_at", "decided_at", "concluded_at")
STAGE = {status.value: stage(status) for status in CaseStatus}


def handler(event: gate.Event, _context: object) -> dict[str, Any]:
    """Answer one event."""
    return gate.answered(event, "/v1/status-lookups", lambda: _look_up(event))


def _count(source: str, number: str) -> None:
    ends = (int(time.time()) // _WINDOW_SECONDS + 1) * _WINDOW_SECONDS
    for purpose, subject, limit in (("status lookup/source", source, 300), ("status lookup/number", number, 20)):
        pk = f"ATTEMPTS#{purpose}#{store.keyed_hash('attempts/' + purpose, subject)}"
        if not store.counted(pk, f"ATTEMPTS#{ends}", ends, limit):
            raise gate.Refused(429, "too_many_attempts")


def _look_up(event: gate.Event) -> tuple[int, dict[str, Any]]:
    asked = gate.body_of(event, _LOOKUP)
    _count(event["requestContext"]["identity"]["sourceIp"], asked["number"].upper())
    named = store.get(store.CASES, f"NO#{asked['number'].upper()}", "NO", consistent=False)
    known = json.loads(named["body"]["S"]) if named else {"case_id": "0" * 26, "proof": ""}
    given = store.keyed_hash("status_lookup", f"{known['case_id']}:{asked['proof'].upper()}")
    item = store.get(store.CASES, f"CASE#{known['case_id']}", "STATE")
    if item is None or not hmac.compare_digest(known["proof"], given):
        raise gate.Refused(404, "lookup_not_found")
    case = json.loads(item["body"]["S"])
    wanted = case["status"] == "correction_requested"
    return 200, {
        **{name: case[name] for name in ("public_no", "case_no", "item_name", "status")},
        **STAGE[case["status"]],
        **{name: case[name] for name in _SHOWN},
        "due_on": case.get("due_on"),
        "correction_wanted": wanted,
        "correction_due_on": case.get("correction_due_on") if wanted else None,
        "provisional": case.get("provisional", []),
    }
