"""Who may do what with windows: as declared, and over the real entry point."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.shared.access import Role
from chalicelib.windows.routes import routes
from tests.identity.api import Api
from tests.windows.test_routes import NEW, WINDOW, manager, opened, registered

__all__ = ["manager"]

DESK = {Role.CLERK, Role.EXAMINER, Role.CHIEF_REPRESENTATIVE, Role.HALL_MANAGER}
DECLARED: dict[str, set[Role]] = {
    "POST /v1/windows": {Role.HALL_MANAGER},
    "GET /v1/windows": DESK,
    "GET /v1/windows/{window_id}": DESK,
    "PUT /v1/windows/{window_id}": {Role.HALL_MANAGER},
    "POST /v1/windows/{window_id}/closure": {Role.HALL_MANAGER},
    "GET /v1/desk/windows": DESK,
}


def test_every_route_says_who_may_call_it() -> None:
    assert {f"{spec.method} {spec.path}": set(spec.access.roles) for spec in routes.specs} == DECLARED
    assert not [one for one in routes.specs if one.access.public or one.access.citizens or one.access.any_staff]


@pytest.mark.parametrize("role", ["clerk", "administrator"])
def test_nobody_but_a_hall_manager_keeps_windows(api: Api, manager: str, role: str) -> None:
    path = f"/v1/windows/{opened(api, manager)['window_id']}"
    token = api.staff("W0003") if role == "clerk" else api.staff()
    for method, where, body in (("POST", "/v1/windows", NEW), ("PUT", path, WINDOW), ("POST", f"{path}/closure", {})):
        answer = api.send(method, where, body, token=token, headers={"if-match": '"1"'})
        assert (answer.status, answer.code) == (403, "not_permitted"), where


def test_the_desk_of_another_division_learns_nothing(api: Api, manager: str) -> None:
    path = f"/v1/windows/{opened(api, manager)['window_id']}"
    scope: dict[str, Any] = {"roles": ["hall_manager"], "departments": ["*"], "divisions": ["530103000000"]}
    body = {"staff_no": "W0009", "name": "孙二", "password": Api.PASSWORD, **scope}
    api.send("POST", "/v1/staff", body, token=api.staff())
    stranger = api.staff("W0009")
    for method, where, sent in (
        ("GET", path, None),
        ("PUT", path, WINDOW),
        ("POST", f"{path}/closure", {}),
        ("POST", "/v1/windows", NEW),
    ):
        answer = api.send(method, where, sent, token=stranger, headers={"if-match": '"1"'})
        assert answer.status == 404, where
    listed = api.send("GET", "/v1/windows", token=stranger, query={"division": ["530102000000"]})
    assert (listed.status, listed.code) == (404, "division_not_found")


def test_citizens_have_no_entry_here(api: Api) -> None:
    assert api.send("GET", "/v1/desk/windows", token=api.citizen()).status == 403


def test_somebody_without_a_window_has_the_same_functions(api: Api, manager: str) -> None:
    opened(api, manager)
    with_one = api.send("GET", "/v1/desk/windows", token=api.staff("W0003")).body
    without = api.send("GET", "/v1/desk/windows", token=registered(api, "W0004", "clerk")).body
    assert (len(with_one["windows"]), without["windows"]) == (1, [])
    assert with_one["functions"] == without["functions"]
