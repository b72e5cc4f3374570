"""The population register's adapter over real HTTP, on good days and bad ones."""

from __future__ import annotations

from datetime import date

import pytest
from aiohttp import web

from chalicelib.identity.adapters.population_register import translate
from chalicelib.identity.adapters.population_register.client import PopulationRegisterClient
from chalicelib.identity.numbers import ResidentId, parse_resident_id
from chalicelib.identity.ports import Match
from chalicelib.shared import signed_register
from chalicelib.shared.clocks import WallClock
from chalicelib.shared.errors import UpstreamUnavailable
from infra.local.partners.accounts import PARTNER_SECRETS, POPULATION_REGISTER_PREFIX
from tests.partners.stand_ins import LATE, StandIns, serving


def number(text: str) -> ResidentId:
    return parse_resident_id(text, date(2026, 11, 21))


@pytest.fixture
def client(stand_ins: StandIns) -> PopulationRegisterClient:
    return client_of(stand_ins, PARTNER_SECRETS["population_register_key"])


def client_of(stand_ins: StandIns, key: str) -> PopulationRegisterClient:
    return PopulationRegisterClient(f"{stand_ins.url}{POPULATION_REGISTER_PREFIX}/", lambda: key, WallClock())


@pytest.mark.parametrize(
    ("name", "text", "outcome"),
    [
        ("张三", "11010519491231002X", Match.MATCH),
        ("张三", "110101199003074514", Match.MISMATCH),
        ("孙七", "440524188001010014", Match.DECEASED),
        ("张三", "440300200002290019", Match.NOT_FOUND),
    ],
)
def test_each_result_becomes_our_word(client: PopulationRegisterClient, name: str, text: str, outcome: Match) -> None:
    check = client.check("R1", name, number(text))
    assert check.outcome is outcome
    assert check.serial_no.startswith("RK")


def test_a_source_that_is_down_is_unavailable(client: PopulationRegisterClient) -> None:
    with pytest.raises(UpstreamUnavailable, match="population_register_unavailable"):
        client.check("R1", "吴九", number("350102198511123454"))


def test_a_serial_number_is_kept_at_64_characters() -> None:
    body = b'{"request_no":"R1","result":"match","serial_no":"' + b"9" * 100 + b'"}'
    told = signed_register.answer_to("R1", body)
    assert told is not None
    assert translate.person_check(told) == (Match.MATCH, "9" * 64)


def test_a_wrong_key_is_unavailable_not_a_mismatch(stand_ins: StandIns) -> None:
    with pytest.raises(UpstreamUnavailable):
        client_of(stand_ins, "another key").check("R1", "张三", number("11010519491231002X"))


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("http_status", {}),
        ("http_status", {"status": 302}),
        ("http_status", {"status": 200}),
        ("dropped_connection", {}),
        ("truncated_body", {}),
        ("latency", {"seconds": LATE}),
    ],
)
def test_whatever_is_no_clear_answer_is_unavailable(
    stand_ins: StandIns, client: PopulationRegisterClient, kind: str, asked: dict[str, float]
) -> None:
    stand_ins.fault("population_register", kind, **asked)
    with pytest.raises(UpstreamUnavailable):
        client.check("R1", "张三", number("11010519491231002X"))
    assert client.check("R2", "张三", number("11010519491231002X")).outcome is Match.MATCH


@pytest.mark.parametrize("status", [201, 202, 404])
def test_another_status_is_no_clear_answer_whatever_it_says(status: int) -> None:
    async def answer(_request: web.Request) -> web.Response:
        told = {"request_no": "R1", "result": "match", "serial_no": "RK1"}
        return web.json_response(told, status=status)

    app = web.Application()
    app.router.add_post(f"{POPULATION_REGISTER_PREFIX}/person-checks", answer)
    with serving(app) as stand_ins, pytest.raises(UpstreamUnavailable):
        client_of(stand_ins, "any").check("R1", "张三", number("11010519491231002X"))


def test_the_content_type_does_not_matter(stand_ins: StandIns, client: PopulationRegisterClient) -> None:
    stand_ins.fault("population_register", "wrong_content_type")
    assert client.check("R1", "张三", number("11010519491231002X")).outcome is Match.MATCH


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"request_no":"R1","result":"perhaps","serial_no":"RK1"}',
        b'{"request_no":"R1","result":1,"serial_no":"RK1"}',
        b'{"request_no":"R1","result":"match"}',
        b'{"request_no":"R2","result":"match","serial_no":"RK1"}',
        b'{"result":"match","serial_no":"RK1"}',
        b'{"request_no":"R1","result":"match","serial_no":""}',
        b'{"request_no":"R1","result":"match","serial_no":"\\ud800"}',
        b'{"request_no":"R1","result":"match","serial_no":"RK\\n1"}',
        b"[" * 100_000,
    ],
)
def test_an_answer_that_is_not_to_our_question_is_none(body: bytes) -> None:
    told = signed_register.answer_to("R1", body)
    assert told is None or translate.person_check(told) is None


def test_the_worked_vector_of_the_contract() -> None:
    asked = translate.question("01KAJ5Y3ZQ0000000000000001", "张三", number("11010519491231002X"))
    body = signed_register.encoded(asked)
    assert body.decode() == (
        '{"request_no":"01KAJ5Y3ZQ0000000000000001","name":"张三",'
        '"certificate_type":"resident_id","certificate_number":"11010519491231002X"}'
    )
    nonce = "01KAJ5Y3ZQ0000000000000002"
    signature = signed_register.signature("local-register-key", translate.PATH, 1795233600, nonce, body)
    assert signature == "c2d244877e9b5530bd905d626f04475e3e870671a57869d3abf0975818be0532"
