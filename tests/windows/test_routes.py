"""Windows over the real entry point: what is answered fits the document."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.catalogue.divisions.changes import Ending
from chalicelib.catalogue.records import Children, Division
from chalicelib.shared.change import Change
from chalicelib.shared.clocks import LawClock, WallClock
from chalicelib.wiring import committer
from chalicelib.wiring import windows as wiring
from chalicelib.wiring.catalogue import catalogue_table
from tests.builders import a_clerk
from tests.identity.api import Answer, Api
from tests.identity.test_routes import answer_fits

DIVISION, VILLAGE = "530102000000", "530102002001"
WEEK = [{"weekday": day, "from": "09:00", "until": "17:00"} for day in range(1, 8)]
WINDOW: dict[str, Any] = {
    "window_no": "A01",
    "name": "综合窗口",
    "hall": "政务服务大厅",
    "kind": "comprehensive",
    "departments": ["*"],
    "staff": ["w0003"],
    "hours": WEEK,
    "powers": ["accept", "serve"],
}
NEW = {**WINDOW, "division_code": DIVISION}


def registered(api: Api, staff_no: str, *roles: str) -> str:
    """Somebody of the division with these roles, and their token."""
    scope = {"roles": list(roles), "departments": ["09"], "divisions": [DIVISION]}
    body = {"staff_no": staff_no, "name": "孙二", "password": Api.PASSWORD, **scope}
    assert api.send("POST", "/v1/staff", body, token=api.staff()).status == 201
    return api.staff(staff_no)


@pytest.fixture
def manager(api: Api) -> str:
    """A hall manager's token in a city that has the division; W0003 is a clerk."""
    known = Children("530100000000", (Division(DIVISION, "五华区", 3),))
    committer().commit(lambda: Change(catalogue_table().save_children(known)), None)
    registered(api, "W0003", "clerk")
    return registered(api, "W0002", "hall_manager")


def opened(api: Api, token: str, **more: Any) -> dict[str, Any]:
    answer = api.send("POST", "/v1/windows", {**NEW, **more}, token=token)
    assert answer.status == 201, answer
    assert answer_fits("POST", "/v1/windows", answer.body)
    body: dict[str, Any] = answer.body
    return body


def faults(answer: Answer) -> list[tuple[str, str]]:
    return [(error["pointer"], error["code"]) for error in answer.body["errors"]]


def test_a_window_is_opened_read_edited_by_its_version_and_closed(api: Api, manager: str) -> None:
    made = opened(api, manager)
    path = f"/v1/windows/{made['window_id']}"
    shown = api.send("GET", path, token=manager)
    assert answer_fits("GET", "/v1/windows/{window_id}", shown.body)
    assert (shown.headers["etag"], shown.body["staff"]) == ('"1"', ["W0003"])
    wanted = {**WINDOW, "powers": ["accept"]}
    edited = api.send("PUT", path, wanted, token=manager, headers={"if-match": '"1"'})
    assert (edited.status, edited.body["powers"], edited.headers["etag"]) == (200, ["accept"], '"2"')
    stale = api.send("PUT", path, wanted, token=manager, headers={"if-match": '"1"'})
    assert (stale.status, stale.code) == (412, "version_stale")
    closed = api.send("POST", f"{path}/closure", {}, token=manager)
    assert (closed.status, closed.body["state"]) == (201, "closed")
    again = api.send("POST", f"{path}/closure", {}, token=manager)
    assert (again.status, again.code) == (409, "window_closed")


def test_a_division_lists_its_windows(api: Api, manager: str) -> None:
    opened(api, manager, kind="health")
    listed = api.send("GET", "/v1/windows", token=manager, query={"division": [DIVISION]})
    assert answer_fits("GET", "/v1/windows", listed.body)
    assert len(listed.body["windows"]) == 1
    assert "health" not in listed.body["missing_kinds"]


