"""Who may do what with accounts, departments and stand-ins: as declared, and over the real entry point."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.shared.access import Role
from chalicelib.staff.routes import accounts, departments, own, signing, stand_ins
from tests.builders import a_letter
from tests.identity.api import Api
from tests.staff.directories import PASSWORD

ADMINISTRATOR, SECURITY, AUDITOR = Role.ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR
KEEPERS = {ADMINISTRATOR, SECURITY, AUDITOR}
MANAGERS = {ADMINISTRATOR, Role.HALL_MANAGER}
DECLARED: dict[str, set[Role]] = {
    "GET /v1/staff": KEEPERS,
    "POST /v1/staff": {ADMINISTRATOR},
    "GET /v1/staff/{staff_no}": KEEPERS,
    "PUT /v1/staff/{staff_no}": {ADMINISTRATOR},
    "POST /v1/staff/{staff_no}/departure": {ADMINISTRATOR},
    "POST /v1/staff/{staff_no}/password-reset": {ADMINISTRATOR},
    "POST /v1/staff/{staff_no}/unlocking": {ADMINISTRATOR},
    "POST /v1/staff/{staff_no}/second-factor-reset": {SECURITY},
    "POST /v1/staff/{staff_no}/stand-ins": MANAGERS,
    "GET /v1/staff/{staff_no}/stand-ins": MANAGERS,
    "POST /v1/staff/{staff_no}/stand-ins/{stand_in_id}/revocation": MANAGERS,
    "POST /v1/staff/{staff_no}/signing-authorities": {ADMINISTRATOR},
    "GET /v1/staff/{staff_no}/signing-authorities": KEEPERS,
    "POST /v1/staff/{staff_no}/signing-authorities/{authority_no}/revocation": {ADMINISTRATOR},
    "GET /v1/departments": set(Role),
    "POST /v1/departments": {ADMINISTRATOR},
    "GET /v1/departments/{code}": set(Role),
    "PUT /v1/departments/{code}": {ADMINISTRATOR},
    "POST /v1/me/password": set(),
    "POST /v1/me/second-factor": set(),
    "POST /v1/me/second-factor/confirmation": set(),
}
SPECS = [spec for module in (accounts, departments, own, signing, stand_ins) for spec in module.routes.specs]


def test_every_route_says_who_may_call_it() -> None:
    assert {f"{spec.method} {spec.path}": set(spec.access.roles) for spec in SPECS} == DECLARED
    assert not [spec for spec in SPECS if spec.access.public or spec.access.citizens]
    assert {spec.path for spec in SPECS if spec.access.any_staff} == {spec.path for spec in own.routes.specs}


def registered(api: Api, staff_no: str, *roles: str) -> str:
    body = {
        "staff_no": staff_no,
        "name": "孙二",
        "password": PASSWORD,
        "roles": list(roles),
        "departments": ["09"],
        "divisions": ["530102000000"],
    }
    answer = api.send("POST", "/v1/staff", body, token=api.staff())
    assert answer.status == 201, answer
    return staff_no


def test_whoever_has_duties_can_do_nothing_else(api: Api) -> None:
    staff_no = registered(api, "W0002", "administrator")
    body = {"staff_no": staff_no, "password": PASSWORD}
    token = api.send("POST", "/v1/sessions/staff", body).body["access_token"]
    answer = api.send("GET", "/v1/staff", token=token)
    assert (answer.status, answer.code) == (403, "duties_outstanding")
    assert answer.body["duties"] == ["change_password", "enrol_second_factor"]
    assert api.send("GET", "/v1/me", token=token).body["roles"] == []


@pytest.mark.parametrize("role", ["clerk", "supervisor", "auditor", "security_administrator"])
def test_nobody_but_an_administrator_changes_accounts(api: Api, role: str) -> None:
    token = api.staff(registered(api, "W0002", role))
    for method, path, body in CHANGES:
        answer = api.send(method, path, body, token=token, headers={"if-match": '"1"'})
        assert (answer.status, answer.code) == (403, "not_permitted"), path


SCOPE: dict[str, Any] = {"roles": ["clerk"], "departments": ["09"], "divisions": ["*"]}
CHANGES: list[tuple[str, str, dict[str, Any]]] = [
    ("PUT", "/v1/staff/W0001", SCOPE),
    ("POST", "/v1/staff/W0001/departure", {}),
    ("POST", "/v1/staff/W0001/password-reset", {"password": PASSWORD}),
    ("POST", "/v1/staff/W0001/unlocking", {}),
    ("POST", "/v1/staff/W0001/signing-authorities", a_letter()),
    ("POST", "/v1/staff/W0001/signing-authorities/W0001-1/revocation", {}),
    ("POST", "/v1/departments", {"code": "09", "name": "公安局"}),
    ("PUT", "/v1/departments/09", {"name": "公安局"}),
]


def test_powers_over_a_second_factor_and_over_a_password_are_two_peoples(api: Api) -> None:
    security = api.staff(registered(api, "W0002", "security_administrator"))
    registered(api, "W0003", "supervisor")
    path = "/v1/staff/W0003/second-factor-reset"
    assert api.send("POST", path, {}, token=api.staff()).code == "not_permitted"
    assert api.send("POST", path, {}, token=security).status == 201


def test_an_administrator_does_not_change_their_own(api: Api) -> None:
    answer = api.send("PUT", "/v1/staff/W0001", SCOPE, token=api.staff(), headers={"if-match": '"3"'})
    assert (answer.status, answer.code) == (403, "not_on_oneself")


@pytest.mark.parametrize(("path", "body"), [("", a_letter()), ("/W0001-1/revocation", {})], ids=["given", "revoked"])
def test_an_administrator_neither_gives_themselves_authority_nor_takes_it(
    api: Api, path: str, body: dict[str, Any]
) -> None:
    answer = api.send("POST", f"/v1/staff/W0001/signing-authorities{path}", body, token=api.staff())
    assert (answer.status, answer.code) == (403, "not_on_oneself")
