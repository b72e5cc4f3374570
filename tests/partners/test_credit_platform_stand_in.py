"""The credit platform's stand-in keeps the contract of docs/partners/credit_platform.md, and its controls do."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
import requests

from chalicelib.shared import signed_register
from infra.local.partners.accounts import CREDIT_PLATFORM_PREFIX, PARTNER_SECRETS
from tests.partners.stand_ins import StandIns

KEY = PARTNER_SECRETS["credit_platform_key"]
PATH = "/credit-checks"
SUBJECT = {"name": "张三", "number": "11010519491231002X"}
NUMBERS = count(time.time_ns())


def body(**subject: Any) -> bytes:
    return json.dumps({"request_no": "R1", "subject": {**SUBJECT, **subject}}, ensure_ascii=False).encode()


def post(stand_ins: StandIns, sent: bytes, headers: dict[str, str]) -> requests.Response:
    return requests.post(f"{stand_ins.url}{CREDIT_PLATFORM_PREFIX}{PATH}", data=sent, headers=headers, timeout=5)


def signed(sent: bytes, key: str = KEY, late: int = 0) -> dict[str, str]:
    return signed_register.headers(key, PATH, int(time.time()) + late, f"nonce{next(NUMBERS)}0000", sent)


def lists(stand_ins: StandIns, **subject: str) -> Any:
    sent = body(**subject)
    return post(stand_ins, sent, signed(sent)).json()["lists"]


@pytest.mark.parametrize(
    ("name", "number", "expected"),
    [
        ("周八", "510104201006156789", ["judgment_defaulter"]),
        ("郑十", "440300190001019992", ["red_list"]),
        ("张三", "510104201006156789", []),
        ("张三", "11010519491231002X", []),
        ("示例科技有限公司", "91440300MA5FAKE01G", []),
    ],
)
def test_sample_people_are_on_their_lists(stand_ins: StandIns, name: str, number: str, expected: list[str]) -> None:
    assert lists(stand_ins, name=name, number=number) == expected


def test_a_subject_whose_source_is_down_gets_503(stand_ins: StandIns) -> None:
    sent = body(name="吴九", number="350102198511123454")
    answer = post(stand_ins, sent, signed(sent))
    assert (answer.status_code, answer.json()) == (503, {"error": "source_unavailable"})


def test_a_control_puts_somebody_on_lists_and_takes_them_off(stand_ins: StandIns) -> None:
    stand_ins.control("credit-platform/lists", **SUBJECT, lists=["broken_commitment", "red_list"])
    assert lists(stand_ins) == ["broken_commitment", "red_list"]
    stand_ins.control("credit-platform/lists", **SUBJECT, lists=[])
    assert lists(stand_ins) == []
    stand_ins.control("credit-platform/lists", name="周八", number="510104201006156789", lists=[])
    stand_ins.control("reset")
    assert lists(stand_ins, name="周八", number="510104201006156789") == ["judgment_defaulter"]


@pytest.mark.parametrize(
    "wrong", [{"lists": ["grey_list"]}, {"lists": [["red_list"]]}, {"lists": "red_list"}, {}, {"lists": [], "name": ""}]
)
def test_a_control_takes_no_other_lists(stand_ins: StandIns, wrong: dict[str, Any]) -> None:
    with pytest.raises(requests.HTTPError, match="400"):
        stand_ins.control("credit-platform/lists", **{**SUBJECT, **wrong})


def test_lists_outlive_a_restart_and_so_does_what_was_asked_once(restarted: Callable[[], Any]) -> None:
    sent = body()
    headers = signed(sent)
    with restarted() as first:
        first.control("credit-platform/lists", **SUBJECT, lists=["red_list"])
        assert post(first, sent, headers).status_code == 200
    with restarted() as again:
        assert post(again, sent, headers).json() == {"error": "nonce_repeated"}
        assert lists(again) == ["red_list"]


def test_a_source_is_down_whatever_else_it_holds(stand_ins: StandIns) -> None:
    stand_ins.control("credit-platform/lists", **SUBJECT, lists=["red_list", "unavailable"])
    assert post(stand_ins, body(), signed(body())).status_code == 503


def test_an_unsigned_altered_or_repeated_request_is_refused(stand_ins: StandIns) -> None:
    sent = body()
    headers = signed(sent)
    assert post(stand_ins, sent, {}).json() == {"error": "authorization_malformed"}
    assert post(stand_ins, body(name="李四"), headers).json() == {"error": "signature_wrong"}
    assert post(stand_ins, sent, signed(sent, key="another key")).status_code == 401
    assert post(stand_ins, sent, signed(sent, late=-400)).json() == {"error": "timestamp_out_of_range"}
    assert post(stand_ins, sent, headers).status_code == 200
    assert post(stand_ins, sent, headers).json() == {"error": "nonce_repeated"}


@pytest.mark.parametrize(
    "sent", [b"[]", b"[" * 100_000, b"{}", b'{"request_no": "R1", "subject": {"name": "A"}}', b"\xff"]
)
def test_what_cannot_be_read_is_400(stand_ins: StandIns, sent: bytes) -> None:
    assert post(stand_ins, sent, signed(sent)).status_code == 400
