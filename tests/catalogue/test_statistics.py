"""Figures of what a city offers: what is counted, over what, and what has no value."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.catalogue.search.entries import entry_of
from chalicelib.catalogue.views import statistics
from chalicelib.catalogue.views.statistics import Counted, Figure, working_days
from tests.catalogue.samples import content

MONTH = 22


def entry(**changes: Any) -> Counted:
    listed = entry_of("0001", 1, content())
    made = Counted(*(getattr(listed, name) for name in Counted._fields))
    return made._replace(**{"statutory_limit": (20, "WD"), "committed_limit": (5, "WD"), **changes})


def speed_up(entries: list[Counted], month: int) -> Figure:
    return statistics.speed_up(Counter(entries), month)


def shown(entries: list[Counted], month: int) -> dict[str, Any]:
    return statistics.shown(Counter(entries), month)


def limits(*pairs: tuple[int, int]) -> list[Counted]:
    return [entry(statutory_limit=(by_law, "WD"), committed_limit=(said, "WD")) for by_law, said in pairs]


def value(name: str, entries: list[Counted]) -> float | None:
    return {figure.definition.name: figure.value for figure in statistics.figures(Counter(entries), MONTH)}[name]


@pytest.mark.parametrize(
    ("pairs", "percent"),
    [([(20, 5)], 75.00), ([(45, 10)], 77.78), ([(20, 1)], 95.00), ([(20, 5), (45, 10)], 76.92)],
)
def test_the_speed_up_is_a_ratio_of_sums(pairs: list[tuple[int, int]], percent: float) -> None:
    assert speed_up(limits(*pairs), MONTH).value == percent


def test_an_item_without_a_statutory_limit_is_left_out_of_the_speed_up() -> None:
    free = entry(statutory_limit=(None, "NONE"))
    assert speed_up([free, *limits((20, 5))], MONTH).value == 75.00
    assert speed_up([free], MONTH).value is None


def test_an_item_that_promises_nothing_is_as_quick_as_the_statute() -> None:
    assert speed_up([entry(committed_limit=None)], MONTH).value == 0.00
    assert speed_up([entry(committed_limit=(None, "NONE"))], MONTH).value == 0.00
    assert speed_up([entry(committed_limit=(None, "NOW"))], MONTH).value == 100.00


@pytest.mark.parametrize(
    ("limit", "days"),
    [((3, "WD"), 3), ((2, "M"), 44), ((30, "D"), 22), ((24, "H"), 22 / 30), ((None, "NOW"), 0), ((None, "NONE"), None)],
)
def test_units_are_converted(limit: tuple[int | None, str], days: float | None) -> None:
    found = working_days(limit, MONTH)
    assert found is None if days is None else float(found or 0) == pytest.approx(days)


def test_a_month_is_as_long_as_the_city_says() -> None:
    one = entry(statutory_limit=(1, "M"), committed_limit=(11, "WD"))
    assert (speed_up([one], 22).value, speed_up([one], 20).value) == (50.00, 45.00)


def test_shares_are_of_all_items_also_of_those_that_say_nothing() -> None:
    some = [
        entry(online_depth=4, visits=0, handling_type="IMMEDIATE", materials=2),
        entry(online_depth=3, visits=1, handling_type="COMMITTED", materials=3),
        entry(online_depth=None, visits=None, handling_type="COMMITTED", materials=0),
    ]
    assert [value(name, some) for name in ("online", "fully_online", "immediate")] == [66.67, 33.33, 33.33]
    assert [value(name, some) for name in ("at_most_one_trip", "no_trip")] == [66.67, 33.33]
    assert (value("average_visits", some), value("average_materials", some)) == (0.5, 1.67)


def test_nothing_counted_has_no_value() -> None:
    told = shown([], MONTH)
    assert told["items"] == 0
    assert {figure["value"] for figure in told["figures"]} == {None}
    assert all(figure["definition"] and figure["definition_version"] for figure in told["figures"])


def test_every_item_is_of_one_type() -> None:
    some = [entry(item_type="confirmation"), entry(item_type="public_service"), entry(item_type="confirmation")]
    counts = {one["item_type"]: one["items"] for one in shown(some, MONTH)["by_item_type"]}
    assert (counts["confirmation"], counts["public_service"], counts["administrative_licence"]) == (2, 1, 0)
    assert sum(counts.values()) == 3


LIMITS = st.tuples(st.integers(0, 3660), st.sampled_from(["WD", "D", "M", "H"]))


@given(st.lists(st.builds(lambda by_law, said: entry(statutory_limit=by_law, committed_limit=said), LIMITS, LIMITS)))
def test_a_figure_is_what_its_numerator_and_denominator_say(entries: list[Counted]) -> None:
    for one in shown(entries, MONTH)["figures"]:
        assert (one["value"] is None) == (one["denominator"] == 0)


def test_a_half_is_rounded_up() -> None:
    assert statistics.rounded(Fraction(1, 8)) == 0.13
    assert statistics.rounded(Fraction(3, 8)) == 0.38
