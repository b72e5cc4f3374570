"""What stands before and after each route: token, body, key; the answer and its log line."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import jsonschema_rs
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from infra.bench.by_hand import store

Event = dict[str, Any]
Claims = dict[str, Any]
Route = Callable[..., tuple[int, dict[str, Any]]]

MAX_BYTES = 256 * 1024
ID = re.compile(r"[0-9A-Z]{26}")
_SUSPECT = re.compile(r"\\[ubf]|[\x7f-\x9f]")
_KEPT_SECONDS = 24 * 3600
_LOOK_SECONDS = 30
_OVERLAP_SECONDS = 60
_KEPT_ENDINGS_SECONDS = 16 * 60
_remembered: dict[str, Claims] = {}
_endings: dict[str, dict[str, int]] = {}
_looked_at = [0.0]


class Refused(Exception):
    """Status and code of a refusal."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


def answered(event: Event, route: str, work: Callable[[], tuple[int, dict[str, Any]]]) -> dict[str, Any]:
    """Do the work of one request, answer, and log its one line."""
    began = time.perf_counter()
    request_id = event["requestContext"]["requestId"]
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    outcome = "ok"
    try:
        status, body = work()
        headers["Content-Type"] = "application/json; charset=utf-8"
        if isinstance(version := body.get("version"), int):
            headers["ETag"] = f'"{version}"'
    except Refused as refused:
        status, outcome = refused.status, refused.code
        body = {"type": f"urn:banshi:problem:{outcome}", "status": status, "code": outcome, "request_id": request_id}
        headers["Content-Type"] = "application/problem+json; charset=utf-8"
    line = {
        "level": "INFO",
        "message": "request",
        "timestamp": rfc3339(datetime.now(UTC)),
        "service": os.environ["POWERTOOLS_SERVICE_NAME"],
        "method": event["httpMethod"],
        "route": route,
        "status": status,
        "outcome": outcome,
        "request_id": request_id,
        "ms": round((time.perf_counter() - began) * 1000, 1),
    }
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return {"statusCode": status, "headers": headers, "multiValueHeaders": {}, "body": store.compact(body)}


def caller(event: Event) -> Claims:
    """Whose token it is: verified once, remembered for its life."""
    scheme, _, token = event["headers"].get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise Refused(401, "sign_in_required")
    claims = _remembered.get(token)
    if claims is None:
        claims = _remembered[token] = _verified(token)
    if time.time() >= claims["exp"] or _ended(claims):
        raise Refused(401, "token_invalid")
    return claims


def roles(who: Claims) -> set[str]:
    """The roles of all posts."""
    return {role for post in who["psts"] for role in post[0]}


def works_for(who: Claims, division: str, department: str) -> bool:
    """Whether a post reaches that department there."""
    return any(
        any(code == "*" or division.startswith(code.rstrip("0")) for code in areas)
        and ("*" in departments or department in departments)
        for _, departments, areas, _ in who["psts"]
    )


def body_of(event: Event, validator: Any) -> Any:
    """The body: its size, type, text, keys and shape."""
    raw = (event["body"] or "").encode()
    if len(raw) > MAX_BYTES:
        raise Refused(413, "body_too_large")
    if event["headers"].get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refused(415, "content_type_not_json")
    text = raw.decode()
    if text.count("[") + text.count("{") > 32 or _SUSPECT.search(text):
        raise Refused(400, "body_not_json")
    value = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    if not validator.is_valid(value):
        raise Refused(422, "body_invalid")
    return value


def once(event: Event, who: Claims, route: str, ids: str, answer: dict[str, Any]) -> dict[str, Any]:
    """The part of a transaction that keeps the answer for a day."""
    key = event["headers"].get("idempotency-key")
    if key is None or not (1 <= len(key) <= 128 and key.isascii() and key.isprintable()):
        raise Refused(400, "idempotency_key_required")
    scope = hashlib.sha256(f"{who['knd']}:{who['sub']}\n{route} {ids}\n{key}".encode()).hexdigest()
    body = hashlib.sha256((event["body"] or "").encode()).hexdigest()
    now = int(time.time())
    item = {
        "pk": {"S": scope},
        "sk": {"S": "once"},
        "answer": {"S": store.sealed("idempotency", store.compact([body, answer]), scope)},
        "expires_at": {"N": str(now + _KEPT_SECONDS)},
    }
    return {
        "Put": {
            "TableName": store.IDEMPOTENCY,
            "Item": item,
            "ConditionExpression": "attribute_not_exists(pk) OR expires_at < :now",
            "ExpressionAttributeValues": {":now": {"N": str(now)}},
        }
    }


def validator(schema: dict[str, Any] | str) -> Any:
    """A compiled JSON Schema."""
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def rfc3339(instant: datetime) -> str:
    """An instant as it is stored."""
    return instant.strftime("%Y-%m-%dT%H:%M:%S.") + f"{instant.microsecond // 1000:03d}Z"


def civil(instant: datetime) -> datetime:
    """The time in Asia/Shanghai."""
    return instant + timedelta(hours=8)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Refused(400, "body_duplicate_key")
    return found


def _no_constant(_: str) -> None:
    raise Refused(400, "body_not_finite")


def _ended(claims: Claims) -> bool:
    """Whether session or holder ended after the token was issued: asked for staff each time, else now and then."""
    now, staff = time.time(), claims["knd"] == "staff"
    if staff or now - _looked_at[0] >= _LOOK_SECONDS:
        since = max(now - _KEPT_ENDINGS_SECONDS, _looked_at[0] - _OVERLAP_SECONDS)
        for hour in dict.fromkeys(datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H") for at in (since, now)):
            for sort in store.keys_from(store.GUARDS, f"ENDED#{hour}", f"{int(since * 1000):013d}", consistent=staff):
                milliseconds, subject, spared = sort.split("#")
                _endings.setdefault(subject, {})[spared] = int(milliseconds) // 1000
        _looked_at[0] = now
    holder = f"staff:{claims['sub']}" if staff else f"account:{claims['acc']}"
    departments = (f"department:{code}" for post in claims["psts"] for code in post[1])
    subjects = (f"session:{claims['sid']}", holder, *departments)
    found = (_endings.get(subject, {}) for subject in subjects)
    return any(claims["iat"] <= at for ends in found for spared, at in ends.items() if spared not in subjects)


def _verified(token: str) -> Claims:
    header, claims, signature = (base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in token.split("."))
    said = json.loads(header)
    if said["alg"] != "ES256":
        raise Refused(401, "token_invalid")
    for item in store.partition(store.IDENTITY, "SIGNING_KEYS", consistent=True):
        if item["sk"]["S"] == said["kid"]:
            x, y = (int.from_bytes(base64.urlsafe_b64decode(item[name]["S"] + "="), "big") for name in ("x", "y"))
            key = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
            halves = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
            signed = token.rpartition(".")[0].encode()
            key.verify(encode_dss_signature(*halves), signed, ec.ECDSA(SHA256()))
            known: Claims = json.loads(claims)
            return known
    raise Refused(401, "token_invalid")
