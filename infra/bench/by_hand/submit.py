"""POST /v1/cases/{case_id}/submission by hand."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from infra.bench.by_hand import cases, gate, store

_ROUTE = "POST /v1/cases/{case_id}/submission"
_NOTHING = gate.validator({"type": "object", "additionalProperties": False, "properties": {}})


def handler(event: gate.Event, _context: object) -> dict[str, Any]:
    """Answer one event."""
    return gate.answered(event, "/v1/cases/{case_id}/submission", lambda: _submit(event))


def _submit(event: gate.Event) -> tuple[int, dict[str, Any]]:
    who = gate.caller(event)
    if who["knd"] != "citizen" or who["lvl"] < 2:
        raise gate.Refused(403, "not_permitted")
    gate.body_of(event, _NOTHING)
    case_id = event["path"].split("/")[3]
    if not gate.ID.fullmatch(case_id):
        raise gate.Refused(404, "case_not_found")
    items = {item["sk"]["S"]: item for item in store.partition(store.CASES, f"CASE#{case_id}", consistent=True)}
    state = items.get("STATE")
    if state is None or int(state.get("expires_at", {"N": "9" * 10})["N"]) <= time.time():
        raise gate.Refused(404, "case_not_found")
    case, version = json.loads(state["body"]["S"]), int(state["version"]["N"])
    if case["owner"] != who["sub"]:
        raise gate.Refused(404, "case_not_found")
    if case["status"] != "draft":
        raise gate.Refused(409, "cannot_submit")
    person = store.known(store.IDENTITY, f"PERSON#{case['owner']}", "PERSON")
    shelf = store.known(store.CATALOGUE, f"ITEM#{case['item_code']}", "SHELF", consistent=False)
    if json.loads(shelf["body"]["S"])["shelf"]["current"] != case["item_version"]:
        raise gate.Refused(409, "item_changed")
    if who["lvl"] < cases.terms_of(case["item_code"], case["item_version"])["least_assurance_level"]:
        raise gate.Refused(403, "assurance_level_too_low")
    materials = [(item, json.loads(item["body"]["S"])) for key, item in items.items() if key.startswith("MAT#")]
    stored = [(item, material) for item, material in materials if material["state"] == "stored"]
    draft = _Draft(case, version, items["FORM#001"], stored, person)
    return _written(event, who, draft, _checked(draft))


class _Draft(NamedTuple):
    """A draft with all that belongs to it, and its applicant."""

    case: cases.Case
    version: int
    form: store.Item
    stored: list[tuple[store.Item, dict[str, Any]]]
    person: store.Item


def _checked(draft: _Draft) -> str:
    """The form's digest, once form and materials are found complete."""
    case = draft.case
    terms = cases.terms_of(case["item_code"], case["item_version"])
    kept = json.loads(draft.form["body"]["S"])
    filled = json.loads(store.opened(draft.person["salt"]["S"], kept["sealed"], f"form:{case['case_id']}:1"))
    if list(terms["validator"].iter_errors(filled)):
        raise gate.Refused(422, "application_incomplete")
    if set(case["required"]) - {material["slot"] for _, material in draft.stored}:
        raise gate.Refused(422, "application_incomplete")
    return str(kept["sha256"])


