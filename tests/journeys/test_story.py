"""The journeys of `make story`, over HTTP on the deployed artifact."""

from __future__ import annotations

import pytest

from infra.local.story import old_age_allowance, on_behalf, residence_permit
from infra.local.story.city import City as Driven
from infra.local.story.telling import Remembered
from tests.city import City

pytestmark = pytest.mark.deployed


def test_a_residence_permit_goes_from_log_in_to_conclusion(city: City) -> None:
    told = Remembered()
    ended = residence_permit.play(Driven(city.described), told)
    assert (ended["status"], ended["result"]) == ("concluded", "grant")
    assert [entry["type"] for entry in told.timelines[0]["entries"]] == [
        "case.submitted",
        "case.correction_requested",
        "case.resubmitted",
        "case.accepted",
        "case.task_completed",
        "case.decided",
        "case.concluded",
    ]


def test_an_old_age_allowance_is_decided_in_its_submission(city: City) -> None:
    told = Remembered()
    ended = old_age_allowance.play(Driven(city.described), told)
    assert (ended["status"], ended["result"]) == ("concluded", "grant")
    entries = told.timelines[0]["entries"]
    assert [(entry["type"], entry["by"]) for entry in entries] == [
        ("case.submitted", "申请人"),
        ("case.accepted", "系统"),
        ("case.decided", "系统"),
        ("case.concluded", "系统"),
    ]


def test_an_authorised_friend_applies_and_is_stopped_and_the_owner_sees_it_all(city: City) -> None:
    told = Remembered()
    ended = on_behalf.play(Driven(city.described), told)
    assert ended["status"] == "withdrawn"
    by_agent = {"by": "代办人", "agent": "李*", "on_behalf_of": "王*"}
    submitted, withdrawn = told.timelines[0]["entries"]
    assert submitted["type"] == "case.submitted"
    assert {name: submitted[name] for name in by_agent} == by_agent
    assert (withdrawn["type"], withdrawn["by"]) == ("case.withdrawn", "申请人")
    assert "agent" not in withdrawn
    outcomes = {what.partition(" · ")[0]: outcome for _who, what, outcome in told.steps}
    assert outcomes["查询谁看过自己的信息"].startswith(f"工号 {city.staff('clerk')['staff_no']},办理办件")
    assert outcomes["再次打开该办件"].startswith("404 ")
