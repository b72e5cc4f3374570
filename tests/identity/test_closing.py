"""注销: asked for, taken back in time, carried out on its day; what is erased opens no more."""

from __future__ import annotations

from datetime import date

import pytest

from chalicelib.identity.persons.records import NAME_SEAL, PersonState
from chalicelib.shared.access import Caller
from chalicelib.shared.errors import Forbidden, NotFound, RuleViolation, Unauthenticated
from chalicelib.shared.sealing import SealBroken
from tests.identity.cities import LI, ZHANG
from tests.identity.persons import Held, Town


@pytest.fixture
def town() -> Town:
    return Town()


@pytest.fixture
def zhang(town: Town) -> Caller:
    """Somebody with two accounts and a phone number."""
    town.verified("tablet", ZHANG)
    caller = town.verified("phone", ZHANG)
    town.phones.confirm(caller, town.phone_code("phone"), None)
    town.later(seconds=1)
    return caller


def state(town: Town, person_id: str) -> PersonState:
    person = town.store.person(person_id)
    assert person
    return person.state


def acts(town: Town, person_id: str) -> list[str]:
    return [act.type for act in town.committer.of(f"person#{person_id}")]


def test_what_will_happen_is_said_beforehand(town: Town, zhang: Caller) -> None:
    said = town.closing.request(zhang, None)
    assert (said["state"], said["closes_on"], said["records_kept_until"]) == ("closing", "2026-11-28", None)
    assert len(said["consequences"]) == 3
    assert town.service.me(zhang)["closes_on"] == "2026-11-28"
    town.records.held[zhang.id] = Held(0, date(2056, 12, 31))
    assert "2056-12-31" in town.closing.request(zhang, None)["consequences"][1]


@pytest.mark.parametrize("keep_until", [None, date(2056, 12, 31)])
def test_nobody_is_told_that_their_files_are_erased(town: Town, zhang: Caller, keep_until: date | None) -> None:
    town.records.held[zhang.id] = Held(0, keep_until)
    *_, files = town.closing.request(zhang, None)["consequences"]
    assert "材料文件（包括草稿中的）目前还不会自动删除" in files
    assert "窗口" in files


def test_asking_twice_is_asking_once(town: Town, zhang: Caller) -> None:
    first = town.closing.request(zhang, None)
    town.later(days=3)
    assert town.closing.request(zhang, None) == first
    assert acts(town, zhang.id).count("person.closing_requested") == 1


def test_open_cases_come_first(town: Town, zhang: Caller) -> None:
    town.records.held[zhang.id] = Held(2)
    with pytest.raises(RuleViolation, match="cases_open") as refused:
        town.closing.request(zhang, None)
    assert refused.value.params == {"open_cases": 2}


def test_who_only_knows_name_and_number_closes_nobodys_accounts(town: Town, zhang: Caller) -> None:
    town.present(ZHANG, town.desk.begin(zhang, None)["confirmation_code"])
    with pytest.raises(Forbidden, match="assurance_level_too_low"):
        town.closing.request(town.verified("thief", ZHANG), None)
    assert town.closing.request(town.citizen("phone"), None)["state"] == "closing"


def test_it_is_taken_back_in_time(town: Town, zhang: Caller) -> None:
    town.closing.request(zhang, None)
    assert town.closing.withdraw(zhang, None) == {"state": "active"}
    town.later(days=30)
    assert town.day() == []
    assert town.citizen("phone").id == zhang.id
    with pytest.raises(RuleViolation, match="closing_not_requested"):
        town.closing.withdraw(town.citizen("phone"), None)


def test_until_its_day_nothing_happens(town: Town, zhang: Caller) -> None:
    town.closing.request(zhang, None)
    town.later(days=6)
    assert town.day() == []
    assert town.citizen("tablet").id == zhang.id


def test_on_its_day_nothing_is_left_but_a_chain_that_names_nobody(town: Town, zhang: Caller) -> None:
    pair = town.log_in("phone")
    former = town.store.person(zhang.id)
    assert former
    town.closing.request(zhang, None)
    town.later(days=7)
    assert town.two_days() == ["closed", "erased"]
    with pytest.raises(Unauthenticated):
        town.sessions.refresh(pair["refresh_token"])
    assert [town.store.account(town.account_of(user)) for user in ("phone", "tablet")] == [None, None]
    for ask in (town.service.person, town.service.salt_of):
        with pytest.raises(NotFound, match="person_not_found"):
            ask(zhang.id)
    assert former.salt not in repr(town.store.items)
    assert former.name
    assert former.name not in repr(town.store.items)
    assert town.whole()
    assert acts(town, zhang.id)[-2:] == ["person.closed", "person.erased"]


def test_what_the_acts_hold_of_them_opens_no_more(town: Town, zhang: Caller) -> None:
    town.closing.request(zhang, None)
    town.later(days=7)
    town.two_days()
    gone = town.store.person(zhang.id)
    assert gone
    sealed = [str(act.changes["name"]) for act in town.committer.of(gone.chain.subject) if "name" in act.changes]
    assert sealed
    for text in sealed:
        with pytest.raises(SealBroken):
            town.sealer.open(gone.salt, text, NAME_SEAL)


def test_the_number_can_begin_anew(town: Town, zhang: Caller) -> None:
    town.closing.request(zhang, None)
    town.later(days=7)
    town.two_days()
    after = town.verified("phone", ZHANG)
    assert after.id != zhang.id
    assert (after.level, town.service.person(after.id).name) == (2, "张三")


