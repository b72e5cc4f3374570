"""Both journeys of `make story`, over HTTP on the deployed artifact."""

from __future__ import annotations

import pytest

from infra.local.story import old_age_allowance, residence_permit
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
