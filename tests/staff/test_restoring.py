"""The way back for an administrator whom nobody else can help."""

from __future__ import annotations

import pytest

from chalicelib.shared.access import Role, system
from chalicelib.shared.errors import NotFound
from chalicelib.staff import bootstrap
from tests.builders import a_clerk
from tests.identity.api import Api
from tests.staff.directories import PASSWORD, Directory

NEXT = "A temporary password 2"
BOOTSTRAP = system("bootstrap")


@pytest.fixture
def city() -> Directory:
    made = Directory()
    made.hire("A0001", Role.ADMINISTRATOR)
    return made


def test_password_and_second_factor_are_reset_and_sessions_end(city: Directory) -> None:
    city.securing.restore_administrator("A0001", NEXT, BOOTSTRAP)
    assert city.service.checked("A0001", PASSWORD, city.code()) is None
    member = city.service.checked("A0001", NEXT)
    assert member
    assert (member.duties, member.posts) == (("change_password", "enrol_second_factor"), ())
    assert city.refused("A0001")


def test_both_are_acts_of_the_system(city: Directory) -> None:
    city.securing.restore_administrator("A0001", NEXT, BOOTSTRAP)
    acts = city.committer.of("staff#A0001")[1:]
    assert [(act.type, act.actor.id, act.actor.role) for act in acts] == [
        ("staff.password_replaced", "bootstrap", "system"),
        ("staff.second_factor_removed", "bootstrap", "system"),
    ]


def test_nobody_but_an_administrator_at_work_is_restored(city: Directory) -> None:
    city.hire("S0001", Role.SECURITY_ADMINISTRATOR)
    city.hire("A0002", Role.ADMINISTRATOR)
    city.accounts.depart("A0002", a_clerk(Role.ADMINISTRATOR), None)
    for staff_no in ("S0001", "A0002", "W9999"):
        with pytest.raises(NotFound, match="staff_not_found"):
            city.securing.restore_administrator(staff_no, NEXT, BOOTSTRAP)


def test_an_engineer_runs_it_in_a_city(api: Api) -> None:
    token = api.staff()
    bootstrap.restore_administrator("w0001", NEXT)
    assert api.send("GET", "/v1/me", token=token).code == "token_invalid"
    again = api.send("POST", "/v1/sessions/staff", {"staff_no": "W0001", "password": NEXT})
    assert (again.status, again.body["duties"]) == (201, ["change_password", "enrol_second_factor"])