def test_late_or_twice_comes_to_the_same(town: Town, zhang: Caller) -> None:
    town.closing.request(zhang, None)
    town.later(days=700)
    for state in ("closed", "erased"):
        due = town.daily.due()
        assert [town.daily.carry_out(person_id) for person_id in due * 3] == [state] * 3
        town.later(days=1)
    assert acts(town, zhang.id).count("person.closed") == 1
    assert acts(town, zhang.id).count("person.erased") == 1
    assert town.day() == []


def test_it_goes_on_where_it_died(town: Town, zhang: Caller) -> None:
    town.closing.request(zhang, None)
    town.later(days=7)

    def dies() -> None:
        raise ConnectionError

    town.committer.meanwhile = lambda: setattr(town.committer, "meanwhile", dies)
    with pytest.raises(ConnectionError):
        town.day()
    assert state(town, zhang.id) is PersonState.CLOSING
    assert town.two_days() == ["closed", "erased"]
    assert acts(town, zhang.id).count("person.account_detached") == 2


def test_records_that_the_law_wants_are_kept_until_it_lets_go(town: Town, zhang: Caller) -> None:
    town.records.held[zhang.id] = Held(0, date(2056, 12, 31))
    town.closing.request(zhang, None)
    town.later(days=7)
    assert town.two_days() == ["closed", "closed"]
    assert town.service.person(zhang.id).name == "张三"
    assert town.citizen("phone").id != zhang.id
    town.later(days=10_979)
    assert (str(town.parts.law.today()), town.day()) == ("2056-12-20", [])
    town.later(days=12)
    assert town.day() == ["erased"]
    assert town.whole()


def test_whoever_verifies_the_number_again_opens_a_closed_person_by_an_act(town: Town, zhang: Caller) -> None:
    town.records.held[zhang.id] = Held(0, date(2056, 12, 31))
    town.closing.request(zhang, None)
    town.later(days=7)
    town.day()
    assert town.verified("phone", ZHANG).id == zhang.id
    assert acts(town, zhang.id)[-2:] == ["person.reopened", "person.verified"]
    town.later(days=20_000)
    assert town.day() == []
    assert state(town, zhang.id) is PersonState.ACTIVE


def test_somebody_who_began_something_new_is_looked_at_again(town: Town, zhang: Caller) -> None:
    town.closing.request(zhang, None)
    town.later(days=7)
    town.records.held[zhang.id] = Held(1)
    assert town.day() == ["closing"]
    assert town.citizen("phone").id == zhang.id
    assert town.day() == []
    town.records.held.clear()
    town.later(days=1)
    assert town.two_days() == ["closed", "erased"]


def test_an_account_that_joins_meanwhile_is_closed_with_the_rest(town: Town, zhang: Caller) -> None:
    town.closing.request(zhang, None)
    assert town.verified("kitchen", ZHANG).id == zhang.id
    town.later(days=7)
    assert town.two_days() == ["closed", "erased"]
    assert town.store.account(town.account_of("kitchen")) is None


def test_one_that_joins_while_it_is_closed_is_closed_the_day_after(town: Town, zhang: Caller) -> None:
    town.closing.request(zhang, None)
    joining = town.citizen("kitchen")
    town.later(days=7)
    joins = town.citizen("kitchen")
    assert joins.id == joining.id
    town.committer.meanwhile = lambda: town.verifications.verify(joins, *ZHANG, None)
    assert town.day() == ["closing"]
    town.later(days=1)
    assert town.two_days() == ["closed", "erased"]
    assert town.whole()


def test_somebody_unknown_is_erased_as_well(town: Town) -> None:
    caller = town.citizen("phone")
    town.closing.request(caller, None)
    town.later(days=7)
    assert town.two_days() == ["closed", "erased"]
    assert town.citizen("phone").id != caller.id


def test_what_was_submitted_with_a_token_that_still_lived_is_kept(town: Town, zhang: Caller) -> None:
    town.closing.request(zhang, None)
    town.later(days=7)
    assert town.day() == ["closed"]
    town.records.held[zhang.id] = Held(1, date(2056, 12, 31))
    town.later(days=1)
    assert town.day() == ["closed"]
    town.records.held[zhang.id] = Held(0, date(2056, 12, 31))
    town.later(days=1)
    assert town.day() == ["closed"]
    assert town.service.person(zhang.id).name == "张三"
    assert town.store.person(zhang.id).due_on == date(2057, 1, 1)  # type: ignore[union-attr]


@pytest.mark.parametrize("minutes", [0, 30, 90])
def test_however_late_in_the_day_an_hour_lies_between_closing_and_erasing(town: Town, minutes: int) -> None:
    caller = town.citizen("phone")
    town.closing.request(caller, None)
    town.later(days=7, hours=14, minutes=minutes)  # 23:00 in the city, then nearly midnight, then past it
    assert town.day() == ["closed"]
    for _ in range(6):
        town.later(minutes=9)
        assert town.day() == []
    town.later(days=2)
    assert town.day() == ["erased"]


def test_others_are_left_alone(town: Town, zhang: Caller) -> None:
    li = town.verified("li", LI)
    town.closing.request(zhang, None)
    town.later(days=7)
    town.day()
    assert town.citizen("li").id == li.id
    assert town.service.person(li.id).name == "李四"
