"""Guardianship by the population register over real HTTP, on good days and bad ones."""

from __future__ import annotations

from datetime import date

import pytest

from chalicelib.identity.numbers import parse_resident_id
from chalicelib.representation.adapters.population_register import translate
from chalicelib.representation.adapters.population_register.client import GuardianshipClient
from chalicelib.representation.adapters.population_register.vocabulary import OUTCOMES
from chalicelib.representation.ports import GuardianshipOutcome
from chalicelib.shared.clocks import WallClock
from chalicelib.shared.errors import UpstreamUnavailable
from infra.local.partners.accounts import PARTNER_SECRETS, POPULATION_REGISTER_PREFIX
from infra.local.partners.population_register import read_people
from tests.partners.stand_ins import LATE, StandIns

GUARDIAN = ("李四", "110101199003074514")
CHILD = ("李小一", "110101201506010010")
NOBODY = ("张三", "440300200002290019")


@pytest.fixture
def client(stand_ins: StandIns) -> GuardianshipClient:
    return client_of(stand_ins, PARTNER_SECRETS["population_register_key"])


def client_of(stand_ins: StandIns, key: str) -> GuardianshipClient:
    return GuardianshipClient(f"{stand_ins.url}{POPULATION_REGISTER_PREFIX}/", lambda: key, WallClock())


@pytest.mark.parametrize(
    ("guardian", "ward", "outcome"),
    [
        (GUARDIAN, CHILD, GuardianshipOutcome.MATCH),
        (("王五", "110101199003074506"), CHILD, GuardianshipOutcome.MATCH),
        (("赵六", "440305198512240021"), CHILD, GuardianshipOutcome.MISMATCH),
        (CHILD, GUARDIAN, GuardianshipOutcome.MISMATCH),
        (("王五", GUARDIAN[1]), CHILD, GuardianshipOutcome.MISMATCH),
        (GUARDIAN, ("李小二", CHILD[1]), GuardianshipOutcome.MISMATCH),
        (GUARDIAN, NOBODY, GuardianshipOutcome.NOT_FOUND),
        (NOBODY, CHILD, GuardianshipOutcome.NOT_FOUND),
    ],
)
def test_each_result_becomes_our_word(
    client: GuardianshipClient, guardian: tuple[str, str], ward: tuple[str, str], outcome: GuardianshipOutcome
) -> None:
    check = client.check("R1", *guardian, *ward)
    assert check.outcome is outcome
    assert check.serial_no.startswith("RK")


def test_a_source_that_is_down_is_unavailable(client: GuardianshipClient) -> None:
    with pytest.raises(UpstreamUnavailable, match="guardianship_register_unavailable"):
        client.check("R1", "吴九", "350102198511123454", *CHILD)


def test_a_wrong_key_is_unavailable_not_a_mismatch(stand_ins: StandIns) -> None:
    with pytest.raises(UpstreamUnavailable):
        client_of(stand_ins, "another key").check("R1", *GUARDIAN, *CHILD)


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
    stand_ins: StandIns, client: GuardianshipClient, kind: str, asked: dict[str, float]
) -> None:
    stand_ins.fault("population_register", kind, **asked)
    with pytest.raises(UpstreamUnavailable):
        client.check("R1", *GUARDIAN, *CHILD)
    assert client.check("R2", *GUARDIAN, *CHILD).outcome is GuardianshipOutcome.MATCH


def test_the_content_type_does_not_matter(stand_ins: StandIns, client: GuardianshipClient) -> None:
    stand_ins.fault("population_register", "wrong_content_type")
    assert client.check("R1", *GUARDIAN, *CHILD).outcome is GuardianshipOutcome.MATCH


@pytest.mark.parametrize("result", ["perhaps", "deceased", None, 1, ["match"]])
def test_what_the_contract_does_not_know_is_none(result: object) -> None:
    assert translate.guardianship_check({"request_no": "R1", "serial_no": "RK1", "result": result}) is None


def test_every_word_of_ours_is_a_result() -> None:
    assert set(OUTCOMES.values()) == set(GuardianshipOutcome)


def test_sample_children_are_under_sixteen_and_have_known_guardians() -> None:
    people = {person.number: person for person in read_people()}
    children = [person for person in people.values() if person.guardians]
    assert children
    for child in children:
        assert parse_resident_id(child.number, date(2026, 11, 21)).birth_on > date(2010, 11, 21)
        assert all(people[guardian].state == "alive" for guardian in child.guardians)
