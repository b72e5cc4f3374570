"""What writing an act on a case by hand takes: terms, settings, identifiers, the act, the case's items."""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from datetime import UTC, date, datetime
from typing import Any

from infra.bench.by_hand import gate, store

Case = dict[str, Any]
_NO_DAY = "9999-12-31"

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SETTINGS_SECONDS = 60
_terms: dict[tuple[str, int], dict[str, Any]] = {}
_settings: dict[str, Any] = {"until": 0.0}


def terms_of(item_code: str, version: int) -> dict[str, Any]:
    """The published version, kept once read."""
    known = _terms.get((item_code, version))
    if known is None:
        item = store.known(store.CATALOGUE, f"ITEM#{item_code}", f"EDITION#{version:06d}")
        known = _terms[item_code, version] = json.loads(item["body"]["S"])["content"]
        known["validator"] = gate.validator(json.dumps(known["form_schema"], ensure_ascii=False))
        definition = {"ir_version": 1, "item": item_code, "version": version, **known["process"]}
        known["definition_sha256"] = hashlib.sha256(canonical(definition).encode()).hexdigest()
    return known


def settings() -> dict[str, Any]:
    """Release and intake settings, kept for a minute."""
    now = time.time()
    if now >= _settings["until"]:
        items = {item["sk"]["S"]: item for item in store.partition(store.CONFIGURATION, "IN_FORCE", consistent=False)}
        ledger = json.loads(items["LEDGER"]["body"]["S"]) if "LEDGER" in items else {"release": 0}
        intake = json.loads(items["DOCUMENT#intake"]["body"]["S"])["content"] if "DOCUMENT#intake" in items else {}
        _settings.update(until=now + _SETTINGS_SECONDS, release=ledger["release"], years=30, **intake)
    return _settings


def act(case: Case, type_: str, who: gate.Claims, changes: dict[str, Any]) -> tuple[dict[str, Any], str, str]:
    """The next act of a case: its fields, canonical text and hash."""
    now = datetime.now(UTC)
    fields = {
        "act_id": new_id(),
        "type": type_,
        "schema_version": 1,
        "subject": f"case#{case['case_id']}",
        "seq": case["seq"] + 1,
        "actor": {
            "id": who["sub"],
            "role": "citizen" if who["knd"] == "citizen" else ",".join(sorted(gate.roles(who))),
        },
        "on_behalf_of": None,
        "channel": who["chn"],
        "law_time": gate.rfc3339(now),
        "instant": gate.rfc3339(now),
        "ground": None,
        "config_version": settings()["release"],
        "changes": changes,
        "retain_until": retain_until(now),
        "prev_hash": case["head"] or "0" * 64,
    }
    text = canonical(fields)
    return fields, text, hashlib.sha256(text.encode()).hexdigest()


def act_part(fields: dict[str, Any], text: str, digest: str) -> store.Item:
    """The part of a transaction that appends an act."""
    item = {"pk": fields["subject"], "sk": f"{fields['seq']:08d}", "act": text, "hash": digest}
    return store.put_new(store.ACTS, {name: {"S": value} for name, value in item.items()})


def state_part(case: Case, version: int, until: str) -> store.Item:
    """The part of a transaction that writes a case's state over that version."""
    item = {
        "pk": f"CASE#{case['case_id']}",
        "sk": "STATE",
        "body": store.compact(case),
        "owner_key": case["owner"],
        "owner_sort": f"{case['created_at']}#{case['case_id']}",
        "retain_until": until,
    }
    return store.put_next(store.CASES, {name: {"S": value} for name, value in item.items()}, version)


def task_part(case: Case, task: dict[str, Any]) -> store.Item:
    """The part of a transaction that puts a task into its office's queue."""
    body = {name: task[name] for name in ("name", "round", "entered_at", "legal", "provisional") if task.get(name)}
    item = {
        "pk": f"CASE#{case['case_id']}",
        "sk": f"TASK#{task['task_id']}",
        "body": store.compact({**body, "item_name": case["item_name"]}),
        "step": task["step"],
        "role": task["role"],
        **({"due_on": task["due_on"]} if task.get("due_on") else {}),
        "item_code": case["item_code"],
        "status": case["status"],
        "queue_key": f"{case['department']}#{case['division_code']}",
        "queue_sort": f"2#{task.get('due_on') or _NO_DAY}#{task['entered_at']}#{task['task_id']}",
    }
    return store.put(store.CASES, {name: {"S": value} for name, value in item.items()})


def shown(case: Case, version: int) -> dict[str, Any]:
    """A case as it is answered."""
    names = ("case_id", "status", "item_code", "item_version", "item_name", "department", "division_code", "channel")
    later = ("case_no", "public_no", "created_at", "submitted_at", "accepted_at", "decided_at", "concluded_at")
    seldom = ("due_on", "correction_due_on", "tolerance", "declared", "pause", "extension", "urgency", "collection")
    return {
        **{name: case[name] for name in (*names, *later, "result")},
        "required_materials": case["required"],
        "held_materials": list(case.get("held", ())),
        **{name: case.get(name) for name in seldom},
        "provisional": case.get("provisional", []),
        "version": version,
    }


def canonical(value: object) -> str:
    """RFC 8785 for what acts hold: ASCII names, whole numbers, text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def document_no(kind: str, now: datetime) -> str:
    """The number of a written document."""
    return f"{kind}-{gate.civil(now):%Y%m%d}-{code(8)}"


def number_of_act(kind: str, day: date, digest: str) -> str:
    """The number of a document whose act has none."""
    return f"{kind}-{day:%Y%m%d}-{hashlib.sha256(f'{kind}:{digest}'.encode()).hexdigest()[:8].upper()}"


def retain_until(now: datetime) -> str:
    """The last day on which what is written now must be kept."""
    return f"{gate.civil(now).year + settings()['years']}-12-31"


def new_id() -> str:
    """26 characters: 48 bits of time, 80 random."""
    return _encoded(time.time_ns() // 1_000_000, 10) + code(16)


def code(length: int) -> str:
    """Random characters of 5 bits each."""
    return _encoded(secrets.randbits(5 * length), length)


def _encoded(number: int, length: int) -> str:
    return "".join([_ALPHABET[number >> shift & 31] for shift in range(5 * (length - 1), -1, -5)])
