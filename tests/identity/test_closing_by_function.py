"""Closing from the request to the daily function, over HTTP, tables and law time that is moved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from chalicelib import wiring
from chalicelib.shared.act_table import acts_of
from chalicelib.shared.acts import verify_chain
from chalicelib.shared.change import Change
from chalicelib.shared.clocks import rfc3339
from chalicelib.wiring import identity
from functions.close_accounts.handler import handler
from tests import deployment
from tests.identity.api import Api
from tests.identity.cities import ZHANG


@pytest.fixture
def local(api: Api, monkeypatch: pytest.MonkeyPatch) -> Api:
    """A city in the one stage whose law time can be moved."""
    monkeypatch.setenv("STAGE", "local")
    deployment.forget()
    return api


def moved(api: Api, **time: float) -> None:
    now = rfc3339(wiring.wall_clock().now() + timedelta(**time))
    assert api.send("PUT", "/v1/local/clock", {"now": now}).status == 200


def verified(api: Api) -> str:
    body = {"method": "name_number", "name": ZHANG[0], "resident_id": ZHANG[1]}
    assert api.send("POST", "/v1/me/verifications", body, token=api.citizen()).status == 201
    return api.citizen()


def test_from_the_request_to_nothing_left(local: Api) -> None:
    token = verified(local)
    person_id = local.send("GET", "/v1/me", token=token).body["person_id"]
    asked = local.send("POST", "/v1/me/closure", {}, token=token)
    assert (asked.status, asked.body["state"], len(asked.body["consequences"])) == (201, "closing", 3)
    assert local.send("GET", "/v1/me", token=token).body["closes_on"] == asked.body["closes_on"]
    handler({}, None)
    assert local.send("GET", "/v1/me", token=token).body["name"] == "张*"
    moved(local, days=8)
    handler({}, None)
    handler({}, None)
    assert identity.identity_table().person(person_id).state == "closed"  # type: ignore[union-attr]
    moved(local, days=9)
    handler({}, None)
    handler({}, None)
    subject = f"person#{person_id}"
    acts = list(acts_of(subject))
    person = identity.identity_table().person(person_id)
    assert person
    assert verify_chain(subject, acts) == person.chain
    assert [act.type for act in acts][-2:] == ["person.closed", "person.erased"]
    assert (person.salt, person.name, person.accounts) == ("", None, ())
    ended = local.send("GET", "/v1/me", token=token)
    assert (ended.status, ended.code) in {(401, "session_ended"), (401, "token_invalid")}


def test_taken_back_in_time(local: Api) -> None:
    token = verified(local)
    assert local.send("POST", "/v1/me/closure", {}, token=token).status == 201
    taken_back = local.send("POST", "/v1/me/closure/withdrawal", {}, token=token)
    assert (taken_back.status, taken_back.body) == (201, {"state": "active"})
    again = local.send("POST", "/v1/me/closure/withdrawal", {}, token=token)
    assert (again.status, again.code) == (409, "closing_not_requested")
    moved(local, days=30)
    handler({}, None)
    assert local.send("GET", "/v1/me", token=token).body["name"] == "张*"


def test_what_fails_for_one_is_raised_when_the_others_are_done(local: Api) -> None:
    token = verified(local)
    local.send("POST", "/v1/me/closure", {}, token=token)
    person_id = local.send("GET", "/v1/me", token=token).body["person_id"]
    lost = identity.identity_table().put_due(date(2026, 1, 1), "0" * 26)
    wiring.committer().commit(lambda: Change((lost,)), None)
    moved(local, days=8)
    with pytest.raises(ExceptionGroup) as raised:
        handler({}, None)
    assert [type(failure) for failure in raised.value.exceptions] == [LookupError]
    person = identity.identity_table().person(person_id)
    assert person
    assert person.state == "closed"
