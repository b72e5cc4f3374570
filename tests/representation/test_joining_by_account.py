"""Name and number are no secret: an organisation is bound to the accounts that joined it by face."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.representation import organisations, sides
from chalicelib.representation.rules import Kind, Scope
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import verify_chain
from chalicelib.shared.errors import Forbidden, NotFound
from tests.representation.city import COMPANY, ITEM, City, person
from tests.representation.serving import DIVISION, Served, given, joined


def another(level: int = 2) -> Caller:
    """李四 by an account that never joined their company."""
    return person("li", level, "another")


def names(city: City, by: Caller) -> list[str]:
    return [one["name"] for one in organisations.listed(city.parts, by, 20, None)["organisations"]]


def test_an_account_that_did_not_join_by_face_has_nothing_of_the_company(city: City) -> None:
    own = city.company()
    agent = city.gives("li", Kind.AGENT, organisation_id=own)["authorisation_id"]
    assert city.service.authority(another(), own, ITEM, Scope.VIEW) is None
    assert names(city, another()) == []
    for act in (
        lambda: city.service.acting(another(), own, ITEM),
        lambda: city.service.require_overview(another(), own),
        lambda: sides.given_by_organisation(city.parts, another(), own, 20, None),
        lambda: sides.one(city.parts, another(), agent),
        lambda: sides.end(city.parts, another(), agent, None),
        lambda: organisations.leave(city.parts, another(), own, None),
        lambda: organisations.join(city.parts, another(), COMPANY, None),
    ):
        with pytest.raises(Forbidden, match="assurance_level_too_low") as refused:
            act()
        assert refused.value.params["needed"] == 3


def test_by_face_any_account_of_the_representative_acts(city: City) -> None:
    own = city.company()
    assert city.service.authority(another(3), own, ITEM, Scope.APPLY)
    assert names(city, another(3)) == ["翠湖科技有限公司"]
    assert city.service.authority(another(2), own, ITEM, Scope.APPLY) is None


def test_joining_anew_by_face_binds_one_account_more(city: City) -> None:
    own = city.company()
    assert organisations.join(city.parts, another(3), COMPANY, None)["organisation_id"] == own
    for by in (person("li"), another()):
        assert city.service.authority(by, own, ITEM, Scope.APPLY)
    acts = city.acts(f"organisation#{own}")
    verify_chain(f"organisation#{own}", acts)
    assert [(act.type, act.changes["account_id"]) for act in acts] == [
        ("organisation.representative_registered", "account-li-first"),
        ("organisation.representative_confirmed", "account-li-another"),
    ]


def test_an_account_that_left_the_person_since_and_came_back_joins_anew(city: City) -> None:
    own = city.company()
    known = city.people.persons["person-li"]
    for left_at, stands in (("2026-01-09T00:00:00.000Z", True), ("2026-01-11T00:00:00.000Z", False)):
        city.people.persons["person-li"] = known._replace(left={"account-li-first": left_at})
        assert (city.service.authority(person("li"), own, ITEM, Scope.VIEW) is not None) is stands


def test_whoever_gave_it_up_or_was_replaced_leaves_no_account_behind(city: City) -> None:
    own = city.company()
    organisations.leave(city.parts, person("li", 3), own, None)
    stored = city.store.organisation(own)
    assert stored is not None
    assert stored.accounts == {}
    organisations.join(city.parts, another(3), COMPANY, None)
    with pytest.raises(Forbidden):
        city.service.require_overview(person("li"), own)


def test_a_stranger_learns_of_no_company(city: City) -> None:
    own = city.company()
    for by in (person("wang"), person("wang", 3)):
        with pytest.raises(NotFound, match="organisation_not_found"):
            city.service.require_overview(by, own)
        with pytest.raises(NotFound, match="organisation_not_found"):
            city.service.acting(by, own, ITEM)


def test_over_the_routes_the_refusal_says_how_to_rise(served: Served) -> None:
    item = served.publish(applicant_types=["legal_person"])
    company = joined(served)
    agent = given(served, "李四", kind="agent", principal=company)
    begun = served.send(
        "POST", "/cases", {"item_code": item, "division_code": DIVISION, "on_behalf_of": company}, "李四"
    )
    assert begun.status == 201, begun.body
    refused: list[tuple[str, str, Any]] = [
        ("GET", f"/cases?organisation_id={company}", None),
        ("GET", f"/authorisations?organisation_id={company}", None),
        ("POST", f"/authorisations/{agent}/revocation", {}),
        ("POST", "/cases", {"item_code": item, "division_code": DIVISION, "on_behalf_of": company}),
    ]
    for method, path, body in refused:
        answer = served.send(method, path, body, "李四", account="another", idempotency_key="of-another")
        assert (answer.status, answer.body["code"]) == (403, "assurance_level_too_low"), path
        assert [way["method"] for way in answer.body["ways"]] == ["face", "in_person"]
    case = f"/cases/{begun.body['case_id']}"
    assert served.send("GET", case, by="李四", account="another").body["code"] == "case_not_found"
    assert served.send("GET", case, by="李四", account="another", level=3).status == 200
    assert served.send("GET", case, by="李四").status == 200
