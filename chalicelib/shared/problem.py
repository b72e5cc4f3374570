"""Problem documents (RFC 9457): every error's shape, worded for the citizen who reads it."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chalicelib.shared.errors import Fault, ServiceError
from chalicelib.shared.messages import FAULTS, MESSAGES

_DOMAINS = Path(__file__).resolve().parent.parent
MEDIA_TYPE = "application/problem+json; charset=utf-8"


def problem(error: ServiceError, status: int, request_id: str, domain: str | None) -> dict[str, Any]:
    """The document for `error`: `code` for programs, `title` and `detail` for people, `errors` naming each fault.

    A list among the error's figures is no figure to word but a member of its own: `ways` to rise, `duties` to do.
    """
    title, detail = wording(error.code, domain)
    document: dict[str, Any] = {
        "type": f"urn:banshi:problem:{error.code}",
        "title": title,
        "status": status,
        "detail": _filled(detail, error.params),
        "code": error.code,
        "request_id": request_id,
    }
    document.update({name: value for name, value in error.params.items() if isinstance(value, list)})
    if error.faults:
        document["errors"] = [fault_shown(fault, domain) for fault in error.faults]
    return document


def wording(code: str, domain: str | None) -> tuple[str, str]:
    """Title and detail of a code: the shared catalogue first, then the domain's own, then whichever knows it."""
    words: tuple[str, str] = MESSAGES.get(code) or _worded("MESSAGES", code, domain)
    return words


def fault_shown(fault: Fault, domain: str | None) -> dict[str, str]:
    """One fault as documents name it. `title` and `hint` among its figures are the field's own words, and go first."""
    words = fault.params.get("hint") or _filled(
        FAULTS.get(fault.code) or _worded("FAULTS", fault.code, domain), fault.params
    )
    title = fault.params.get("title")
    return {"pointer": fault.pointer, "code": fault.code, "detail": f"{title}:{words}" if title else str(words)}


def _worded(catalogue: str, code: str, domain: str | None) -> Any:
    """What the domain says, or the one whose service refused. Raises KeyError for a code that nobody worded."""
    names = [messages.parent.name for messages in _DOMAINS.glob("*/messages.py")]
    for name in sorted(names, key=lambda name: (name != domain, name)):
        words = getattr(importlib.import_module(f"chalicelib.{name}.messages"), catalogue, {}).get(code)
        if words:
            return words
    raise KeyError(code)


def _filled(words: str, params: Mapping[str, object]) -> str:
    return words.format_map(params) if params else words
