"""The directory of staff at the deployed API: what changes for somebody holds with their next request."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from chalicelib.shared.clocks import LawClock, WallClock
from infra.local.first_log_in import do_duties
from tests.city import City
from tests.journeys import driving
from tests.journeys.driving import Person, refused

pytestmark = pytest.mark.deployed

TOKEN_INVALID = (401, "token_invalid")


@pytest.fixture(scope="module")
def administrator(city: City) -> Person:
    return driving.staff(city, "administrator")


def number_of(who: Person) -> str:
    return str(who.get("/v1/me")["staff_no"])


def refreshed(who: Person) -> Person:
    """With tokens of a later second than that in which the old ones ended."""
    time.sleep(1)
    who.refresh()
    return who


def test_a_leaver_is_refused_with_the_next_request_and_cannot_refresh(city: City, administrator: Person) -> None:
    leaver = driving.registered(city, "clerk")
    administrator.post(f"/v1/staff/{number_of(leaver)}/departure")
    assert refused(leaver.ask("GET", "/v1/me")) == TOKEN_INVALID
    with pytest.raises(driving.Refused) as error:
        leaver.refresh()
    assert error.value.status == 401


def test_a_stand_in_accepts_cases_for_the_colleague(city: City, administrator: Person) -> None:
    colleague, deputy = driving.registered(city, "clerk"), driving.registered(city, "examiner")
    today = LawClock(WallClock()).today()
    days = {"from_on": str(today - timedelta(days=1)), "until_on": str(today + timedelta(days=2))}
    path = f"/v1/staff/{number_of(colleague)}/stand-ins"
    made = administrator.post(path, {"stand_in": number_of(deputy), "reason": "年休假", **days})
    assert refused(deputy.ask("GET", "/v1/me")) == TOKEN_INVALID
    case_id = driving.submitted(driving.citizen(city, "李四"))
    refreshed(deputy).post(f"/v1/cases/{case_id}/acceptance")
    accepted = next(act for act in driving.acts(city, f"case#{case_id}") if act.type == "case.accepted")
    assert (accepted.actor.id, accepted.on_behalf_of) == (number_of(deputy), f"staff:{number_of(colleague)}")
    administrator.post(f"{path}/{made['stand_in_id']}/revocation")
    assert refused(deputy.ask("GET", "/v1/me")) == TOKEN_INVALID
    assert refreshed(deputy).get("/v1/me")["roles"] == ["examiner"]


def test_of_many_log_ins_with_one_code_one_gets_through(city: City, administrator: Person) -> None:
    member = {"staff_no": f"S{driving.new_key()[:12]}", "password": driving.new_password()}
    posts = {"roles": ["supervisor"], "departments": ["*"], "divisions": ["*"]}
    administrator.post("/v1/staff", {**member, "name": "测试人员", **posts})
    who, own = driving.signed_in(city, member), driving.new_password()
    seed = do_duties(who.post, who.get("/v1/me")["duties"], member["password"], own)
    assert seed
    code = driving.code_of_next_step(seed)
    body = {"staff_no": member["staff_no"], "password": own, "totp_code": code}
    answers = driving.at_once([lambda: driving.nobody(city).ask("POST", "/v1/sessions/staff", body) for _ in range(4)])
    assert sorted(answer.status_code for answer in answers) == [201, 401, 401, 401]
    assert {refused(answer) for answer in answers if answer.status_code == 401} == {(401, "credentials_wrong")}
