"""The partners' ports as the composition root makes them, in a city of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.identity.numbers import parse_resident_id
from chalicelib.representation.ports import BusinessOutcome, GuardianshipOutcome
from chalicelib.shared.partner_token_table import PartnerTokenTable
from chalicelib.wiring import identity, partners, representation
from infra.local.partners.accounts import WECHAT_APPID
from infra.local.partners.wechat import openid
from tests import deployment
from tests.partners.stand_ins import StandIns

ZHANG_SAN = openid(WECHAT_APPID, "张三")


@pytest.fixture(autouse=True)
def city(stand_ins: StandIns, tables: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, value in deployment.settings(stand_ins.url).items():
        monkeypatch.setenv(name, value)
    deployment.forget()
    yield
    deployment.forget()


def test_phone_and_face_share_one_token_that_is_kept_sealed(stand_ins: StandIns) -> None:
    issued = stand_ins.control("wechat/phone-codes", person="张三")
    assert identity.phone_port().number(issued["code"], ZHANG_SAN).number == issued["number"]
    number = parse_resident_id("11010519491231002X")
    attempt = identity.face_port().begin("R1", "张三", number, ZHANG_SAN)
    stand_ins.control("wechat/faces", verify_id=attempt.verify_id, person="张三")
    assert identity.face_port().outcome(attempt.verify_id, "R1", "张三", number, ZHANG_SAN).passed
    assert [seen["path"].rpartition("/")[2] for seen in stand_ins.requests("wechat")].count("stable_token") == 1
    kept = PartnerTokenTable().partner_token("wechat")
    assert kept
    assert not kept.token.startswith("99_")


def test_another_container_takes_the_token_from_the_table(stand_ins: StandIns) -> None:
    for _ in range(2):
        code = stand_ins.control("wechat/phone-codes", person="张三")["code"]
        assert identity.phone_port().number(code, None).number
        deployment.forget()
    assert [seen["path"].rpartition("/")[2] for seen in stand_ins.requests("wechat")].count("stable_token") == 1


def test_the_registers_answer() -> None:
    company = representation.business_register().check("R1", "91440300MA5FAKE01G", "李四", "110101199003074514")
    assert company.outcome is BusinessOutcome.MATCH
    family = representation.guardianship_register().check(
        "R2", "李四", "110101199003074514", "李小一", "110101201506010010"
    )
    assert family.outcome is GuardianshipOutcome.MATCH


def test_the_credit_platform_answers() -> None:
    standing = partners.credit_platform().standing("R3", "周八", "510104201006156789")
    assert (standing.bad_faith, standing.red_list) == (True, False)
