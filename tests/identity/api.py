"""A client of the entry point."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import count
from typing import Any, ClassVar

import app
from infra.local.first_log_in import do_duties
from tests.builders import an_event
from tests.partners.stand_ins import StandIns


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any
    headers: dict[str, str]

    @property
    def code(self) -> str:
        """The problem's code."""
        code: str = self.body["code"]
        return code


class Api:
    """Sends events as API Gateway does; every create gets an Idempotency-Key of its own unless it brings one."""

    PASSWORD: ClassVar[str] = "A long enough password 1"
    OWN_PASSWORD: ClassVar[str] = PASSWORD + ", now my own"

    def __init__(self, stand_ins: StandIns) -> None:
        self.stand_ins = stand_ins
        self._keys = count(1)
        self._staff: dict[str, str] = {}
        self.seeds: dict[str, str | None] = {}

    def send(self, method: str, path: str, body: Any = None, *, token: str = "", **asked: Any) -> Answer:
        headers = {"idempotency-key": f"key-{next(self._keys)}", **asked.pop("headers", {})}
        if token:
            headers["authorization"] = f"Bearer {token}"
        answer = app.handler(an_event(method, path, body, headers=headers, **asked), None)
        text = answer["body"]
        headers = {name.lower(): value for name, value in answer["headers"].items()}
        return Answer(answer["statusCode"], json.loads(text) if text else None, headers)

    def log_in(self, person: str = "张三") -> dict[str, Any]:
        answer = self.send("POST", "/v1/sessions/wechat", {"code": self.stand_ins.code(person)})
        assert answer.status == 201, answer
        tokens: dict[str, Any] = answer.body
        return tokens

    def citizen(self, person: str = "张三") -> str:
        token: str = self.log_in(person)["access_token"]
        return token

    def staff(self, staff_no: str = "W0001") -> str:
        """A token of somebody who was registered with PASSWORD: one session for a test, after a first log-in."""
        if staff_no not in self._staff:
            self._staff[staff_no] = self._first_log_in(staff_no)
        return self._staff[staff_no]

    def _first_log_in(self, staff_no: str) -> str:
        """Log in, do the duties, refresh."""
        pair = self._posted("/v1/sessions/staff", {"staff_no": staff_no, "password": self.PASSWORD})
        token: str = pair["access_token"]
        duties = self.send("GET", "/v1/me", token=token).body["duties"]
        self.seeds[staff_no] = do_duties(
            lambda path, body: self._posted(path, body, token), duties, self.PASSWORD, self.OWN_PASSWORD
        )
        refreshed: str = self._posted("/v1/sessions/refresh", {"refresh_token": pair["refresh_token"]})["access_token"]
        return refreshed

    def _posted(self, path: str, body: Any, token: str = "") -> dict[str, Any]:
        answer = self.send("POST", path, body, token=token)
        assert answer.status == 201, answer
        found: dict[str, Any] = answer.body
        return found
