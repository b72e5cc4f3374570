"""A draft that a window took in outlives the account of whose it is: nobody goes on with it for them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.shared.clocks import WallClock
from chalicelib.wiring.persons import due_closings
from tests.cases.hall import Hall
from tests.identity.api import Api
from tests.identity.conftest import api, served

__all__ = ["api", "served"]


def closing(hall: Hall, clerk: str, name: str) -> None:
    """Somebody who comes with their account to the window, and asks at home that it be closed."""
    pair = hall.api.log_in(name)
    asked = hall.api.send("POST", "/v1/me/verifications", {"method": "in_person"}, token=pair["access_token"])
    hall.seen(clerk, name, confirmation_code=asked.body["confirmation_code"])
    own = hall.api.send("POST", "/v1/sessions/refresh", {"refresh_token": pair["refresh_token"]}).body["access_token"]
    assert hall.api.send("POST", "/v1/me/closure", {}, token=own).status == 201


def days_later(monkeypatch: pytest.MonkeyPatch, days: int) -> list[str]:
    """What the daily function makes of whoever is due then."""
    now = WallClock.now
    with monkeypatch.context() as then:
        then.setattr(WallClock, "now", lambda clock: now(clock) + timedelta(days=days))
        daily = due_closings()
        return [daily.carry_out(person_id) for person_id in daily.due()]


def answers(hall: Hall, clerk: str, case_id: str) -> set[tuple[int, str]]:
    path, unread = f"/v1/cases/{case_id}", {"if-match": '"0"'}
    asked = (
        hall.api.send("GET", path, token=clerk),
        hall.api.send("GET", f"{path}/materials", token=clerk),
        hall.api.send("PUT", f"{path}/form", {"form": {}}, token=clerk, headers=unread),
        hall.act(clerk, case_id, "pre-check"),
        hall.act(clerk, case_id, "submission"),
    )
    return {(answer.status, answer.code) for answer in asked}


def test_the_window_neither_opens_nor_hands_in_what_was_begun_for_them(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall = Hall(api)
    clerk, item = hall.staff("W0003", "clerk"), hall.item()
    case_id = hall.apply(clerk, item).body["case_id"]
    closing(hall, clerk, "张三")
    for days, state in ((8, "closed"), (9, "erased")):
        assert days_later(monkeypatch, days) == [state]
        assert answers(hall, clerk, case_id) == {(404, "case_not_found")}
