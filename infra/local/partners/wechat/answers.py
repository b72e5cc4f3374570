"""How WeChat answers: JSON called plain text; an error has an errmsg that ends with a request id."""

from __future__ import annotations

import json
import secrets
from typing import Any

from aiohttp import web

ERRMSG = {
    -1: "system error",
    40001: "invalid credential, access_token is invalid or not latest",
    40013: "invalid appid",
    40014: "invalid access_token",
    40029: "invalid code",
    40125: "invalid appsecret",
    40163: "code been used",
    40226: "code blocked",
    41001: "access_token missing",
    42001: "access_token expired",
    45009: "reach max api daily quota limit",
    45011: "api minute-quota reach limit, mustslower, retry next minute",
    47001: "data format error",
}


def plain(body: dict[str, Any]) -> web.Response:
    """A success."""
    return web.Response(text=json.dumps(body, ensure_ascii=False, separators=(",", ":")), content_type="text/plain")


def error(errcode: int) -> web.Response:
    """A business error."""
    rid = "-".join(secrets.token_hex(4) for _ in range(3))
    return plain({"errcode": errcode, "errmsg": f"{ERRMSG.get(errcode, 'error')}, rid: {rid}"})
