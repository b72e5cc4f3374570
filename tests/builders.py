"""Ordinary things, for tests that are about one detail of them."""

from __future__ import annotations

import json
from copy import copy
from typing import Any

from chalicelib.shared.access import Caller, Post, Role
from chalicelib.shared.due import Before

NOTHING_KEPT = Before(0, {})
"""Of a subject whose deadlines nobody keeps."""


def a_citizen(person_id: str = "person-zhang", level: int = 2) -> Caller:
    return Caller(
        kind="citizen", id=person_id, level=level, account_id="account-zhang", session_id="s1", channel="miniprogram"
    )


def a_clerk(*roles: Role, staff_no: str = "S001", divisions: tuple[str, ...] = ("530102000000",)) -> Caller:
    return Caller(
        kind="staff",
        id=staff_no,
        posts=(Post(frozenset(roles or (Role.CLERK,)), ("*",), divisions),),
        session_id="s2",
        channel="window",
    )


def but(caller: Caller, **changed: Any) -> Caller:
    """The same caller, but for what is changed."""
    other = copy(caller)
    vars(other).update(changed)
    return other


def a_letter(**more: Any) -> dict[str, Any]:
    """What enters a letter of authorisation: `POST /v1/staff/{staff_no}/signing-authorities`, in force for years."""
    return {
        "department": "09",
        "divisions": ["530102000000"],
        "item_codes": ["*"],
        "document_no": "授权〔2026〕1号",
        "powers": ["decide"],
        "from_on": "2026-01-01",
        "until_on": "2036-12-31",
        **more,
    }


def an_event(
    method: str,
    path: str,
    body: Any = None,
    *,
    raw: str | None = None,
    headers: dict[str, str] | None = None,
    query: dict[str, list[str]] | None = None,
) -> dict[str, Any]:
    """An API Gateway proxy event. `body` is sent as JSON; `raw` as it is."""
    text = raw if raw is not None else (None if body is None else json.dumps(body, ensure_ascii=False))
    sent = {"content-type": "application/json", **(headers or {})}
    return {
        "path": path,
        "httpMethod": method,
        "headers": sent,
        "multiValueHeaders": {name: [value] for name, value in sent.items()},
        "queryStringParameters": {name: values[-1] for name, values in (query or {}).items()} or None,
        "multiValueQueryStringParameters": query,
        "pathParameters": None,
        "stageVariables": None,
        "requestContext": {
            "resourcePath": "/{proxy+}",
            "httpMethod": method,
            "requestId": "request-1",
            "identity": {"sourceIp": "127.0.0.1"},
        },
        "body": text,
        "isBase64Encoded": False,
    }
