"""Whoever was confirmed at a window is there for a while, for the clerk who confirmed them and for nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.configuration.documents import Accounts, Limits
from chalicelib.identity.persons.records import PersonState
from chalicelib.identity.proving.in_person import InPerson
from chalicelib.identity.rules import Level
from chalicelib.shared.access import PUBLIC, Role
from chalicelib.shared.change import Change
from chalicelib.shared.clocks import rfc3339
from chalicelib.shared.errors import NotFound, RuleViolation
from tests.builders import a_clerk, but
from tests.identity.cities import LI, ZHANG
from tests.identity.persons import CHILD, Town

UNKNOWN_ID = "0" * 26


@pytest.fixture
def town() -> Town:
    return Town()


class TestBehaviour:
    def test_the_person_whom_a_clerk_confirmed_is_before_them(self, town: Town) -> None:
        confirmed = town.present(ZHANG)
        assert town.service.present(town.clerk, confirmed["verification_id"]) == confirmed["person_id"]
        assert confirmed["expires_in"] == 60 * 60
        assert town.service.person(confirmed["person_id"]).level == Level.IN_PERSON

    def test_it_says_when_and_whether_the_guardian_was_there(self, town: Town) -> None:
        alone = town.service.presence(town.clerk, town.present(ZHANG)["verification_id"])
        assert (alone.guardian_present, alone.staff_no) == (False, town.clerk.id)
        assert alone.confirmed_at == rfc3339(town.clock.now())
        assert alone.expires_at == town.clock.now() + timedelta(minutes=60)
        brought = town.present(CHILD, guardian_present=True)["verification_id"]
        assert town.service.presence(town.clerk, brought).guardian_present

    @given(st.lists(st.tuples(st.sampled_from([ZHANG, LI]), st.integers(0, 90)), min_size=1, max_size=5))
    def test_each_lasts_its_own_hour_whoever_comes_next(self, comings: list[tuple[tuple[str, str], int]]) -> None:
        town = Town()
        came = []
        for who, minutes in comings:
            came.append((town.present(who), town.clock.now()))
            town.later(minutes=minutes)
        for confirmed, at in came:
            if town.clock.now() - at < timedelta(hours=1):
                assert town.service.present(town.clerk, confirmed["verification_id"]) == confirmed["person_id"]
            else:
                with pytest.raises(RuleViolation, match="presence_expired"):
                    town.service.present(town.clerk, confirmed["verification_id"])

    def test_it_ends_to_the_second(self, town: Town) -> None:
        confirmed = town.present(ZHANG)
        town.later(seconds=60 * 60 - 1)
        assert town.service.present(town.clerk, confirmed["verification_id"]) == confirmed["person_id"]
        town.later(seconds=1)
        with pytest.raises(RuleViolation, match="presence_expired"):
            town.service.present(town.clerk, confirmed["verification_id"])

    def test_how_long_is_the_citys_to_say(self, town: Town) -> None:
        accounts = Accounts(presence_minutes=5)
        settings = {"accounts": accounts, "limits": Limits()}
        town.desk = InPerson(town.parts._replace(settings=settings.__getitem__), town.register)
        confirmed = town.present(ZHANG)
        assert confirmed["expires_in"] == 5 * 60
        town.later(minutes=5)
        with pytest.raises(RuleViolation, match="presence_expired"):
            town.service.present(town.clerk, confirmed["verification_id"])

    def test_who_was_not_confirmed_is_not_there(self, town: Town) -> None:
        begun = town.desk.begin(town.citizen("zhang"), None)
        for verification_id in (UNKNOWN_ID, "", begun["verification_id"]):
            with pytest.raises(NotFound, match="presence_not_found"):
                town.service.present(town.clerk, verification_id)

    def test_who_was_closed_since_is_to_be_confirmed_anew(self, town: Town) -> None:
        caller = town.verified("zhang", ZHANG)
        town.closing.request(caller, None)
        town.later(days=9)
        before = town.present(ZHANG)["verification_id"]
        town.day()
        assert town.service.person(caller.id).closed
        with pytest.raises(NotFound, match="presence_not_found"):
            town.service.present(town.clerk, before)
        assert town.service.present(town.clerk, town.present(ZHANG)["verification_id"]) == caller.id

    def test_nor_is_anybody_there_of_whom_nothing_is_left(self, town: Town) -> None:
        confirmed = town.present(ZHANG)
        person = town.store.person(confirmed["person_id"])
        assert person
        gone = person._replace(state=PersonState.ERASED)
        never = town.service.presence(town.clerk, confirmed["verification_id"])._replace(
            verification_id=UNKNOWN_ID, person_id=UNKNOWN_ID
        )
        town.committer.commit(lambda: Change((town.store.save_person(gone), town.store.add_presence(never))), None)
        for verification_id in (confirmed["verification_id"], UNKNOWN_ID):
            with pytest.raises(NotFound, match="presence_not_found"):
                town.service.present(town.clerk, verification_id)

    def test_a_refusal_leaves_no_presence(self, town: Town) -> None:
        with pytest.raises(RuleViolation):
            town.present(("李四", ZHANG[1]))
        assert not [kind for kind, _ in town.store.items if kind == "presence"]

    def test_the_act_names_the_same_confirmation(self, town: Town) -> None:
        confirmed = town.present(ZHANG)
        (act,) = town.committer.of(f"person#{confirmed['person_id']}")
        assert act.changes["verification_id"] == confirmed["verification_id"]

    def test_the_record_names_nobody_in_clear(self, town: Town) -> None:
        town.present(ZHANG)
        (kept,) = [repr(item) for (kind, _), item in town.store.items.items() if kind == "presence"]
        assert ZHANG[0] not in kept
        assert ZHANG[1] not in kept


class TestPermission:
    def test_a_colleague_has_nobody_before_them(self, town: Town) -> None:
        confirmed = town.present(ZHANG)
        for other in (a_clerk(staff_no="S009"), a_clerk(Role.HALL_MANAGER, staff_no="S002")):
            with pytest.raises(NotFound, match="presence_not_found"):
                town.service.present(other, confirmed["verification_id"])

    def test_nor_do_citizens_and_visitors(self, town: Town) -> None:
        confirmed = town.present(ZHANG)
        for caller in (town.citizen("zhang"), PUBLIC):
            with pytest.raises(NotFound, match="presence_not_found"):
                town.service.present(caller, confirmed["verification_id"])

    def test_a_citizen_with_the_clerks_id_is_no_clerk(self, town: Town) -> None:
        confirmed = town.present(ZHANG)
        with pytest.raises(NotFound, match="presence_not_found"):
            town.service.present(but(town.clerk, kind="citizen"), confirmed["verification_id"])
