"""Who an account's user is: name and number against the population register."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from chalicelib.identity.messages import FAULTS
from chalicelib.shared.acts import verify_chain
from chalicelib.shared.change import Once
from chalicelib.shared.clocks import SHANGHAI
from chalicelib.shared.errors import (
    Invalid,
    NotFound,
    RuleViolation,
    ServiceError,
    Unauthenticated,
    UpstreamUnavailable,
)
from tests.identity.cities import LI, SUN, ZHANG, City
from tests.identity.persons import CHILD, Town


@pytest.fixture
def city() -> City:
    return City()


def test_a_match_raises_the_account_to_level_2(city: City) -> None:
    caller = city.citizen()
    answer = city.verifications.verify(caller, *ZHANG, None)
    assert {**answer, "verification_id": ""} == {
        "verification_id": "",
        "method": "name_number",
        "status": "confirmed",
        "assurance_level": 2,
        "refresh_required": True,
    }
    person = city.service.person(caller.id)
    assert (person.name, person.resident_id, person.level) == (*ZHANG, 2)
    assert city.citizen().level == 2


def test_the_number_is_kept_as_it_stands_on_the_certificate(city: City) -> None:
    caller = city.citizen()
    city.verifications.verify(caller, "张三", " 11010519491231002x ", None)
    assert city.service.person(caller.id).resident_id == ZHANG[1]


def test_a_second_account_joins_the_same_person(city: City) -> None:
    first = city.verified("phone", ZHANG)
    second = city.verified("tablet", ZHANG)
    assert first.id == second.id
    assert first.session_id != second.session_id


def test_two_people_stay_two(city: City) -> None:
    assert city.verified("a", ZHANG).id != city.verified("b", LI).id


def test_two_accounts_that_verify_at_once_join_one_person(city: City) -> None:
    tablet = city.citizen("tablet")
    city.committer.meanwhile = lambda: city.verifications.verify(tablet, *ZHANG, None)
    city.verifications.verify(city.citizen("phone"), *ZHANG, None)
    assert city.citizen("phone").id == city.citizen("tablet").id


def test_an_account_that_is_somebody_does_not_become_another(city: City) -> None:
    caller = city.verified("phone", ZHANG)
    asked = len(city.register.asked)
    with pytest.raises(RuleViolation, match="account_belongs_to_another"):
        city.verifications.verify(caller, *LI, None)
    assert len(city.register.asked) == asked


def test_verifying_again_confirms_the_same_person(city: City) -> None:
    first = city.verified("phone", ZHANG)
    assert city.verified("phone", ZHANG).id == first.id
    assert city.service.person(first.id).name == "张三"


@pytest.mark.parametrize(
    ("name", "number", "code"),
    [
        ("李四", ZHANG[1], "identity_not_confirmed"),
        ("张三", "440300190001019992", "identity_not_confirmed"),
        (*SUN, "identity_cancelled"),
        ("张三", SUN[1], "identity_not_confirmed"),
    ],
)
def test_what_the_register_does_not_confirm_is_refused_and_leaves_nothing(
    city: City, name: str, number: str, code: str
) -> None:
    caller = city.citizen()
    before = dict(city.store.items)
    with pytest.raises(RuleViolation, match=code):
        city.verifications.verify(caller, name, number, None)
    assert city.store.items == before
    assert city.committer.acts == {}


@pytest.mark.parametrize("text", ["110105194912310021", "110105491231002", "１１０１０５１９４９１２３１００２Ｘ", "x"])
def test_a_number_that_was_never_issued_is_refused_without_asking_the_register(city: City, text: str) -> None:
    with pytest.raises(Invalid) as error:
        city.verifications.verify(city.citizen(), "张三", text, None)
    (fault,) = error.value.faults
    assert fault.pointer == "/resident_id"
    assert fault.code in FAULTS
    assert city.register.asked == []


def test_a_register_that_is_down_leaves_nothing(city: City) -> None:
    caller = city.citizen()
    before = dict(city.store.items)

    city.register.down = True
    with pytest.raises(UpstreamUnavailable):
        city.verifications.verify(caller, *ZHANG, None)
    assert city.store.items == before


def test_the_act_is_on_the_persons_chain_with_personal_data_sealed(city: City) -> None:
    caller = city.citizen()
    answer = city.verifications.verify(caller, *ZHANG, None)
    subject = f"person#{caller.id}"
    acts = city.committer.of(subject)
    record = city.store.person(caller.id)
    assert record
    assert [act.type for act in acts] == ["person.verified"]
    assert verify_chain(subject, acts) == record.chain
    changes = acts[0].changes
    assert (changes["verification_id"], changes["assurance_level"]) == (answer["verification_id"], 2)
    assert (changes["certificate"], changes["evidence"]) == ("resident_id", "serial-1")
    assert city.sealer.open(record.salt, str(changes["name"]), "name") == "张三"
    assert not any(secret in repr(city.store.items) + acts[0].canonical for secret in ZHANG)


def test_a_repeated_request_gets_the_same_answer_and_no_second_act(city: City) -> None:
    caller = city.citizen()
    once = Once(f"citizen:{caller.id}", "POST /v1/me/verifications", "k1", "digest")
    first = city.verifications.verify(caller, *ZHANG, once)
    assert city.verifications.verify(caller, *ZHANG, once) == first
    assert len(city.committer.acts) == 1


def test_a_repeated_request_gets_its_answer_while_the_register_is_down(city: City) -> None:
    caller = city.citizen()
    once = Once(f"citizen:{caller.id}", "POST /v1/me/verifications", "k1", "digest")
    first = city.verifications.verify(caller, *ZHANG, once)
    city.register.down = True
    assert city.verifications.verify(caller, *ZHANG, once) == first


def test_the_register_is_asked_once_however_often_the_change_is_decided(city: City) -> None:
    caller = city.citizen("phone")
    city.committer.meanwhile = lambda: city.log_in("phone")
    city.verifications.verify(caller, *ZHANG, None)
    assert len(city.register.asked) == 1


def test_an_ended_session_cannot_verify(city: City) -> None:
    caller = city.citizen()
    city.sessions.end(caller.session_id)
    with pytest.raises(Unauthenticated, match="session_ended"):
        city.verifications.verify(caller, *ZHANG, None)


def test_a_birth_is_measured_by_law_time(city: City) -> None:
    city.clock.move(timedelta(days=-1))
    with pytest.raises(Invalid) as error:
        city.verifications.verify(city.citizen(), "新生", "110101202611210019", None)
    assert error.value.faults[0].code == "resident_id_birth_in_future"


def test_on_the_sixteenth_birthday_in_the_citys_time_a_guardian_is_needed_no_more() -> None:
    town = Town()
    born_2015_06_01 = CHILD
    midnight = datetime(2031, 6, 1, tzinfo=SHANGHAI)
    town.clock.move(midnight - timedelta(milliseconds=1) - town.clock.now())
    caller = town.citizen("child")
    with pytest.raises(RuleViolation, match="guardian_needed"):
        town.verifications.verify(caller, *born_2015_06_01, None)
    town.later(milliseconds=1)
    assert town.verifications.verify(caller, *born_2015_06_01, None)["assurance_level"] == 2


def test_each_persons_data_is_sealed_under_a_salt_of_its_own(city: City) -> None:
    zhang, li = city.verified("a", ZHANG), city.verified("b", LI)
    assert city.service.salt_of(zhang.id) != city.service.salt_of(li.id)
    with pytest.raises(NotFound, match="person_not_found"):
        city.service.salt_of("nobody")


def test_me_is_masked(city: City) -> None:
    caller = city.citizen()
    assert city.service.me(caller)["name"] is None
    city.verifications.verify(caller, *ZHANG, None)
    me = city.service.me(caller)
    assert (me["name"], me["resident_id"], me["assurance_level"]) == ("张*", "110***********002X", 2)
    assert me["refresh_required"] is True
    assert city.service.me(city.citizen())["refresh_required"] is False
    assert "1949" not in json.dumps(me)


def test_of_guesses_at_a_name_ten_are_looked_at_and_ones_own_number_is_no_guess(city: City) -> None:
    for _ in range(12):
        city.verifications.verify(city.citizen(), *ZHANG, None)
    asked = len(city.register.asked)
    refused = []
    for guess in range(12):
        with pytest.raises(ServiceError) as error:
            city.verifications.verify(city.citizen(f"thief {guess}"), "王五", ZHANG[1], None)
        refused.append(error.value.code)
    assert refused == ["identity_not_confirmed"] * 10 + ["too_many_attempts"] * 2
    assert len(city.register.asked) == asked + 10
