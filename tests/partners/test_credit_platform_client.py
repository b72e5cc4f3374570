"""The credit platform over real HTTP, on good days and bad ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.cases.adapters.credit_platform import translate
from chalicelib.cases.adapters.credit_platform.client import CreditPlatformClient
from chalicelib.cases.adapters.credit_platform.vocabulary import MARKS, Mark
from chalicelib.cases.credit import CreditStanding
from chalicelib.shared import signed_register
from chalicelib.shared.clocks import WallClock
from chalicelib.shared.errors import UpstreamUnavailable
from infra.local.partners.accounts import CREDIT_PLATFORM_PREFIX, PARTNER_SECRETS
from infra.local.partners.credit_platform import LISTS, read_listed
from infra.local.partners.population_register import read_people
from tests.partners.stand_ins import LATE, StandIns

DEFAULTER = ("周八", "510104201006156789")
ON_THE_RED_LIST = ("郑十", "440300190001019992")
ZHANG_SAN = ("张三", "11010519491231002X")
COMPANY = ("示例科技有限公司", "91440300MA5FAKE01G")


@pytest.fixture
def client(stand_ins: StandIns) -> CreditPlatformClient:
    return client_of(stand_ins, PARTNER_SECRETS["credit_platform_key"])


def client_of(stand_ins: StandIns, key: str) -> CreditPlatformClient:
    return CreditPlatformClient(f"{stand_ins.url}{CREDIT_PLATFORM_PREFIX}/", lambda: key, WallClock())


@pytest.mark.parametrize(
    ("asked", "bad_faith", "red_list"),
    [
        (DEFAULTER, True, False),
        (ON_THE_RED_LIST, False, True),
        (ZHANG_SAN, False, False),
        (("李四", "110101199003074514"), False, False),
        (COMPANY, False, False),
        (("别人", DEFAULTER[1]), False, False),
    ],
)
def test_each_list_becomes_our_word(
    client: CreditPlatformClient, asked: tuple[str, str], bad_faith: bool, red_list: bool
) -> None:
    standing = client.standing("R1", *asked)
    assert (standing.bad_faith, standing.red_list) == (bad_faith, red_list)
    assert standing.serial_no.startswith("XY")


def test_a_source_that_is_down_is_unavailable(client: CreditPlatformClient) -> None:
    with pytest.raises(UpstreamUnavailable, match="credit_unavailable"):
        client.standing("R1", "吴九", "350102198511123454")


def test_a_wrong_key_is_unavailable_not_a_good_standing(stand_ins: StandIns) -> None:
    with pytest.raises(UpstreamUnavailable):
        client_of(stand_ins, "another key").standing("R1", *DEFAULTER)


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
    stand_ins: StandIns, client: CreditPlatformClient, kind: str, asked: dict[str, float]
) -> None:
    stand_ins.fault("credit_platform", kind, **asked)
    with pytest.raises(UpstreamUnavailable):
        client.standing("R1", *DEFAULTER)
    assert client.standing("R2", *DEFAULTER).bad_faith


def test_the_content_type_does_not_matter(stand_ins: StandIns, client: CreditPlatformClient) -> None:
    stand_ins.fault("credit_platform", "wrong_content_type")
    assert client.standing("R1", *DEFAULTER).bad_faith


@given(st.lists(st.sampled_from(sorted(MARKS)), max_size=5))
def test_bad_faith_outweighs_whatever_else_is_told(lists: list[str]) -> None:
    bad_faith = any(MARKS[code] is Mark.BAD_FAITH for code in lists)
    told = translate.standing({"lists": lists, "serial_no": "XY1"})
    assert told == CreditStanding(bad_faith, "red_list" in lists and not bad_faith, "XY1")


@pytest.mark.parametrize(
    "lists", [None, "red_list", {}, 0, ["grey_list"], ["red_list", "grey_list"], [None], [["red_list"]], [1]]
)
def test_what_the_contract_does_not_know_is_none(lists: object) -> None:
    assert translate.standing({"request_no": "R1", "lists": lists, "serial_no": "XY1"}) is None
    assert translate.standing({"request_no": "R1", "serial_no": "XY1"}) is None


def test_every_word_of_ours_is_a_list_of_the_platform() -> None:
    assert set(MARKS.values()) == set(Mark)
    assert MARKS.keys() == LISTS


def test_the_worked_vector_of_the_contract() -> None:
    body = signed_register.encoded(translate.question("01KAJ5Y3ZQ0000000000000001", *DEFAULTER))
    assert body.decode() == (
        '{"request_no":"01KAJ5Y3ZQ0000000000000001","subject":{"name":"周八","number":"510104201006156789"}}'
    )
    nonce = "01KAJ5Y3ZQ0000000000000002"
    signature = signed_register.signature("local-credit-key", translate.PATH, 1795233600, nonce, body)
    assert signature == "6fd14561bc249d251b804375853beeaeadf234e335456fc964f526cee0c03e8a"


def test_numbers_and_names_are_masked_in_the_journal(stand_ins: StandIns, client: CreditPlatformClient) -> None:
    client.standing("R1", *DEFAULTER)
    (seen,) = stand_ins.requests("credit_platform")
    assert DEFAULTER[0] not in str(seen)
    assert DEFAULTER[1] not in str(seen)


def test_whoever_is_listed_is_a_sample_person() -> None:
    people = {(person.name, person.number) for person in read_people()}
    assert {(one.name, one.number) for one in read_listed()} <= people
