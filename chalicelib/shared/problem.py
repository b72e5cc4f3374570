"""Problem documents (RFC 9457): every error's shape, worded for the citizen who reads it."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

from chalicelib.shared.errors import Fault, ServiceError
from chalicelib.shared.messages import FAULTS, MESSAGES

MEDIA_TYPE = "application/problem+json; charset=utf-8"


def problem(error: ServiceError, status: int, request_id: str, domain: str | None) -> dict[str, Any]:
    """The document for `error`: `code` for programs, `title` and `detail` for people, `errors` naming each fault."""
    title, detail = wording(error.code, domain)
    document: dict[str, Any] = {
        "type": f"urn:banshi:problem:{error.code}",
        "title": title,
        "status": status,
        "detail": _filled(detail, error.params),
        "code": error.code,
        "request_id": request_id,
    }
    if error.faults:
        document["errors"] = [_fault(fault, domain) for fault in error.faults]
    return document


def wording(code: str, domain: str | None) -> tuple[str, str]:
    """Title and detail of a code: the shared catalogue first, then the domain's own."""
    if code in MESSAGES:
        return MESSAGES[code]
    own: dict[str, tuple[str, str]] = _own(domain, "MESSAGES")
    return own[code]


def _fault(fault: Fault, domain: str | None) -> dict[str, str]:
    """`title` and `hint` among a fault's figures are the field's own words, and go first."""
    words = fault.params.get("hint") or _filled(
        FAULTS.get(fault.code) or _own(domain, "FAULTS")[fault.code], fault.params
    )
    title = fault.params.get("title")
    return {"pointer": fault.pointer, "code": fault.code, "detail": f"{title}:{words}" if title else str(words)}


def _own(domain: str | None, name: str) -> dict[str, Any]:
    if domain is None:
        return {}
    found: dict[str, Any] = getattr(importlib.import_module(f"chalicelib.{domain}.messages"), name, {})
    return found


def _filled(words: str, params: Mapping[str, object]) -> str:
    return words.format_map(params) if params else words
