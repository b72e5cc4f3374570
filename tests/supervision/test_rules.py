"""What counts as entering a status, and how figures are made."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.supervision.rules import DEFINITIONS, Entering, Uncountable, by_status, entering, figures

DAY = date(2026, 11, 21)
FACTS = {"item_code": "i", "division_code": "d"}


def test_an_act_that_moves_a_case_makes_it_enter() -> None:
    changes = {**FACTS, "status": {"from": "submitted", "to": "accepted"}, "channel": "h5"}
    assert entering("case.accepted", changes, "window", DAY) == Entering(DAY, "i", "d", "h5", "accepted", "submitted")


def test_the_acts_channel_stands_in_where_the_cases_is_not_told() -> None:
    entered = entering("case.accepted", {**FACTS, "status": {"from": "a", "to": "b"}}, "window", DAY)
    assert entered is not None
    assert entered.channel == "window"


@pytest.mark.parametrize(
    ("type_name", "changes"),
    [
        ("case.task_claimed", {"task_id": "t"}),
        ("case.task_completed", {**FACTS, "status": {"from": "examining", "to": "examining"}}),
        ("item.published", {**FACTS, "status": {"from": "draft", "to": "published"}}),
        ("casework.moved", {**FACTS, "status": {"from": "a", "to": "b"}}),
    ],
)
def test_other_acts_make_nothing_enter(type_name: str, changes: dict[str, object]) -> None:
    assert entering(type_name, changes, "h5", DAY) is None


@pytest.mark.parametrize(
    "changes",
    [
        {**FACTS, "status": "accepted"},
        {**FACTS, "status": {"to": "accepted"}},
        {**FACTS, "status": {"from": "submitted", "to": ""}},
        {"status": {"from": "submitted", "to": "accepted"}},
        {**FACTS, "item_code": 7, "status": {"from": "submitted", "to": "accepted"}},
        {**FACTS, "channel": None, "status": {"from": "submitted", "to": "accepted"}},
    ],
)
def test_an_act_without_its_facts_is_uncountable(changes: dict[str, object]) -> None:
    with pytest.raises(Uncountable):
        entering("case.accepted", changes, "h5", DAY)


def test_a_case_that_comes_back_from_correction_is_no_new_case() -> None:
    counts = {("draft", "submitted"): 3, ("correction_requested", "submitted"): 1, ("submitted", "accepted"): 2}
    named = {figure.definition.name: figure for figure in figures(counts)}
    assert (named["acceptance_rate"].numerator, named["acceptance_rate"].denominator) == (2, 3)
    assert named["acceptance_rate"].percent == 66.67
    assert by_status(counts) == {"accepted": 2, "submitted": 4}


def test_nothing_divided_by_nothing_is_null() -> None:
    assert [figure.percent for figure in figures({})] == [None] * len(DEFINITIONS)


@pytest.mark.parametrize(("counted", "base", "percent"), [(1, 3, 33.33), (2, 3, 66.67), (1, 8, 12.5), (1, 800, 0.13)])
def test_percents_are_rounded_half_up_to_two_decimals(counted: int, base: int, percent: float) -> None:
    counts = {("draft", "submitted"): base, ("submitted", "accepted"): counted}
    assert figures(counts)[0].percent == percent


def test_definitions_are_told_apart() -> None:
    assert len({definition.name for definition in DEFINITIONS}) == len(DEFINITIONS)


@given(st.dictionaries(st.tuples(st.text(max_size=3), st.text(max_size=3)), st.integers(1, 99)))
def test_statuses_add_up_to_all_enterings(counts: dict[tuple[str, str], int]) -> None:
    assert sum(by_status(counts).values()) == sum(counts.values())
