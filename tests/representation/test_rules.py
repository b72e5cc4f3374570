"""What an authorisation gives, on every day, for every item, in every state; and ages."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.representation.rules import (
    Grant,
    Scope,
    State,
    gives,
    guardian_needed,
    last_day_as_ward,
    latest_end,
    standing,
)
from chalicelib.shared.ages import born_on, completed_years

TODAY = date(2026, 1, 10)
SCOPES = [
    frozenset(scope for scope, held in zip(Scope, held, strict=True) if held) for held in product((0, 1), repeat=3)
]
ITEMS = [None, frozenset({"A"}), frozenset({"A", "B"})]
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def allowed(scope: Scope, held: frozenset[Scope]) -> bool:
    """In a table of its own: view comes with apply, and nothing else comes with anything."""
    return {
        Scope.APPLY: Scope.APPLY in held,
        Scope.VIEW: Scope.VIEW in held or Scope.APPLY in held,
        Scope.COLLECT: Scope.COLLECT in held,
    }[scope]


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("held", SCOPES, ids=lambda held: "+".join(sorted(held)) or "nothing")
@pytest.mark.parametrize("items", ITEMS, ids=lambda items: "+".join(sorted(items)) if items else "all")
def test_it_gives_what_all_of_state_scope_item_and_date_allow(
    state: State, held: frozenset[Scope], items: frozenset[str] | None
) -> None:
    for days, item, scope in product((-1, 0, 1), ("A", "B", "C", None), Scope):
        grant = Grant(state, held, items, TODAY + timedelta(days=days))
        within = items is None or item in items
        expected = state is State.ACTIVE and days >= 0 and within and allowed(scope, held)
        assert gives(grant, scope, item, TODAY) is expected, (days, item, scope)


@given(ends_on=DAYS, today=DAYS, state=st.sampled_from(State))
def test_whatever_is_not_active_gives_nothing(ends_on: date, today: date, state: State) -> None:
    grant = Grant(state, frozenset(Scope), None, ends_on)
    active = standing(state, ends_on, today) == "active"
    assert active is (state is State.ACTIVE and today <= ends_on)
    assert {gives(grant, scope, None, today) for scope in Scope} == {active}


@given(born=DAYS, on=DAYS)
def test_a_year_is_completed_on_each_birthday(born: date, on: date) -> None:
    years = completed_years(born, on)
    assert completed_years(born, on + timedelta(days=1)) in (years, years + 1)
    assert completed_years(born, born) == 0


@given(born=DAYS)
def test_guardianship_ends_the_day_before_somebody_is_18(born: date) -> None:
    last = last_day_as_ward(f"110101{born:%Y%m%d}0012")
    assert completed_years(born, last) == 17
    assert completed_years(born, last + timedelta(days=1)) == 18


@pytest.mark.parametrize(
    ("today", "needed"),
    [(date(2026, 6, 14), True), (date(2026, 6, 15), False), (date(2027, 1, 1), False)],
)
def test_from_16_on_nobody_needs_a_guardian_to_apply(today: date, needed: bool) -> None:
    assert guardian_needed("510104201006156789", today) is needed


def test_a_number_tells_the_birthday() -> None:
    assert born_on("11010519491231002X") == date(1949, 12, 31)


def test_three_years_from_a_leap_day_end_on_the_first_of_march() -> None:
    assert latest_end(date(2028, 2, 29), 3) == date(2031, 3, 1)
    assert latest_end(date(2028, 2, 29), 4) == date(2032, 2, 29)
