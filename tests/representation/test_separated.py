"""What was given through an account that turned out to be another's gives nothing."""

from __future__ import annotations

import pytest

from chalicelib.identity.persons.records import Parting
from chalicelib.representation import giving
from chalicelib.representation.rules import Kind, Scope
from chalicelib.shared.change import Change
from chalicelib.shared.clocks import rfc3339
from chalicelib.shared.errors import RuleViolation
from chalicelib.wiring import committer, law_clock
from chalicelib.wiring.identity import identity_table
from tests.representation.city import ITEM, City, asking, person
from tests.representation.serving import DIVISION, Served, given

BEFORE, SINCE = "2026-01-09T00:00:00.000Z", "2026-01-11T00:00:00.000Z"


def separate(city: City, who: str, at: str, account: str = "first") -> None:
    own = f"person-{who}"
    known = city.people.persons[own]
    city.people.persons[own] = known._replace(separated={f"account-{who}-{account}": at})


@pytest.mark.parametrize(
    ("at", "account", "stands"), [(SINCE, "first", False), (BEFORE, "first", True), (SINCE, "another", True)]
)
@pytest.mark.parametrize("kind", [Kind.FAMILY, Kind.AGENT])
def test_it_stands_unless_its_account_was_separated_since(
    city: City, kind: Kind, at: str, account: str, stands: bool
) -> None:
    who, asked = ("li", {"organisation_id": city.company()}) if kind is Kind.AGENT else ("zhang", {})
    own = city.gives(who, kind, **asked)
    separate(city, who, at, account)
    principal = own["principal"]["principal_id"]
    assert (city.service.authority(person("wang"), principal, ITEM, Scope.VIEW) is not None) is stands
    if stands:
        assert city.service.acting(person("wang"), own["authorisation_id"], ITEM)
    else:
        with pytest.raises(RuleViolation, match="authorisation_void"):
            city.service.acting(person("wang"), own["authorisation_id"], ITEM)


def test_what_the_principal_gave_beside_it_stands(city: City) -> None:
    city.gives("zhang")
    separate(city, "zhang", "2026-01-10T05:00:00.000Z")
    assert city.service.authority(person("wang"), "person-zhang", ITEM, Scope.VIEW) is None
    giving.give(city.parts, person("zhang", account="another"), asking(), None)
    assert city.service.authority(person("wang"), "person-zhang", ITEM, Scope.VIEW)


def test_the_act_names_the_account(city: City) -> None:
    (act,) = city.acts(f"authorisation#{city.gives('zhang')['authorisation_id']}")
    assert act.changes["account_id"] == "account-zhang-first"


def test_a_representative_s_account_that_was_separated_has_nothing_of_the_company(city: City) -> None:
    own = city.company()
    known = city.people.persons["person-li"]
    city.people.persons["person-li"] = known._replace(left={"account-li-first": SINCE})
    assert city.service.authority(person("li"), own, ITEM, Scope.VIEW) is None


def test_what_identity_separated_counts_at_the_next_request(served: Served) -> None:
    body = {"item_code": served.publish(), "division_code": DIVISION, "on_behalf_of": given(served, "张三")}
    case_id = served.send("POST", "/cases", body, "王五").body["case_id"]
    assert served.send("GET", f"/cases/{case_id}", by="王五").status == 200
    own, store = served.ids["张三"], identity_table()
    known = store.person(own)
    assert known is not None
    parting = Parting(f"{own}-first", rfc3339(law_clock().now()), True)
    committer().commit(lambda: Change((store.save_person(known._replace(partings=(parting,))),)), None)
    assert served.send("GET", f"/cases/{case_id}", by="王五").status == 404
    refused = served.send("POST", "/cases", body, "王五", idempotency_key="once-more")
    assert (refused.status, refused.body["code"]) == (409, "authorisation_void")
