"""The population register's stand-in keeps the contract of docs/partners/population_register.md."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
import requests

from chalicelib.shared import signed_register
from infra.local.partners.accounts import PARTNER_SECRETS, POPULATION_REGISTER_PREFIX
from tests.partners.stand_ins import StandIns

KEY = PARTNER_SECRETS["population_register_key"]
PATH = "/person-checks"
NONCE = "01KAJ5Y3ZQ0000000000000000"


def body(**changed: str) -> bytes:
    asked = {
        "request_no": "R1",
        "name": "张三",
        "certificate_type": "resident_id",
        "certificate_number": "11010519491231002X",
        **changed,
    }
    return json.dumps(asked, ensure_ascii=False).encode()


def post(stand_ins: StandIns, sent: bytes, headers: dict[str, str]) -> requests.Response:
    url = f"{stand_ins.url}{POPULATION_REGISTER_PREFIX}{PATH}"
    return requests.post(url, data=sent, headers=headers, timeout=5)


def check(stand_ins: StandIns, **changed: str) -> Any:
    sent = body(**changed)
    nonce = f"nonce{time.time_ns()}0000"
    return post(stand_ins, sent, signed_register.headers(KEY, PATH, int(time.time()), nonce, sent)).json()


@pytest.mark.parametrize(
    ("name", "number", "result"),
    [
        ("张三", "11010519491231002X", "match"),
        ("李四", "110101199003074514", "match"),
        ("李四", "11010519491231002X", "mismatch"),
        ("孙七", "440524188001010014", "deceased"),
        ("张三", "440524188001010014", "mismatch"),
        ("张三", "440300200002290019", "not_found"),
    ],
)
def test_name_and_number_are_compared(stand_ins: StandIns, name: str, number: str, result: str) -> None:
    answer = check(stand_ins, name=name, certificate_number=number)
    assert (answer["request_no"], answer["result"]) == ("R1", result)


def test_a_person_whose_source_is_down_gets_503(stand_ins: StandIns) -> None:
    assert check(stand_ins, name="吴九", certificate_number="350102198511123454") == {"error": "source_unavailable"}


def test_an_unsigned_or_altered_request_is_refused(stand_ins: StandIns) -> None:
    sent = body()
    signed = signed_register.headers(KEY, PATH, int(time.time()), NONCE, sent)
    assert post(stand_ins, sent, {}).json() == {"error": "authorization_malformed"}
    assert post(stand_ins, body(name="李四"), signed).json() == {"error": "signature_wrong"}
    forged = signed_register.headers("another key", PATH, int(time.time()), NONCE, sent)
    assert post(stand_ins, sent, forged).status_code == 401


@pytest.mark.parametrize("late", [-400, 400])
def test_a_signature_ends_after_five_minutes(stand_ins: StandIns, late: int) -> None:
    sent = body()
    headers = signed_register.headers(KEY, PATH, int(time.time()) + late, NONCE, sent)
    assert post(stand_ins, sent, headers).json() == {"error": "timestamp_out_of_range"}


def test_a_request_cannot_be_replayed(stand_ins: StandIns) -> None:
    sent = body()
    headers = signed_register.headers(KEY, PATH, int(time.time()), NONCE, sent)
    assert post(stand_ins, sent, headers).status_code == 200
    assert post(stand_ins, sent, headers).json() == {"error": "nonce_repeated"}


def test_names_and_numbers_are_masked_in_the_journal(stand_ins: StandIns) -> None:
    check(stand_ins)
    (seen,) = stand_ins.requests("population_register")
    assert (seen["body"]["name"], seen["body"]["certificate_number"]) == ("***", "110***********002X")
