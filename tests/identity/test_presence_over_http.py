"""Who stands before which clerk, through the entry point: colleagues, citizens and what is no id get nowhere."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib import wiring
from chalicelib.shared.change import Change
from chalicelib.wiring import identity
from tests.identity.api import Answer, Api
from tests.identity.cities import ZHANG

UNKNOWN_ID = "0" * 26
CLERK = {"staff_no": "W0002", "name": "孙二", "password": Api.PASSWORD, "roles": ["clerk"], "departments": ["09"]}
PRESENT = {"name": ZHANG[0], "resident_id": ZHANG[1], "certificate": "resident_id"}
ODD = ("", "x" * 3000, "０" * 26, UNKNOWN_ID + "\n", "\x00" * 26, "PRESENCE#" + UNKNOWN_ID, None, 5, [], {"a": 1})


@pytest.fixture
def tokens(api: Api) -> dict[str, str]:
    for staff_no in ("W0002", "W0003"):
        assert api.send("POST", "/v1/staff", {**CLERK, "staff_no": staff_no}, token=api.staff()).status == 201
    return {staff_no: api.staff(staff_no) for staff_no in ("W0002", "W0003")}


def taken_in(api: Api, token: str, verification_id: object) -> Answer:
    """An application for an item that is not there: who gets as far as hearing so has somebody before them."""
    asked = {"verification_id": verification_id, "item_code": "X1", "division_code": "530102000000", "answers": {}}
    return api.send("POST", "/v1/desk/cases", asked, token=token)


def test_it_is_good_for_the_clerk_who_got_it_and_for_nobody_else(
    api: Api, tokens: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    confirmed = api.send("POST", "/v1/desk/identity-confirmations", PRESENT, token=tokens["W0002"])
    assert (confirmed.status, confirmed.body["expires_in"]) == (201, 3600)
    verification_id = confirmed.body["verification_id"]
    assert taken_in(api, tokens["W0002"], verification_id).code == "item_not_found"
    colleague = taken_in(api, tokens["W0003"], verification_id)
    unknown = taken_in(api, tokens["W0003"], UNKNOWN_ID)
    assert (colleague.status, colleague.code) == (unknown.status, unknown.code) == (404, "presence_not_found")
    others = [taken_in(api, token, verification_id).status for token in (api.citizen(), "", api.staff())]
    assert others == [403, 401, 403]
    assert not {word for word in (*ZHANG, verification_id) if word in capsys.readouterr().out}


def test_what_was_is_over(api: Api, tokens: dict[str, str]) -> None:
    confirmed = api.send("POST", "/v1/desk/identity-confirmations", PRESENT, token=tokens["W0002"])
    presence = identity.presence_table().presence(confirmed.body["verification_id"])
    assert presence
    past = presence._replace(verification_id=UNKNOWN_ID, expires_at=presence.expires_at - timedelta(hours=1))
    wiring.committer().commit(lambda: Change((identity.presence_table().add_presence(past),)), None)
    refused = taken_in(api, tokens["W0002"], UNKNOWN_ID)
    assert (refused.status, refused.code) == (409, "presence_expired")


def test_what_is_no_id_is_told_so(api: Api, tokens: dict[str, str]) -> None:
    for odd in ODD:
        refused = taken_in(api, tokens["W0002"], odd)
        assert (refused.status, refused.code) == (422, "body_invalid"), odd
