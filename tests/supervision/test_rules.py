"""What counts as entering a status, and what a conclusion's clock adds."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chalicelib.supervision.rules import PASSED, Entering, Tally, Uncountable, added, clocked, counted
from tests.supervision.cases import CLOCK

DAY = date(2026, 11, 21)
FACTS = {"item_code": "i", "department": "09", "division_code": "d"}


def entering(type_: str, changes: dict[str, Any], channel: str) -> Entering | None:
    found = counted(type_, changes, channel, DAY)
    return found[0] if found else None


def test_an_act_that_moves_a_case_makes_it_enter() -> None:
    changes = {**FACTS, "status": {"from": "submitted", "to": "accepted"}, "channel": "h5"}
    told = Entering(DAY, "i", "09", "d", "h5", "accepted", "submitted")
    assert counted("case.accepted", changes, "window", DAY) == (told, Tally(1))


def test_the_acts_channel_stands_in_where_the_cases_is_not_told() -> None:
    entered = entering("case.accepted", {**FACTS, "status": {"from": "a", "to": "b"}}, "window")
    assert entered is not None
    assert entered.channel == "window"


@pytest.mark.parametrize(
    ("type_name", "changes"),
    [
        ("case.task_claimed", {"task_id": "t"}),
        ("case.task_completed", {**FACTS, "status": {"from": "examining", "to": "examining"}}),
        ("item.published", {**FACTS, "status": {"from": "draft", "to": "published"}}),
        ("casework.moved", {**FACTS, "status": {"from": "a", "to": "b"}}),
        ("case.deadline_passed", {**FACTS, "deadline": {"kind": "acceptance", "key": ""}}),
        ("case.deadline_neared", {**FACTS, "deadline": {"kind": "committed", "key": ""}}),
    ],
)
def test_other_acts_make_nothing_enter(type_name: str, changes: dict[str, Any]) -> None:
    assert entering(type_name, changes, "h5") is None


def test_a_promise_that_ran_out_is_counted() -> None:
    changes = {**FACTS, "status": {"from": "examining", "to": "examining"}, "deadline": {"kind": "committed"}}
    entered = entering("case.deadline_passed", changes, "h5")
    assert entered is not None
    assert (entered.left, entered.status) == PASSED


@pytest.mark.parametrize(
    "changes",
    [
        {**FACTS, "status": "accepted"},
        {**FACTS, "status": {"to": "accepted"}},
        {**FACTS, "status": {"from": "submitted", "to": ""}},
        {"status": {"from": "submitted", "to": "accepted"}},
        {**FACTS, "item_code": 7, "status": {"from": "submitted", "to": "accepted"}},
        {**FACTS, "department": None, "status": {"from": "submitted", "to": "accepted"}},
        {**FACTS, "channel": None, "status": {"from": "submitted", "to": "accepted"}},
        {**FACTS, "status": {"from": "decided", "to": "concluded"}},
    ],
)
def test_an_act_without_its_facts_is_uncountable(changes: dict[str, Any]) -> None:
    with pytest.raises(Uncountable):
        entering("case.accepted", changes, "h5")


@pytest.mark.parametrize(
    ("clock", "adds"),
    [
        ({}, {}),
        ({"corrections": 0}, {"uncorrected": 1}),
        ({"online": False}, {"online": 0}),
        ({"same_day": True, "used": 0}, {"same_day": 1, "used": 0, "spent": 0}),
        ({"early": False}, {"early": 0}),
        ({"on_time": False, "early": False}, {"on_time": 0, "early": 0, "late": 1}),
        ({"on_time": False, "early": False, "passed": True}, {"on_time": 0, "early": 0}),
        ({"on_time": None, "early": None}, {"promised": 0, "on_time": 0, "early": 0}),
        ({"statutory": None}, {"compared": 0, "statutory": 0, "spent": 0}),
        ({"used": None}, {"timed": 0, "used": 0, "compared": 0, "statutory": 0, "spent": 0}),
        ({"statutory": 0}, {"statutory": 0}),
        ({"used": 30}, {"used": 30, "spent": 30}),
    ],
)
def test_what_a_clock_adds(clock: dict[str, Any], adds: dict[str, int]) -> None:
    usual = Tally(1, promised=1, on_time=1, early=1, online=1, timed=1, used=4, compared=1, statutory=20, spent=4)
    assert clocked({**CLOCK, **clock}) == usual._replace(**adds)


def test_tallies_add_up() -> None:
    assert added([]) == Tally()
    assert added([Tally(1, used=3), Tally(2, used=4)]) == Tally(3, used=7)
