"""Every figure over counts that are just so: numerator, denominator, value; and what it is made of."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.catalogue.views.statistics import Counted, figures
from chalicelib.supervision.figures import items, sums
from chalicelib.supervision.figures.cases import CASE_FIGURES, DAILY, DAILY_RATE, case_figures
from chalicelib.supervision.figures.definitions import Definition, Figure
from chalicelib.supervision.figures.items import ITEM_FIGURES, Group, ItemSums, item_figures, item_sums
from chalicelib.supervision.figures.sums import NEW, Sums
from chalicelib.supervision.rules import CONCLUDED, PASSED, Tally

ACCEPTED, ASKED = ("submitted", "accepted"), ("submitted", "correction_requested")
STEPS = {
    NEW: 8,
    ASKED: 2,
    ("correction_requested", "submitted"): 1,
    ("correction_requested", "returned"): 1,
    ("examining", "returned"): 1,
    ("submitted", "declined"): 1,
    ACCEPTED: 5,
    CONCLUDED: 6,
    PASSED: 2,
}
CLOCKS = Tally(6, 4, 2, 1, 1, 1, 3, 2, 5, 30, 3, 60, 25)
"""Of six conclusions four had a promise and five are timed: no denominator stands in for another."""
WEEK = Sums(STEPS, 6, CLOCKS)


def named(figures: list[Figure]) -> dict[str, Figure]:
    return {figure.definition.name: figure for figure in figures}


@pytest.mark.parametrize(
    ("name", "numerator", "denominator", "value"),
    [
        ("acceptance_rate", 5, 8, 62.5),
        ("rejection_rate", 3, 8, 37.5),
        ("correction_rate", 2, 8, 25.0),
        ("conclusion_rate", 6, 5, 120.0),
        ("on_time_rate", 2, 5, 40.0),  # two in time, two that passed, one that was late and not told of
        ("early_rate", 1, 4, 25.0),
        ("handling_speed_up", 35, 60, 58.33),
        ("same_day_rate", 1, 6, 16.67),
        ("average_days", 30, 5, 6.0),
        ("first_time_rate", 3, 6, 50.0),
        ("applied_online_rate", 6, 8, 75.0),
        ("concluded_online_rate", 2, 6, 33.33),
        ("daily_conclusions", 6, 7, 0.86),
        ("daily_conclusion_rate", 6, 5, 120.0),
    ],
)
def test_a_figure_of_cases(name: str, numerator: int, denominator: int, value: float) -> None:
    figures = named(case_figures(WEEK, 7))
    assert len(figures) == 14
    assert (figures[name].numerator, figures[name].denominator, figures[name].value) == (numerator, denominator, value)


def test_who_is_slower_than_the_statute_speeds_nothing_up() -> None:
    figure = named(case_figures(Sums({CONCLUDED: 1}, 0, Tally(1, compared=1, statutory=20, spent=23)), 5))
    assert figure["handling_speed_up"].value == -15.0


def test_a_case_that_comes_back_from_correction_is_no_new_case() -> None:
    assert WEEK.took(NEW) == 8
    assert WEEK.by_status() == {
        "accepted": 5,
        "concluded": 6,
        "correction_requested": 2,
        "declined": 1,
        "returned": 2,
        "submitted": 9,
    }


def test_nothing_divided_by_nothing_is_null() -> None:
    assert [figure.value for figure in case_figures(Sums(), 5) if figure.definition is not DAILY] == [None] * 13
    assert named(case_figures(Sums(), 5))["daily_conclusions"].value == 0.0
    assert [figure.value for figure in item_figures(items.NO_ITEMS, 22)] == [None] * len(ITEM_FIGURES)


@pytest.mark.parametrize("days", [None, 0])
def test_no_daily_mean_where_no_working_day_is_over_or_known(days: int | None) -> None:
    figures = named(case_figures(WEEK, days))
    assert (figures["daily_conclusions"].value, figures["daily_conclusion_rate"].value) == (None, None)


@pytest.mark.parametrize(
    ("numerator", "denominator", "value"),
    [(1, 3, 33.33), (2, 3, 66.67), (1, 8, 12.5), (1, 800, 0.13), (-1, 800, -0.13), (Fraction(1, 3), 1, 33.33)],
)
def test_percents_are_rounded_half_up_to_two_decimals(numerator: Any, denominator: int, value: float) -> None:
    assert Figure(Definition("a", "甲", "…"), numerator, denominator).value == value


def test_every_figure_says_what_it_is() -> None:
    said = [definition for definition, _ in (*CASE_FIGURES, *ITEM_FIGURES)] + [DAILY, DAILY_RATE]
    assert len({definition.name for definition in said}) == len({definition.title for definition in said}) == len(said)
    assert all("÷" in definition.meaning for definition in said)


def content(statutory: tuple[int | None, str], committed: tuple[int | None, str] | None, **more: Any) -> dict[str, Any]:
    def limit(pair: tuple[int | None, str]) -> dict[str, Any]:
        return {"value": pair[0], "unit": pair[1]}

    told = {"online_depth": 3, "visits": {"most": 1}, "handling_type": "COMMITTED", "materials": [{}, {}]}
    limits = {"statutory_limit": limit(statutory), "committed_limit": limit(committed) if committed else None}
    return {**told, **limits, **more}


def of(*contents: dict[str, Any], month: int = 22) -> dict[str, Figure]:
    return named(item_figures(items.together(map(item_sums, contents)), month))


@pytest.mark.parametrize(
    ("limits", "value"),
    [
        ([((20, "WD"), (5, "WD"))], 75.0),
        ([((45, "WD"), (10, "WD"))], 77.78),
        ([((20, "WD"), (1, "WD"))], 95.0),
        ([((20, "WD"), (5, "WD")), ((45, "WD"), (10, "WD"))], 76.92),
        ([((20, "WD"), None)], 0.0),
        ([((20, "WD"), (None, "NONE"))], 0.0),
        ([((20, "WD"), (None, "NOW"))], 100.0),
        ([((None, "NONE"), (5, "WD"))], None),
        ([((None, "NOW"), (5, "WD"))], None),
        ([((1, "M"), (11, "WD"))], 50.0),
        ([((30, "D"), (11, "WD"))], 50.0),
        ([((60, "D"), (24, "H"))], 98.33),
    ],
)
def test_the_speed_up_that_is_promised(limits: list[Any], value: float | None) -> None:
    assert of(*(content(*pair) for pair in limits))["promised_speed_up"].value == value


def test_a_month_has_as_many_working_days_as_the_city_says() -> None:
    assert of(content((1, "M"), (11, "WD")), month=20)["promised_speed_up"].value == 45.0


def test_figures_of_items() -> None:
    limit = (20, "WD")
    figures = of(
        content(limit, None, online_depth=4, visits={"most": 0}, handling_type="IMMEDIATE"),
        content(limit, None, online_depth=None, visits={"most": None}, materials=[]),
        content(limit, None, online_depth=2, visits={"most": 2}, materials=[{}] * 5),
    )
    assert {name: (figure.numerator, figure.denominator, figure.value) for name, figure in figures.items()} == {
        "promised_speed_up": (0, 60, 0.0),
        "immediate_items": (1, 3, 33.33),
        "online_items": (1, 3, 33.33),
        "fully_online_items": (1, 3, 33.33),
        "at_most_one_trip_items": (1, 3, 33.33),
        "no_trip_items": (1, 3, 33.33),
        "average_visits": (2, 2, 1.0),
        "average_materials": (7, 3, 2.33),
    }


@pytest.mark.parametrize(
    ("division", "touches"),
    [("530102000000", True), ("530102001000", True), ("530100000000", True), ("530103000000", False), ("*", True)],
)
def test_items_are_a_divisions_where_they_are_handled_in_it_or_in_part_of_it(division: str, touches: bool) -> None:
    assert Group("09", ("530102000000",)).touches(division) is touches


COUNTS = st.integers(0, 9)
SOME_SUMS = st.builds(
    Sums,
    st.dictionaries(st.sampled_from(list(STEPS)), st.integers(1, 9)),
    COUNTS,
    st.builds(Tally, *([COUNTS] * len(Tally._fields))),
)


@given(st.lists(SOME_SUMS, max_size=6), st.integers(0, 6))
def test_sums_of_parts_are_the_sums_of_the_whole(parts: list[Sums], cut: int) -> None:
    halves = [sums.together(parts[:cut]), sums.together(parts[cut:])]
    assert sums.together(halves) == sums.together(parts)


@given(SOME_SUMS)
def test_sums_are_read_as_they_were_written(some: Sums) -> None:
    assert sums.read(sums.written(some)) == some


@given(st.lists(st.builds(ItemSums, *([COUNTS] * len(ItemSums._fields))), max_size=4))
def test_what_items_add_is_taken_away_again(some: list[ItemSums]) -> None:
    whole = items.together(some)
    gone = [items.difference(items.NO_ITEMS, one) for one in some]
    assert items.together([whole, *gone]) == items.NO_ITEMS


LIMITS = st.one_of(
    st.tuples(st.integers(0, 99), st.sampled_from(["WD", "D", "M", "H"])),
    st.sampled_from([(None, "NOW"), (None, "NONE")]),
)
CONTENTS = st.builds(
    content,
    LIMITS,
    st.none() | LIMITS,
    online_depth=st.none() | st.integers(1, 4),
    visits=st.fixed_dictionaries({"most": st.none() | st.integers(0, 3)}),
    handling_type=st.sampled_from(["IMMEDIATE", "COMMITTED"]),
    materials=st.lists(st.just({}), max_size=3),
)


def kind(one: dict[str, Any]) -> Counted:
    """The same item, as the catalogue counts it."""

    def pair(limit: dict[str, Any]) -> tuple[int | None, str]:
        return limit["value"], limit["unit"]

    told = ("administrative_licence", one["online_depth"], one["handling_type"], one["visits"]["most"])
    committed = pair(one["committed_limit"]) if one["committed_limit"] else None
    return Counted(*told, pair(one["statutory_limit"]), committed, len(one["materials"]))


@given(st.lists(CONTENTS, max_size=6), st.sampled_from([20, 22]))
def test_the_catalogues_own_statistics_say_the_same(contents: list[dict[str, Any]], month: int) -> None:
    theirs = {figure.definition.title: figure.value for figure in figures(Counter(map(kind, contents)), month)}
    ours = {figure.definition.title: figure.value for figure in of(*contents, month=month).values()}
    alike = {
        "承诺提速率": "承诺提速率",
        "即办率（事项）": "即办率",
        "网办率": "网上可办率",
        "全程网办率（事项）": "全程网办率",
    }
    assert ours == {title: theirs[alike.get(title, title)] for title in ours}
