"""The business register's adapter over real HTTP, on good days and bad ones."""

from __future__ import annotations

import pytest

from chalicelib.representation.adapters.business_register import translate
from chalicelib.representation.adapters.business_register.client import BusinessRegisterClient
from chalicelib.representation.adapters.business_register.vocabulary import OUTCOMES
from chalicelib.representation.ports import BusinessOutcome
from chalicelib.shared import signed_register
from chalicelib.shared.clocks import WallClock
from chalicelib.shared.credit_code import parse_uscc
from chalicelib.shared.errors import UpstreamUnavailable
from infra.local.partners.accounts import BUSINESS_REGISTER_PREFIX, PARTNER_SECRETS
from infra.local.partners.business_register import read_organisations
from infra.local.partners.population_register import read_people
from tests.partners.stand_ins import LATE, StandIns

COMPANY = ("91440300MA5FAKE01G", "李四", "110101199003074514")


@pytest.fixture
def client(stand_ins: StandIns) -> BusinessRegisterClient:
    return client_of(stand_ins, PARTNER_SECRETS["business_register_key"])


def client_of(stand_ins: StandIns, key: str) -> BusinessRegisterClient:
    return BusinessRegisterClient(f"{stand_ins.url}{BUSINESS_REGISTER_PREFIX}/", lambda: key, WallClock())


@pytest.mark.parametrize(
    ("asked", "outcome", "name"),
    [
        (COMPANY, BusinessOutcome.MATCH, "示例科技有限公司"),
        (("91440300MA5FAKE01G", "李四", "110101199003074506"), BusinessOutcome.MISMATCH, None),
        (("91440300MA5FAKE01G", "张三", "110101199003074514"), BusinessOutcome.MISMATCH, None),
        (("93440300MA5G00002R", "赵六", "440305198512240021"), BusinessOutcome.REVOKED, None),
        (("93440300MA5G00002R", "张三", "11010519491231002X"), BusinessOutcome.MISMATCH, None),
        (("12440300455755896G", "郑十", "440300190001019992"), BusinessOutcome.DEREGISTERED, None),
        (("91350100M000100Y43", "张三", "11010519491231002X"), BusinessOutcome.NOT_FOUND, None),
    ],
)
def test_each_result_becomes_our_word(
    client: BusinessRegisterClient, asked: tuple[str, str, str], outcome: BusinessOutcome, name: str | None
) -> None:
    check = client.check("R1", *asked)
    assert (check.outcome, check.organisation_name) == (outcome, name)
    assert check.serial_no.startswith("FR")


def test_a_source_that_is_down_is_unavailable(client: BusinessRegisterClient) -> None:
    with pytest.raises(UpstreamUnavailable, match="business_register_unavailable"):
        client.check("R1", "51440300502688888D", "李四", "110101199003074514")


def test_a_wrong_key_is_unavailable_not_a_mismatch(stand_ins: StandIns) -> None:
    with pytest.raises(UpstreamUnavailable):
        client_of(stand_ins, "another key").check("R1", *COMPANY)


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
    stand_ins: StandIns, client: BusinessRegisterClient, kind: str, asked: dict[str, float]
) -> None:
    stand_ins.fault("business_register", kind, **asked)
    with pytest.raises(UpstreamUnavailable):
        client.check("R1", *COMPANY)
    assert client.check("R2", *COMPANY).outcome is BusinessOutcome.MATCH


def test_the_content_type_does_not_matter(stand_ins: StandIns, client: BusinessRegisterClient) -> None:
    stand_ins.fault("business_register", "wrong_content_type")
    assert client.check("R1", *COMPANY).outcome is BusinessOutcome.MATCH


@pytest.mark.parametrize(
    "told",
    [
        {"result": "perhaps"},
        {"result": None},
        {"result": "match"},
        {"result": "match", "organisation_name": ""},
        {"result": "match", "organisation_name": 1},
        {"result": "match", "organisation_name": "长" * 201},
        {"result": "match", "organisation_name": " "},
        {"result": "match", "organisation_name": "\ud800"},
        {"result": "match", "organisation_name": "甲\x00"},
    ],
)
def test_what_the_contract_does_not_know_is_none(told: dict[str, object]) -> None:
    assert translate.business_check({"request_no": "R1", "serial_no": "FR1", **told}) is None


def test_every_word_of_ours_is_a_result() -> None:
    assert set(OUTCOMES.values()) == set(BusinessOutcome)


def test_the_worked_vector_of_the_contract() -> None:
    body = signed_register.encoded(translate.question("01KAJ5Y3ZQ0000000000000001", *COMPANY))
    assert body.decode() == (
        '{"request_no":"01KAJ5Y3ZQ0000000000000001","credit_code":"91440300MA5FAKE01G","legal_representative":'
        '{"name":"李四","certificate_type":"resident_id","certificate_number":"110101199003074514"}}'
    )
    nonce = "01KAJ5Y3ZQ0000000000000002"
    signature = signed_register.signature("local-business-key", translate.PATH, 1795233600, nonce, body)
    assert signature == "1d89aae889732189902f2c9fe2d9a9cc4111e17b50a9f6b87ddbf6b2f6af4416"


def test_the_certificate_is_told_by_its_number() -> None:
    asked = translate.question("R1", COMPANY[0], "张三", "810000199408230021")
    person = asked["legal_representative"]
    assert isinstance(person, dict)
    assert person["certificate_type"] == "residence_permit"


def test_numbers_and_names_are_masked_in_the_journal(stand_ins: StandIns, client: BusinessRegisterClient) -> None:
    client.check("R1", *COMPANY)
    (seen,) = stand_ins.requests("business_register")
    assert "李四" not in str(seen)
    assert "110101199003074514" not in str(seen)


def test_sample_organisations_have_good_codes_and_known_representatives() -> None:
    people = {(person.name, person.number) for person in read_people()}
    for organisation in read_organisations():
        assert parse_uscc(organisation.credit_code).number == organisation.credit_code
        assert (organisation.representative_name, organisation.representative_number) in people