def test_everybody_at_a_window_has_one_entry(api: Api, manager: str) -> None:
    opened(api, manager)
    portal = api.send("GET", "/v1/desk/windows", token=api.staff("W0003"))
    assert answer_fits("GET", "/v1/desk/windows", portal.body)
    assert [one["window_no"] for one in portal.body["windows"]] == ["A01"]
    assert portal.body["on"] == str(LawClock(WallClock()).today())
    assert [one["from"] for one in portal.body["windows"][0]["today"]] == ["09:00"]
    assert "post_cases_case_id_acceptance" in {one["operation"] for one in portal.body["functions"]}


def test_what_it_serves_is_told_to_other_domains(api: Api, manager: str) -> None:
    opened(api, manager)
    service = wiring.window_service()
    assert [one.window_no for one in service.serving(VILLAGE, "09", "any")] == ["A01"]
    assert service.require_may_accept(a_clerk(staff_no="W0003"), VILLAGE, "09", "any")


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        (
            {"departments": ["98"], "staff": ["W0099"]},
            [("/departments/0", "department_unknown"), ("/staff/0", "staff_unknown")],
        ),
        ({"departments": [], "item_codes": ["no-such"]}, [("/item_codes/0", "item_unknown")]),
        ({"departments": []}, [("/departments", "window_serves_nothing")]),
        ({"hours": [{"weekday": 1, "from": "17:00", "until": "09:00"}]}, [("/hours/0/until", "hours_reversed")]),
        (
            {"hours": [{"weekday": 1, "from": "9:00", "until": "24:00"}]},
            [("/hours/0/from", "wrong_pattern"), ("/hours/0/until", "wrong_pattern")],
        ),
        ({"hours": [{"weekday": 8, "from": "09:00", "until": "10:00"}]}, [("/hours/0/weekday", "out_of_range")]),
        ({"hours": WEEK + WEEK[:1]}, [("/hours/7", "hours_overlap")]),
        ({"kind": "other kind", "powers": ["rule"]}, [("/kind", "not_an_option"), ("/powers/0", "not_an_option")]),
        ({"staff": [], "powers": []}, [("/powers", "too_short"), ("/staff", "too_short")]),
        ({"window_no": "A 1", "name": " "}, [("/name", "wrong_pattern"), ("/window_no", "wrong_pattern")]),
    ],
)
def test_what_is_wrong_is_named_where_it_is(
    api: Api, manager: str, more: dict[str, Any], wrong: list[tuple[str, str]]
) -> None:
    answer = api.send("POST", "/v1/windows", {**NEW, **more}, token=manager)
    assert answer.status == 422
    assert sorted(faults(answer)) == wrong
    assert wiring.window_table().windows(DIVISION).windows == ()


def test_two_windows_of_a_division_do_not_have_one_number(api: Api, manager: str) -> None:
    opened(api, manager)
    answer = api.send("POST", "/v1/windows", NEW, token=manager)
    assert (answer.status, faults(answer)) == (422, [("/window_no", "window_no_in_use")])


def test_a_division_is_looked_for_in_the_catalogue(api: Api) -> None:
    answer = api.send("POST", "/v1/windows", NEW, token=registered(api, "W0002", "hall_manager"))
    assert ("/division_code", "division_unknown") in faults(answer)


def test_what_a_division_has_become_is_told(api: Api, manager: str) -> None:
    became = Division(DIVISION, "五华区", 3, valid_until="2020-01-01", successors=("530199000000",))
    store, over = catalogue_table(), {DIVISION: Ending("2020-01-01", became.successors)}
    known = store.children("530100000000", fresh=True)
    assert known
    after = known._replace(divisions=(became, Division("530199000000", "新城区", 3)))
    endings = store.endings(fresh=True)._replace(by_code=over)
    committer().commit(lambda: Change((*store.save_children(after), *store.save_endings(endings))), None)
    answer = api.send("POST", "/v1/windows", NEW, token=manager)
    assert (answer.status, answer.code) == (409, "division_ended")
    assert "新城区（530199000000）" in answer.body["detail"]


def test_sent_twice_it_is_opened_once(api: Api, manager: str) -> None:
    key = {"idempotency-key": "the-same"}
    first, second = (api.send("POST", "/v1/windows", NEW, token=manager, headers=key) for _ in range(2))
    assert first.body == second.body
    assert len(wiring.window_table().windows(DIVISION).windows) == 1
