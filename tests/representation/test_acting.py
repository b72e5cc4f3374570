"""Naming what lets one apply for another: an organisation, or an authorisation that one received."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from chalicelib.representation import sides
from chalicelib.representation.rules import Kind, Scope
from chalicelib.shared.access import system
from chalicelib.shared.errors import Forbidden, NotFound, RuleViolation
from tests.representation.city import ITEM, ZHANG, ZHAO, City, person

OTHER_ITEM = "11530102MB0000000X4000701002000"
NARROW = {"scope": frozenset({Scope.APPLY}), "items": frozenset({ITEM})}


def test_the_legal_representative_names_the_organisation(city: City) -> None:
    own = city.company()
    authority = city.service.acting(person("li"), own, ITEM)
    assert (authority.principal_id, authority.kind) == (own, Kind.LEGAL_REPRESENTATIVE)
    with pytest.raises(NotFound, match="organisation_not_found"):
        city.service.acting(person("zhang"), own, ITEM)


def test_an_agent_may_name_the_organisation_or_the_authorisation(city: City) -> None:
    own = city.company()
    given = city.gives("li", Kind.AGENT, organisation_id=own)
    for named in (own, given["authorisation_id"]):
        authority = city.service.acting(person("wang"), named, ITEM)
        assert (authority.principal_id, authority.authorisation_id) == (own, given["authorisation_id"])


def test_an_authorisation_is_its_grantee_s_to_name(city: City) -> None:
    given = city.gives("zhang")
    assert city.service.acting(person("wang"), given["authorisation_id"], ITEM).principal_id == "person-zhang"
    for other in (person("zhang"), person("li"), person("wang", level=1), system("sweep")):
        with pytest.raises(NotFound, match="authorisation_not_found"):
            city.service.acting(other, given["authorisation_id"], ITEM)


def test_what_has_ended_says_so(city: City) -> None:
    revoked, passing = city.gives("zhang"), city.gives("zhang")
    sides.end(city.parts, person("zhang"), revoked["authorisation_id"], None)
    city.clock.move(timedelta(days=32))
    for ended in (revoked, passing):
        with pytest.raises(RuleViolation, match="authorisation_already_ended"):
            city.service.acting(person("wang"), ended["authorisation_id"], ITEM)


def test_what_does_not_go_so_far_says_so(city: City) -> None:
    for given in (
        city.gives("zhang", scope=frozenset({Scope.VIEW, Scope.COLLECT})),
        city.gives("zhang", items=frozenset({OTHER_ITEM})),
    ):
        with pytest.raises(Forbidden, match="authorisation_does_not_cover"):
            city.service.acting(person("wang"), given["authorisation_id"], ITEM)


def test_two_authorisations_give_what_either_gives(city: City) -> None:
    city.gives("zhang", items=frozenset({OTHER_ITEM}))
    city.gives("zhang", scope=frozenset({Scope.VIEW}))
    assert city.service.authority(person("wang"), "person-zhang", OTHER_ITEM, Scope.APPLY)
    assert city.service.authority(person("wang"), "person-zhang", ITEM, Scope.VIEW)
    assert city.service.authority(person("wang"), "person-zhang", ITEM, Scope.APPLY) is None
    assert city.service.authority(person("wang"), "person-zhang", None, Scope.APPLY) is None


@pytest.mark.parametrize("kind", [Kind.AGENT, Kind.FAMILY, Kind.GUARDIAN])
@pytest.mark.parametrize("fate", ["stands", "ended by a side", "its time is over"])
def test_whatever_its_kind_it_gives_its_scope_for_its_items_while_it_stands(city: City, kind: Kind, fate: str) -> None:
    table: dict[Kind, tuple[str, str, dict[str, Any]]] = {
        Kind.AGENT: ("li", "wang", {"organisation_id": city.company(), **NARROW}),
        Kind.FAMILY: ("zhang", "wang", NARROW),
        Kind.GUARDIAN: ("zhao", "zhao", {}),
    }
    who, grantee, asked = table[kind]
    given = city.gives(who, kind, **asked)
    if fate == "ended by a side":
        sides.end(city.parts, person(grantee), given["authorisation_id"], None)
    if fate == "its time is over":
        city.clock.move(timedelta(days=365 * 3))
    for scope, item in product(Scope, (ITEM, OTHER_ITEM, None)):
        within = kind is Kind.GUARDIAN or (scope in (Scope.APPLY, Scope.VIEW) and item == ITEM)
        found = city.service.authority(person(grantee), given["principal"]["principal_id"], item, scope)
        assert (found is not None) is (within and fate == "stands"), (scope, item)


def test_a_grantee_cannot_pass_it_on(city: City) -> None:
    city.gives("zhang")
    city.gives("wang", named=("赵六", "440305198512240021"))
    assert city.service.authority(person("zhao"), "person-zhang", ITEM, Scope.VIEW) is None


def test_below_the_least_level_nobody_acts_for_another(city: City) -> None:
    city.gives("zhang")
    assert city.service.authority(person("wang", level=2), "person-zhang", ITEM, Scope.VIEW)
    assert city.service.authority(person("wang", level=1), "person-zhang", ITEM, Scope.VIEW) is None


def test_who_is_acted_for_is_told_in_clear_to_who_serves_them_and_masked_to_others(city: City) -> None:
    own = city.company()
    assert city.service.principal(own).number == "91350100M000100Y43"
    assert city.service.principal("person-zhang").name == "张三"
    assert (city.service.shown_name(own), city.service.shown_name("person-zhang")) == ("翠湖科技有限公司", "张*")
    for nobody in ("org-01KAJ00000000000000000000", "person-nobody"):
        with pytest.raises(NotFound, match="principal_not_found"):
            city.service.principal(nobody)


def test_for_whoever_had_their_account_closed_nobody_acts_any_more(city: City) -> None:
    given = city.gives("zhang")
    del city.people.persons["person-zhang"]
    for scope in Scope:
        assert city.service.authority(person("wang"), "person-zhang", ITEM, scope) is None
    with pytest.raises(NotFound, match="principal_not_found"):
        city.service.acting(person("wang"), given["authorisation_id"], ITEM)


def test_who_may_see_all_that_is_an_organisation_s(city: City) -> None:
    own = city.company()
    city.gives("li", Kind.AGENT, organisation_id=own, scope=frozenset({Scope.VIEW}))
    city.gives("li", Kind.AGENT, organisation_id=own, scope=frozenset({Scope.COLLECT}), named=ZHANG)
    city.gives("li", Kind.AGENT, organisation_id=own, items=frozenset({ITEM}), named=ZHAO)
    city.gives("zhang")
    for who in ("li", "wang"):
        city.service.require_overview(person(who), own)
    for who, of in (("zhang", own), ("zhao", own), ("wang", "person-zhang")):
        with pytest.raises(NotFound, match="organisation_not_found"):
            city.service.require_overview(person(who), of)