def _written(event: gate.Event, who: gate.Claims, draft: _Draft, digest: str) -> tuple[int, dict[str, Any]]:
    case, now = draft.case, datetime.now(UTC)
    numbers = {
        "case_no": f"{case['item_code'][:34]}{gate.civil(now):%Y%m%d}{cases.code(8)}",
        "public_no": cases.code(10),
    }
    handed_in = [{name: material[name] for name in ("material_id", "slot", "sha256")} for _, material in draft.stored]
    copied = ("case_id", "owner", "item_version", "item_name", "required", "created_at")
    changes = {
        **{name: case[name] for name in (*copied, "item_code", "division_code", "department", "channel")},
        "status": {"from": "draft", "to": "submitted"},
        **numbers,
        "document_no": cases.document_no("receipt", now),
        **{name: case[name] for name in ("answers_sealed", "held") if case.get(name)},
        "form_round": 1,
        "form_sha256": digest,
        "materials": handed_in,
    }
    fields, text, act_hash = cases.act(case, "case.submitted", who, changes)
    at = str(fields["law_time"])
    later: dict[str, Any] = {"status": "submitted", "submitted_at": at, "received_at": at, **numbers}
    later |= {"form_sha256": digest, "materials": handed_in}
    after = {**case, **later, "seq": fields["seq"], "head": act_hash}
    answer = cases.shown(after, draft.version + 1)
    until = str(fields["retain_until"])
    store.transact(
        [
            cases.state_part(after, draft.version, until),
            cases.task_part(after, _task(case["case_id"], at)),
            *(_kept(item, until) for item in (draft.form, *(item for item, _ in draft.stored))),
            *_named(draft, numbers.values()),
            *_shelved(draft, at, until),
            cases.act_part(fields, text, act_hash),
            gate.once(event, who, _ROUTE, f"case_id={case['case_id']}", answer),
        ]
    )
    return 201, answer


def _task(case_id: str, at: str) -> dict[str, Any]:
    return {
        "task_id": f"{case_id}-accept-1",
        "case_id": case_id,
        "step": "accept",
        "name": "受理审查",
        "round": 1,
        "role": "clerk",
        "entered_at": at,
        "claimed_by": None,
        "legal": "acceptance",
    }


def _named(draft: _Draft, numbers: Iterable[str]) -> list[store.Item]:
    """The parts of a transaction that let the case be looked up by whoever knows the applicant."""
    case_id, salt = draft.case["case_id"], draft.person["salt"]["S"]
    store.opened(salt, draft.person["name"]["S"], "name")
    resident_id = store.opened(salt, draft.person["resident_id"]["S"], "resident_id")
    proof = store.keyed_hash("status_lookup", f"{case_id}:{resident_id[-6:].upper()}")
    body = {"S": store.compact({"case_id": case_id, "proof": proof})}
    return [
        store.put_new(store.CASES, {"pk": {"S": f"NO#{number}"}, "sk": {"S": "NO"}, "body": body}) for number in numbers
    ]


def _shelved(draft: _Draft, at: str, until: str) -> Iterator[store.Item]:
    """The parts of a transaction that put what is handed in on its owner's shelf, each file once."""
    case = draft.case
    terms = cases.terms_of(case["item_code"], case["item_version"])
    slots = {slot["code"]: slot for slot in terms["materials"]}
    for sha256, material in {material["sha256"]: material for _, material in draft.stored}.items():
        slot = slots[material["slot"]]
        body = {
            "case_id": case["case_id"],
            **{name: material[name] for name in ("material_id", "name_sealed", "content_type", "size")},
            **{name: case[name] for name in ("item_code", "item_name")},
            "slot_name": slot["name"],
            "certificate": slot["certificate"],
            "least_assurance_level": max(terms["least_assurance_level"], 2),
            "last_used": at,
        }
        item = {
            "pk": f"OWNER#{case['owner']}",
            "sk": f"FILE#{sha256}",
            "body": store.compact(body),
            "owner_key": f"FILES#{case['owner']}",
            "owner_sort": f"{at}#{sha256}",
            "retain_until": until,
        }
        yield store.put(store.CASES, {name: {"S": value} for name, value in item.items()})


def _kept(item: store.Item, until: str) -> store.Item:
    """The part of a transaction that keeps a draft's item for good."""
    kept = {name: value for name, value in item.items() if name != "expires_at"}
    kept["body"] = {"S": store.compact({**json.loads(item["body"]["S"]), "expires_at": None})}
    return store.put_next(store.CASES, {**kept, "retain_until": {"S": until}}, int(item["version"]["N"]))
