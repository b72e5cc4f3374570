"""Giving and withdrawing consent, and what is on record afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.consents import rules
from chalicelib.consents.rules import Consents, Purpose, Said, State
from chalicelib.shared.acts import Act, verify_chain
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import RuleViolation
from tests.consents.city import LI, ZHANG, City


def said_by(act: Act) -> Said:
    state = State(act.type.removeprefix("consent."))
    version, sha256 = act.changes["wording_version"], act.changes["wording_sha256"]
    return Said(state, Purpose(str(act.changes["purpose"])), int(str(version)), str(sha256))


def test_whoever_said_nothing_consented_to_nothing(city: City) -> None:
    assert not any(city.stands(purpose=purpose) for purpose in Purpose)
    assert [one["state"] for one in city.service.all_of(ZHANG)["consents"]] == ["never"] * len(Purpose)


def test_consent_given_stands_until_it_is_withdrawn(city: City) -> None:
    given = city.give()
    assert (given["state"], given["given_at"], given["withdrawn_at"]) == ("given", "2026-11-21T01:00:00.000Z", None)
    assert city.stands()
    city.clock.move(timedelta(hours=1))
    withdrawn = city.withdraw()
    assert (withdrawn["state"], withdrawn["given_at"]) == ("withdrawn", given["given_at"])
    assert withdrawn["withdrawn_at"] == "2026-11-21T02:00:00.000Z"
    assert not city.stands()


def test_each_act_tells_purpose_wording_and_article(city: City) -> None:
    wording = city.said[Purpose.PREFILL]
    city.give()
    city.withdraw()
    acts = city.acts()
    assert [act.type for act in acts] == ["consent.given", "consent.withdrawn"]
    assert [act.ground for act in acts] == ["个人信息保护法第十四条", "个人信息保护法第十五条"]
    said = {"purpose": "prefill", "wording_version": 0, "wording_sha256": wording.sha256}
    told = {**said, "account_id": ZHANG.account_id}
    assert [act.changes for act in acts] == [told, told]
    assert {(act.actor.id, act.actor.role, act.channel) for act in acts} == {("person-zhang", "citizen", "miniprogram")}
    assert verify_chain("consent#person-zhang", acts).seq == 2


def test_a_separate_consent_stands_on_its_own_article(city: City) -> None:
    city.give(purpose=Purpose.FACE_VERIFICATION)
    city.give(purpose=Purpose.CERTIFICATE_USE)
    assert [act.ground for act in city.acts()] == ["个人信息保护法第二十九条", "个人信息保护法第二十三条"]


def test_giving_twice_is_one_act(city: City) -> None:
    first = city.give()
    city.clock.move(timedelta(hours=1))
    assert city.give() == first
    assert len(city.acts()) == 1


@pytest.mark.parametrize("consented", [False, True])
def test_withdrawing_what_does_not_stand_is_no_act_and_no_refusal(city: City, consented: bool) -> None:
    if consented:
        city.give()
        city.withdraw()
    before = city.acts()
    assert city.withdraw()["state"] == ("withdrawn" if consented else "never")
    assert city.acts() == before


def test_another_wording_makes_a_consent_stop_counting_until_it_is_given_anew(city: City) -> None:
    old = city.said[Purpose.PREFILL]
    city.give()
    city.give(purpose=Purpose.NOTIFICATION)
    new = city.publish("新的说明")
    assert (city.stands(), city.stands(purpose=Purpose.NOTIFICATION)) == (False, True)
    shown = {one["purpose"]: one for one in city.service.all_of(ZHANG)["consents"]}
    assert (shown["prefill"]["state"], shown["prefill"]["outdated"]) == ("given", True)
    assert shown["prefill"]["given_to"] == {"version": 0, "sha256": old.sha256}
    assert shown["prefill"]["wording"] == {"version": 1, "sha256": new.sha256, "text": "新的说明"}
    assert not shown["notification"]["outdated"]
    assert not city.give()["outdated"]
    assert city.stands()
    assert [act.changes["wording_version"] for act in city.acts()] == [0, 0, 1]


def test_what_was_agreed_to_is_withdrawn_whatever_the_wording_is_now(city: City) -> None:
    old = city.said[Purpose.PREFILL]
    city.give()
    city.publish("新的说明")
    assert city.withdraw()["given_to"] == {"version": 0, "sha256": old.sha256}
    assert city.acts()[-1].changes["wording_sha256"] == old.sha256


def test_nobody_agrees_to_what_they_were_not_shown(city: City) -> None:
    before = city.said[Purpose.PREFILL]
    city.publish("新的说明")
    for shown in ({"version": 0}, {"sha256": before.sha256}, {"version": 2}):
        with pytest.raises(RuleViolation, match="wording_changed"):
            city.give(**shown)
    assert city.acts() == []
    assert not city.stands()


def test_a_request_that_comes_again_has_the_same_answer(city: City) -> None:
    once = Once("citizen:person-zhang", "POST /v1/me/consents", "k", "ab" * 32)
    first = city.give(once=once)
    city.publish("新的说明")
    assert city.give(version=0, sha256=None, once=once) == first
    assert len(city.acts()) == 1


def test_people_do_not_consent_for_each_other(city: City) -> None:
    city.give(LI)
    assert (city.stands(ZHANG), city.stands(LI)) == (False, True)
    city.withdraw(ZHANG)
    assert city.stands(LI)
    assert city.acts(ZHANG) == []


def test_what_is_kept_is_the_fold_of_the_acts(city: City) -> None:
    for purpose in (Purpose.PREFILL, Purpose.FACE_VERIFICATION):
        city.give(purpose=purpose)
    city.withdraw()
    city.publish("新的说明", Purpose.FACE_VERIFICATION)
    city.give(purpose=Purpose.FACE_VERIFICATION)
    city.give()
    held: Consents = {}
    for act in city.acts():
        held = rules.after(held, said_by(act), act.law_time)
    kept = city.table.consents(ZHANG.id)
    assert kept.held == held
    assert kept.chain == verify_chain("consent#person-zhang", city.acts())


def test_who_decided_on_an_older_state_decides_anew(city: City) -> None:
    city.give(purpose=Purpose.NOTIFICATION)
    stale = city.table.consents(ZHANG.id)
    city.give()
    with pytest.raises(RuleViolation, match="changed_meanwhile"):
        city.committer.commit(lambda: Change((city.table.save(stale),)), None)
    assert city.stands()
