"""A member of staff at the API: logs in and acts. The same deed always has the same idempotency key."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from typing import Any

import requests

from infra.local.first_log_in import log_in

_TIMEOUT_S = 60


class SeedRefused(RuntimeError):
    """The API refused what the seed asked; the message shows the problem document."""

    def __init__(self, status: int, method: str, path: str, text: str) -> None:
        super().__init__(f"{method} {path} answered {status}: {text[:2000]}")
        self.status = status


class StaffClient:
    """One member of staff, logged in."""

    def __init__(self, base_url: str, member: Mapping[str, Any]) -> None:
        self._base_url = base_url
        self._session = requests.Session()
        self._take(log_in(member, lambda body: self.call("POST", "/v1/sessions/staff", body, {}), SeedRefused))

    def refresh(self) -> None:
        """Exchange the tokens for such as carry what has changed meanwhile. Raises SeedRefused."""
        self._take(self.call("POST", "/v1/sessions/refresh", {"refresh_token": self._refresh_token}, {}))

    def get(self, path: str) -> Any:
        """Read something. Raises SeedRefused."""
        return self.call("GET", path, None, {})

    def post(self, path: str, body: Any = None) -> Any:
        """Do something, once however often it is asked. Raises SeedRefused."""
        deed = hashlib.sha256(f"{path} {_text(body)}".encode()).hexdigest()
        return self.call("POST", path, body, {"Idempotency-Key": f"seed-{deed[:40]}"})

    def post_anew(self, path: str, body: Any) -> Any:
        """Do something that answers differently each time. Raises SeedRefused."""
        return self.call("POST", path, body, {"Idempotency-Key": f"seed-{secrets.token_hex(20)}"})

    def put(self, path: str, body: Any, if_match: int) -> Any:
        """Replace what has the version `if_match`. Raises SeedRefused."""
        return self.call("PUT", path, body, {"If-Match": f'"{if_match}"'})

    def call(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Any:
        """One request with a JSON body."""
        text = _text(body)
        typed = {"Content-Type": "application/json", **headers} if text else headers
        url = self._base_url + path
        answer = self._session.request(method, url, data=text.encode(), headers=typed, timeout=_TIMEOUT_S)
        if not answer.ok:
            raise SeedRefused(answer.status_code, method, path, answer.text)
        return answer.json() if answer.content else None

    def _take(self, tokens: Mapping[str, Any]) -> None:
        self._session.headers["Authorization"] = f"Bearer {tokens['access_token']}"
        self._refresh_token = tokens["refresh_token"]


def _text(body: Any) -> str:
    return "" if body is None else json.dumps(body, ensure_ascii=False)
