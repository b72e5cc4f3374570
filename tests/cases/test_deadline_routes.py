"""The days of a case over the real entry point: as promised, as explained, and under another calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from chalicelib.shared.http import use_authenticator
from chalicelib.wiring import identity, law_clock
from chalicelib.wiring.configuration import configuration_service
from tests.cases.hall import HERE, THERE, Hall
from tests.configuration.cloud import Client
from tests.configuration.people import PEOPLE
from tests.deadlines.test_city import NOTICE_2027
from tests.identity.api import Api
from tests.identity.conftest import api, served
from tests.identity.test_routes import answer_fits

__all__ = ["api", "served"]
LIMIT = {"value": 5, "unit": "WD", "rolls": True, "stages": [], "extension": None, "notes": None, "source": None}
CLOSED = {
    "division_code": HERE,
    "from": "2026-09-21",
    "to": "2026-09-22",
    "reason": "暴雨",
    "basis": "示例通知",
}
Today = Callable[[date], None]


@pytest.fixture
def hall(api: Api) -> Hall:
    return Hall(api)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Today:
    """Law time goes to ten o'clock of a day in Kunming; wall time stays what it is."""

    def move(day: date) -> None:
        then = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
        monkeypatch.setattr(law_clock(), "shift", lambda: then - datetime.now(UTC))

    return move


def accepted(hall: Hall, clerk: str, own: str, division: str = HERE, **limit: Any) -> str:
    """A case of an item with five working days."""
    item = hall.item(committed_limit=None, statutory_limit={**LIMIT, **limit}, materials=[])
    body = {"item_code": item, "division_code": division}
    case_id = str(hall.api.send("POST", "/v1/cases", body, token=own).body["case_id"])
    assert hall.act(own, case_id, "submission").status == 201
    assert hall.act(clerk, case_id, "acceptance").status == 201
    return case_id


def explained(hall: Hall, token: str, case_id: str) -> dict[str, Any]:
    told = hall.api.send("GET", f"/v1/cases/{case_id}/deadline", token=token)
    assert (told.status, answer_fits("GET", "/v1/cases/{case_id}/deadline", told.body)) == (200, True), told
    body: dict[str, Any] = told.body
    return body


def published(**content: Any) -> None:
    """The document `calendar` as it is in force now."""
    call, path = Client(PEOPLE), "/v1/configuration/calendar"
    whole = {"notices": [], "closures": [], **content}
    draft = call("PUT", path, {"content": whole}, "S-1", if_match='"0"').body
    version = f"{path}/versions/{draft['number']}"
    call("POST", f"{version}/audit", {"passed": True}, "S-3")
    assert call("POST", f"{version}/publication", None, "S-4").status == 201
    use_authenticator(lambda token: identity.identity_service().authenticate(token))
    configuration_service().forget()


@pytest.mark.parametrize(
    ("day", "due_on"),
    [
        (date(2026, 9, 18), "2026-09-24"),
        (date(2026, 9, 30), "2026-10-13"),
        (date(2026, 2, 14), "2026-02-28"),
        (date(2026, 4, 30), "2026-05-11"),
    ],
)
def test_what_acceptance_promises_is_what_is_explained(hall: Hall, today: Today, day: date, due_on: str) -> None:
    today(day)
    clerk, own = hall.staff("W0003", "clerk"), hall.phone("张三")
    case_id = accepted(hall, clerk, own)
    found = explained(hall, own, case_id)
    assert found["clock"]["due_on"] == found["clock"]["days"][-1]["on"] == due_on
    assert hall.api.send("GET", f"/v1/cases/{case_id}", token=own).body["due_on"] == due_on
    assert "light" not in found
    assert explained(hall, clerk, case_id)["light"] == "green"


def test_natural_days_that_do_not_roll_stay_where_they_end(hall: Hall, today: Today) -> None:
    today(date(2026, 9, 12))
    clerk, own = hall.staff("W0003", "clerk"), hall.phone("张三")
    case_id = accepted(hall, clerk, own, value=56, unit="D", rolls=False)
    assert explained(hall, own, case_id)["clock"]["due_on"] == "2026-11-07"  # a Saturday


def test_a_notice_makes_an_estimate_a_day(hall: Hall, today: Today) -> None:
    today(date(2026, 12, 31))
    clerk, own = hall.staff("W0003", "clerk"), hall.phone("张三")
    case_id = accepted(hall, clerk, own)
    before = explained(hall, own, case_id)
    assert (before["clock"]["due_on"], before["clock"]["provisional"]) == ("2027-01-08", True)
    told = hall.api.send("GET", f"/v1/cases/{case_id}/timeline", token=own).body
    assert (told["due_on"], told["provisional"], told["days_left"]) == ("2027-01-08", True, 5)
    assert told["note"] == before["note"] == "暂定，以国务院办公厅公布的放假安排为准"
    published(notices=[NOTICE_2027])
    after = explained(hall, own, case_id)
    assert not after["clock"]["provisional"]
    assert after["calendar"] != before["calendar"]
    assert NOTICE_2027["notice"] in after["clock"]["notices"]


def test_an_office_that_is_closed_has_more_days_than_its_neighbour(hall: Hall, today: Today) -> None:
    today(date(2026, 9, 18))
    published(closures=[CLOSED])
    own = hall.phone("张三")
    here = accepted(hall, hall.staff("W0003", "clerk"), own)
    there = accepted(hall, hall.staff("W0004", "clerk", division=THERE), own, division=THERE)
    found = explained(hall, own, here)
    assert found["clock"]["due_on"] == "2026-09-29"
    closed = next(day for day in found["clock"]["days"] if day["on"] == "2026-09-21")
    assert (closed["why"], closed["text"]) == ("closure", "本地停止办公：暴雨")
    assert explained(hall, own, there)["clock"]["due_on"] == "2026-09-24"


def test_whoever_it_does_not_concern_finds_nothing(hall: Hall, today: Today) -> None:
    today(date(2026, 9, 18))
    own, other = hall.phone("张三"), hall.phone("李四")
    case_id = accepted(hall, hall.staff("W0003", "clerk"), own)
    path = f"/v1/cases/{case_id}/deadline"
    for token in (other, hall.staff("W0004", "clerk", division=THERE)):
        assert hall.api.send("GET", path, token=token).code == "case_not_found"
    assert hall.api.send("GET", path).status == 401
