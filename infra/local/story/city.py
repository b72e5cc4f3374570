"""The running city as a client finds it: `.local/city.json`, and people who log in and act."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

import boto3
import requests

from infra.local.first_log_in import log_in

_TIMEOUT_S = 60


class CityNotRunning(RuntimeError):
    """There is no running city to drive; the message says how to start one."""


class Refused(RuntimeError):
    """The city refused; `problem` is its problem document."""

    def __init__(self, method: str, path: str, answer: requests.Response) -> None:
        self.status = answer.status_code
        self.problem: dict[str, Any] = answer.json()
        super().__init__(f"{method} {path}: {self.status} {self.problem.get('code')} {self.problem.get('detail')}")


class City:
    """Addresses and sample people of a running city."""

    def __init__(self, described: dict[str, Any]) -> None:
        self.described = described
        self.base_url: str = described["base_url"]

    @classmethod
    def found(cls, path: Path) -> City:
        """The city that `path` describes. Raises CityNotRunning if there is none or it does not answer."""
        if not path.exists():
            raise CityNotRunning("no city is running here: start one with `make run` in another terminal")
        city = cls(json.loads(path.read_text()))
        try:
            requests.get(city.base_url + "/v1/health", timeout=5).raise_for_status()
        except requests.RequestException as silent:
            raise CityNotRunning(f"{city.base_url} does not answer: is `make run` still running?") from silent
        return city

    def start(self, function: str) -> str | None:
        """Start a function of the stack as its schedule would; the error that it ended with, if it did."""
        key = self.described["access_key"]
        client = boto3.client(
            "lambda",
            endpoint_url=self.described["endpoint_url"],
            region_name=self.described["region"],
            aws_access_key_id=key["id"],
            aws_secret_access_key=key["secret"],
        )
        answer = client.invoke(FunctionName=self.described["resources"][function], Payload=b"{}")
        return answer["Payload"].read().decode() if "FunctionError" in answer else None

    def person(self, name: str) -> dict[str, Any]:
        """A sample person by name."""
        found: dict[str, Any] = next(one for one in self.described["people"] if one["name"] == name)
        return found

    def staff(self, role: str, nth: int = 0) -> Visitor:
        """A member of staff with that role, logged in: the first, or with `nth` a colleague."""
        one = [one for one in self.described["staff"] if role in one["roles"]][nth]
        visitor = Visitor(self)
        log_in(one, lambda body: visitor.log_in("/v1/sessions/staff", body), Refused)
        return visitor

    def citizen(self, name: str) -> Visitor:
        """A sample person, logged in with WeChat: the stand-in gives the code that `wx.login` would."""
        asked = {"person": self.person(name)["name"]}
        url = self.described["partners_url"] + "/_control/wechat/codes"
        code = requests.post(url, json=asked, timeout=_TIMEOUT_S).json()["code"]
        visitor = Visitor(self)
        visitor.log_in("/v1/sessions/wechat", {"code": code})
        return visitor


class Visitor:
    """Somebody at the API, with or without a session."""

    def __init__(self, city: City) -> None:
        self._city = city
        self._session = requests.Session()
        self._refresh_token = ""

    def log_in(self, path: str, body: dict[str, Any]) -> None:
        """Take the tokens that `path` gives."""
        tokens = self.post(path, body)
        self._session.headers["Authorization"] = f"Bearer {tokens['access_token']}"
        self._refresh_token = tokens["refresh_token"]

    def refresh(self) -> None:
        """Exchange the refresh token, so that the new tokens carry what has changed meanwhile."""
        self.log_in("/v1/sessions/refresh", {"refresh_token": self._refresh_token})

    def get(self, path: str, **query: str) -> Any:
        """Read."""
        return self.send("GET", path, params=query)

    def post(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """Act, under a key of its own."""
        return self.send("POST", path, json=body or {}, headers={"Idempotency-Key": uuid.uuid4().hex})

    def put(self, path: str, body: dict[str, Any], version: int) -> Any:
        """Edit the version that was read."""
        return self.send("PUT", path, json=body, headers={"If-Match": f'"{version}"'})

    def page(self, path: str, **query: str) -> str:
        """Read what is meant for a browser or a printer."""
        return self._answer("GET", path, params=query).text

    def send(self, method: str, path: str, **options: Any) -> Any:
        """One request. Raises Refused."""
        answer = self._answer(method, path, **options)
        return answer.json() if answer.content else None

    def _answer(self, method: str, path: str, **options: Any) -> requests.Response:
        answer = self._session.request(method, self._city.base_url + path, timeout=_TIMEOUT_S, **options)
        if not answer.ok:
            raise Refused(method, path, answer)
        return answer


def upload(target: dict[str, Any], content: bytes) -> None:
    """What `wx.uploadFile` does: one multipart POST, the file field last."""
    answer = requests.post(target["url"], data=target["fields"], files={"file": ("file", content)}, timeout=_TIMEOUT_S)
    answer.raise_for_status()
