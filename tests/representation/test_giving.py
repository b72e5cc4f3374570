"""Giving an authorisation: for whom, to whom, how far and how long; everything wrong with it at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.representation import sides
from chalicelib.representation.ports import Known
from chalicelib.representation.rules import Kind, Scope
from chalicelib.shared.errors import Forbidden, Invalid, NotFound, RuleViolation
from tests.builders import a_citizen
from tests.representation.city import COMPANY, ITEM, LI, WANG, ZHAO, ZHOU, City, person


def faults(refused: Any) -> set[tuple[str, str]]:
    return {(fault.pointer, fault.code) for fault in refused.value.faults}


class TestFamily:
    def test_the_grantee_may_act_from_now_on(self, city: City) -> None:
        given = city.gives("zhang", reason="出国探亲")
        assert (given["kind"], given["status"], given["side"]) == ("family", "active", "given")
        assert given["principal"] == {"principal_id": "person-zhang", "kind": "person", "name": "张*"}
        assert given["grantee"] == {"name": "王*", "resident_id": "110***********4506"}
        assert (given["reason"], given["ends_on"], given["items"]) == ("出国探亲", "2026-02-10", None)
        authority = city.service.authority(person("wang"), "person-zhang", ITEM, Scope.APPLY)
        assert authority is not None
        assert (authority.kind, authority.authorisation_id) == (Kind.FAMILY, given["authorisation_id"])
        assert (authority.principal_id, authority.person_id, authority.name) == ("person-zhang", "person-wang", "王五")

    def test_what_is_kept_names_nobody_in_clear(self, city: City, tables: Any) -> None:
        given = city.gives("zhang")
        (act,) = city.acts(f"authorisation#{given['authorisation_id']}")
        assert (act.type, act.actor.id, act.on_behalf_of) == ("authorisation.granted", "person-zhang", None)
        items = tables.scan(TableName="representation_table")["Items"]
        stored = act.canonical + str(items)
        assert not [word for word in (*WANG, "本人出差") if word in stored]

    def test_somebody_the_city_does_not_know_yet_may_act_once_they_have_verified(self, city: City) -> None:
        city.gives("zhang", named=("周九", "110101199003070011"))
        city.people.add("person-new", ("周九", "110101199003070011"))
        authority = city.service.authority(person("new"), "person-zhang", ITEM, Scope.VIEW)
        assert authority is not None

    def test_a_mistyped_number_gives_its_holder_nothing(self, city: City) -> None:
        given = city.gives("zhang", named=("王五", LI[1]))
        assert city.service.authority(person("li"), "person-zhang", ITEM, Scope.VIEW) is None
        assert sides.given_and_received(city.parts, person("li"), 20, None)["authorisations"] == []
        with pytest.raises(NotFound):
            sides.one(city.parts, person("li"), given["authorisation_id"])

    def test_the_dot_of_a_name_may_be_typed_in_many_ways(self, city: City) -> None:
        city.people.add("person-new", ("阿依古丽·买买提", "110101199003070011"))
        city.gives("zhang", named=("阿依古丽•买买提", "110101199003070011"))
        assert city.service.authority(person("new"), "person-zhang", ITEM, Scope.VIEW)

    def test_letters_of_a_name_may_be_large_or_small(self, city: City) -> None:
        city.people.add("person-new", ("SMITH JOHN", "911124198108030024"))
        city.gives("zhang", named=("Smith John", "911124198108030024"))
        assert city.service.authority(person("new"), "person-zhang", ITEM, Scope.VIEW)

    def test_whoever_is_not_verified_gives_nothing(self, city: City) -> None:
        with pytest.raises(Forbidden, match="assurance_level_too_low"):
            city.gives("nobody")

    def test_whoever_is_under_16_gives_nothing(self, city: City) -> None:
        city.people.add("person-zhou", ZHOU)
        with pytest.raises(RuleViolation, match="guardian_needed"):
            city.gives("zhou")


class TestAgent:
    def test_an_agent_acts_for_the_organisation_and_not_for_its_representative(self, city: City) -> None:
        own = city.company()
        given = city.gives("li", Kind.AGENT, organisation_id=own)
        assert given["principal"] == {"principal_id": own, "kind": "organisation", "name": "翠湖科技有限公司"}
        authority = city.service.authority(person("wang"), own, ITEM, Scope.APPLY)
        assert authority is not None
        assert authority.kind is Kind.AGENT
        assert city.service.authority(person("wang"), "person-li", ITEM, Scope.VIEW) is None

    def test_its_act_says_for_whom_it_was_given(self, city: City) -> None:
        own = city.company()
        given = city.gives("li", Kind.AGENT, organisation_id=own)
        (act,) = city.acts(f"authorisation#{given['authorisation_id']}")
        assert (act.actor.id, act.on_behalf_of) == ("person-li", own)

    def test_only_the_legal_representative_appoints_agents_and_an_agent_appoints_none(self, city: City) -> None:
        own = city.company()
        city.gives("li", Kind.AGENT, organisation_id=own)
        for other in ("wang", "zhang"):
            with pytest.raises(NotFound, match="organisation_not_found"):
                city.gives(other, Kind.AGENT, organisation_id=own, named=ZHAO)

    def test_it_outlives_the_representative_who_gave_it_and_the_next_one_ends_it(self, city: City) -> None:
        own = city.company()
        given = city.gives("li", Kind.AGENT, organisation_id=own)
        city.business.organisations[COMPANY] = ("翠湖科技有限公司", ZHAO)
        city.company("zhao")
        assert city.service.authority(person("wang"), own, ITEM, Scope.APPLY)
        listed = sides.given_by_organisation(city.parts, person("zhao"), own, 20, None)
        assert [one["authorisation_id"] for one in listed["authorisations"]] == [given["authorisation_id"]]
        with pytest.raises(NotFound):
            sides.end(city.parts, person("li"), given["authorisation_id"], None)
        sides.end(city.parts, person("zhao"), given["authorisation_id"], None)
        assert city.service.authority(person("wang"), own, ITEM, Scope.APPLY) is None
        act = city.acts(f"authorisation#{given['authorisation_id']}")[-1]
        assert (act.type, act.actor.id, act.on_behalf_of) == ("authorisation.revoked", "person-zhao", own)


class TestGuardian:
    def test_a_guardian_does_everything_for_the_ward_until_they_come_of_age(self, city: City) -> None:
        given = city.gives("zhao", Kind.GUARDIAN)
        assert (given["side"], given["ends_on"]) == ("received", "2028-06-14")
        assert (given["scope"], given["items"]) == (["apply", "collect", "view"], None)
        ward = given["principal"]["principal_id"]
        assert city.people.known(ward) == Known(ward, f"salt-{ward}", *ZHOU)
        for scope in Scope:
            authority = city.service.authority(person("zhao"), ward, ITEM, scope)
            assert authority is not None
            assert authority.kind is Kind.GUARDIAN
        city.clock.move(timedelta(days=(date(2028, 6, 15) - date(2026, 1, 10)).days))
        assert city.service.authority(person("zhao"), ward, ITEM, Scope.VIEW) is None

    def test_its_act_is_on_behalf_of_the_ward_and_names_the_evidence(self, city: City) -> None:
        given = city.gives("zhao", Kind.GUARDIAN)
        (act,) = city.acts(f"authorisation#{given['authorisation_id']}")
        assert (act.actor.id, act.on_behalf_of) == ("person-zhao", given["principal"]["principal_id"])
        assert act.changes["evidence"] == "G1"

    def test_the_ward_may_be_known_already(self, city: City) -> None:
        city.people.add("person-zhou", ZHOU)
        assert city.gives("zhao", Kind.GUARDIAN)["principal"]["principal_id"] == "person-zhou"

    @pytest.mark.parametrize(("asked", "ends_on"), [("2026-05-01", "2026-05-01"), ("2099-01-01", "2028-06-14")])
    def test_it_may_end_earlier_but_not_later(self, city: City, asked: str, ends_on: str) -> None:
        assert city.gives("zhao", Kind.GUARDIAN, ends_on=date.fromisoformat(asked))["ends_on"] == ends_on

    def test_without_the_register_s_word_nobody_becomes_a_guardian_and_nobody_is_made_known(self, city: City) -> None:
        before = dict(city.people.persons)
        with pytest.raises(RuleViolation, match="guardianship_not_confirmed"):
            city.gives("zhang", Kind.GUARDIAN)
        assert city.people.persons == before

    def test_one_at_a_time(self, city: City) -> None:
        city.gives("zhao", Kind.GUARDIAN)
        with pytest.raises(RuleViolation, match="guardianship_already_recorded"):
            city.gives("zhao", Kind.GUARDIAN)

    def test_nobody_is_guardian_of_somebody_of_age(self, city: City) -> None:
        with pytest.raises(Invalid) as refused:
            city.gives("zhao", Kind.GUARDIAN, named=WANG)
        assert faults(refused) == {("/ward/resident_id", "ward_of_age")}

    def test_the_last_day_on_which_somebody_has_a_guardian_is_the_one_before_they_come_of_age(self, city: City) -> None:
        city.clock.move(timedelta(days=(date(2028, 6, 14) - date(2026, 1, 10)).days))
        assert city.gives("zhao", Kind.GUARDIAN)["ends_on"] == "2028-06-14"
        city.clock.move(timedelta(days=1))
        with pytest.raises(Invalid) as refused:
            city.gives("zhao", Kind.GUARDIAN)
        assert faults(refused) == {("/ward/resident_id", "ward_of_age")}


class TestFaults:
    def test_all_that_is_lacking_is_told_at_once(self, city: City) -> None:
        with pytest.raises(Invalid) as refused:
            city.gives("zhang", Kind.AGENT, named=None, scope=frozenset(), ends_on=None)
        assert faults(refused) == {(f"/{name}", "required") for name in ("grantee", "principal", "scope", "ends_on")}

    @pytest.mark.parametrize("ends_on", [date(2026, 1, 9), date(2029, 1, 11)])
    def test_it_ends_within_three_years_and_not_before_today(self, city: City, ends_on: date) -> None:
        with pytest.raises(Invalid) as refused:
            city.gives("zhang", ends_on=ends_on)
        assert faults(refused) == {("/ends_on", "ends_on_out_of_range")}

    @pytest.mark.parametrize("ends_on", [date(2026, 1, 10), date(2029, 1, 10)])
    def test_today_and_the_same_day_in_three_years_are_within(self, city: City, ends_on: date) -> None:
        assert city.gives("zhang", ends_on=ends_on)["ends_on"] == ends_on.isoformat()

    def test_a_number_that_was_never_issued_is_told_where_it_is(self, city: City) -> None:
        with pytest.raises(Invalid) as refused:
            city.gives("zhang", named=("王五", "110101199003074507"))
        assert faults(refused) == {("/grantee/resident_id", "resident_id_check_character_wrong")}

    def test_nobody_authorises_themselves_nor_a_child(self, city: City) -> None:
        for named, code in {("张三", "11010519491231002x"): "grantee_is_yourself", ZHOU: "grantee_too_young"}.items():
            with pytest.raises(Invalid) as refused:
                city.gives("zhang", named=named)
            assert faults(refused) == {("/grantee/resident_id", code)}

    @pytest.mark.parametrize(("who", "kind"), [("li", Kind.FAMILY), ("zhao", Kind.GUARDIAN)])
    def test_an_organisation_has_agents_only(self, city: City, who: str, kind: Kind) -> None:
        with pytest.raises(Invalid) as refused:
            city.gives(who, kind, organisation_id=city.company())
        assert faults(refused) == {("/principal", "principal_for_agents_only")}

    def test_staff_have_nobody_to_act_for(self, city: City) -> None:
        city.gives("zhang")
        staff = a_citizen("person-wang")
        staff.kind = "staff"
        assert city.service.authority(staff, "person-zhang", ITEM, Scope.VIEW) is None
