"""Reading what a control or a partner's interface was sent."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web


async def read_object(request: web.Request) -> dict[str, Any]:
    """The JSON object in the body; 400 for anything else."""
    try:
        value = json.loads(await request.read())
    except (ValueError, RecursionError):
        raise web.HTTPBadRequest(text="the body is not JSON") from None
    if not isinstance(value, dict):
        raise web.HTTPBadRequest(text="the body is not a JSON object")
    return value


def text(asked: dict[str, Any], name: str, default: str | None = None) -> str:
    """A text member; 400 if it is missing and has no default."""
    value = asked.get(name, default)
    if not isinstance(value, str) or not value:
        raise web.HTTPBadRequest(text=f"{name} must be text")
    return value


def member(asked: dict[str, Any], name: str) -> dict[str, Any]:
    """A member that is an object; 400 for anything else."""
    value = asked.get(name)
    if not isinstance(value, dict):
        raise web.HTTPBadRequest(text=f"{name} must be an object")
    return value


def number(asked: dict[str, Any], name: str, default: float) -> float:
    """A number, zero or more."""
    value = asked.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise web.HTTPBadRequest(text=f"{name} must be a number, zero or more")
    return value
