"""Over the routes: what each answers, and a case from an agent's appointment to the agent's dismissal."""

from __future__ import annotations

import pytest

from chalicelib.cases.schemas import CaseFileBody, CaseList, Timeline
from chalicelib.identity.persons.records import PersonState
from chalicelib.representation import schemas
from chalicelib.shared.change import Change
from chalicelib.wiring import committer
from chalicelib.wiring.identity import identity_table
from tests.partners.stand_ins import StandIns
from tests.representation.serving import COMPANY, DIVISION, NUMBERS, Served, authorisation, given, joined


def test_faults_of_an_authorisation_are_told_with_pointers(served: Served) -> None:
    asked = authorisation(grantee={"name": "王五", "resident_id": "110101199003074507"}, scope=[], ends_on="2020-01-01")
    refused = served.send("POST", "/authorisations", asked)
    assert {(fault["pointer"], fault["code"]) for fault in refused.body["errors"]} == {
        ("/grantee/resident_id", "resident_id_check_character_wrong"),
        ("/scope", "required"),
        ("/ends_on", "ends_on_out_of_range"),
    }


def test_a_company_s_case_by_its_agent_until_the_agent_is_dismissed(served: Served) -> None:
    item = served.publish(applicant_types=["legal_person"])
    company = joined(served)
    agent = given(served, "李四", kind="agent", principal=company, items=[item])
    begun = served.send("POST", "/cases", {"item_code": item, "division_code": DIVISION, "on_behalf_of": agent}, "王五")
    assert begun.status == 201, begun.body
    case = f"/cases/{begun.body['case_id']}"
    assert served.send("POST", f"{case}/submission", {}, "王五").status == 201

    shown = served.send("GET", case, by="王五").body
    CaseFileBody.model_validate(shown)
    assert shown["agent"] == {"kind": "agent", "authorisation_id": agent, "name": "王*"}
    told = served.send("GET", f"{case}/timeline", by="李四").body
    Timeline.model_validate(told)
    (entry,) = told["entries"]
    assert (entry["by"], entry["agent"], entry["on_behalf_of"]) == ("经办人", "王*", "示例科技有限公司")

    for path, by in ((f"/cases?organisation_id={company}", "李四"), ("/cases?for=others", "王五")):
        listed = served.send("GET", path, by=by).body
        CaseList.model_validate(listed)
        assert [one["case_id"] for one in listed["cases"]] == [begun.body["case_id"]]

    lookup = {"number": shown["public_no"], "proof": COMPANY[-6:]}
    assert served.send("POST", "/status-lookups", lookup).body["case_no"] == shown["case_no"]

    assert served.send("POST", f"/authorisations/{agent}/revocation", {}, "李四").status == 201
    assert served.send("GET", case, by="王五").status == 404
    (once,) = served.send("GET", "/cases?for=others", by="王五").body["cases"]
    assert (once["may_view"], once["principal"]["name"]) == (False, "示例科技有限公司")
    assert served.send("POST", f"{case}/withdrawal", {}, "李四").status == 201


def test_a_guardian_applies_for_a_child_who_has_no_account(served: Served) -> None:
    item = served.publish()
    ward = {"name": "赵小二", "resident_id": NUMBERS["赵小二"]}
    body = {"item_code": item, "division_code": DIVISION}
    alone = served.send("POST", "/cases", body, "赵小二")
    assert (alone.status, alone.body["code"]) == (409, "guardian_needed")
    made = served.send("POST", "/authorisations", {"kind": "guardian", "ward": ward, "reason": "父女"}, "赵六")
    assert (made.status, made.body["ends_on"]) == (201, "2036-03-31"), made.body
    begun = served.send("POST", "/cases", {**body, "on_behalf_of": made.body["authorisation_id"]}, "赵六")
    handed_in = served.send("POST", f"/cases/{begun.body['case_id']}/submission", {}, "赵六")
    assert handed_in.status == 201, handed_in.body
    (own,) = served.send("GET", "/cases", by="赵小二").body["cases"]
    assert (own["case_id"], own["agent"]["kind"]) == (begun.body["case_id"], "guardian")
    stranger = served.send("POST", "/authorisations", {"kind": "guardian", "ward": ward, "reason": "朋友"}, "张三")
    assert (stranger.status, stranger.body["code"]) == (409, "guardianship_not_confirmed")


def test_an_unavailable_register_lets_nobody_become_a_guardian(served: Served, partners: StandIns) -> None:
    partners.fault("population_register", "dropped_connection")
    ward = {"name": "赵小二", "resident_id": NUMBERS["赵小二"]}
    refused = served.send("POST", "/authorisations", {"kind": "guardian", "ward": ward, "reason": "父女"}, "赵六")
    assert (refused.status, refused.body["code"]) == (503, "guardianship_register_unavailable")


def test_lists_and_details_are_as_documented(served: Served) -> None:
    own = given(served, "张三")
    for by, side in (("张三", "given"), ("王五", "received")):
        listed = served.send("GET", "/authorisations?limit=1", by=by).body
        schemas.AuthorisationList.model_validate(listed)
        assert [(one["authorisation_id"], one["side"]) for one in listed["authorisations"]] == [(own, side)]
    company = joined(served)
    listed = served.send("GET", "/me/organisations", by="李四").body
    schemas.OrganisationList.model_validate(listed)
    assert [one["organisation_id"] for one in listed["organisations"]] == [company]
    left = served.send("POST", f"/me/organisations/{company}/departure", {}, "李四", 3)
    assert (left.status, left.body["is_representative"]) == (201, False)
    assert served.send("GET", f"/authorisations?organisation_id={company}", by="李四").status == 404


@pytest.mark.parametrize("state", [PersonState.CLOSED, PersonState.ERASED])
def test_an_authorisation_gives_nothing_once_its_principal_is_closed(served: Served, state: PersonState) -> None:
    body = {"item_code": served.publish(), "division_code": DIVISION, "on_behalf_of": given(served, "张三")}
    case_id = served.send("POST", "/cases", body, "王五").body["case_id"]
    store = identity_table()
    person = store.person(served.ids["张三"])
    assert person is not None
    committer().commit(lambda: Change((store.save_person(person._replace(state=state)),)), None)
    refused = served.send("POST", "/cases", body, "王五", idempotency_key="another")
    assert (refused.status, refused.body["code"]) == (404, "principal_not_found")
    for path in ("", "/timeline", "/materials"):
        assert served.send("GET", f"/cases/{case_id}{path}", by="王五").body["code"] == "case_not_found"
    (once,) = served.send("GET", "/cases?for=others", by="王五").body["cases"]
    assert (once["may_view"], once["principal"]["name"]) == (False, None)
