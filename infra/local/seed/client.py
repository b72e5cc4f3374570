"""A member of staff at the API: logs in and acts. The same deed always has the same idempotency key."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import requests

_TIMEOUT_S = 60


class SeedRefused(RuntimeError):
    """The API refused what the seed asked; the message shows the problem document."""

    def __init__(self, status: int, method: str, path: str, text: str) -> None:
        super().__init__(f"{method} {path} answered {status}: {text[:2000]}")
        self.status = status


class StaffClient:
    """One member of staff, logged in."""

    def __init__(self, base_url: str, staff_no: str, password: str) -> None:
        self._base_url = base_url
        self._session = requests.Session()
        tokens = self.call("POST", "/v1/sessions/staff", {"staff_no": staff_no, "password": password}, {})
        self._session.headers["Authorization"] = f"Bearer {tokens['access_token']}"

    def get(self, path: str) -> Any:
        """Read something. Raises SeedRefused."""
        return self.call("GET", path, None, {})

    def post(self, path: str, body: Any = None) -> Any:
        """Do something, once however often it is asked. Raises SeedRefused."""
        deed = hashlib.sha256(f"{path} {_text(body)}".encode()).hexdigest()
        return self.call("POST", path, body, {"Idempotency-Key": f"seed-{deed[:40]}"})

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


def _text(body: Any) -> str:
    return "" if body is None else json.dumps(body, ensure_ascii=False)
