"""A client of the entry point."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import count
from typing import Any, ClassVar

import app
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

    PASSWORD: ClassVar[str] = "a long enough password"

    def __init__(self, stand_ins: StandIns) -> None:
        self.stand_ins = stand_ins
        self._keys = count(1)

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
        answer = self.send("POST", "/v1/sessions/staff", {"staff_no": staff_no, "password": self.PASSWORD})
        token: str = answer.body["access_token"]
        return token
