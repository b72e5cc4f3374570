"""Items are counted as their latest act leaves them, whatever order and however often acts come."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib import wiring
from chalicelib.catalogue.acts import AUDITED, DRAFTED, ENDED, PUBLISHED, WITHDRAWN
from chalicelib.shared.access import system
from chalicelib.shared.acts import Act, ActType, Chain, Recorder
from chalicelib.supervision.figures.items import NO_ITEMS, Group, ItemSums, together
from chalicelib.supervision.service import SupervisionService
from chalicelib.supervision.table.counters import CounterTable
from chalicelib.supervision.table.items import ItemCounterTable
from tests.fakes import FakeClock
from tests.supervision.memory import MemoryCity

CODES = count()
NINE, TEN = Group("09", ("530102000000",)), Group("10", ("530102000000", "530103000000"))
SLOW = ItemSums(1, online=1, visited=1, visits=2, materials=3, statutory_wd=20, promised_wd=5)
FAST = ItemSums(1, immediate=1, materials=1)


def act(type_: ActType, seq: int, number: int, code: str = "a") -> Act:
    clock = FakeClock()
    changes: dict[str, Any] = {"item_code": code, "number": number, "sha256": "0" * 64}
    chain = Chain(f"item#{code}", seq - 1)
    return Recorder(clock, clock, lambda: 0).next(chain, type_, system("test"), changes)


def a_city() -> MemoryCity:
    city = MemoryCity()
    city.editions = {("a", 1): (NINE, SLOW), ("a", 2): (NINE, FAST), ("a", 3): (TEN, SLOW), ("b", 1): (NINE, FAST)}
    return city


@pytest.fixture
def service(tables: Any) -> SupervisionService:
    wiring.committer.cache_clear()
    return SupervisionService(CounterTable(), ItemCounterTable(), a_city(), wiring.committer())


def totals() -> dict[Group, ItemSums]:
    return {group: found for group, found in ItemCounterTable().totals() if any(found)}


def test_an_item_counts_once_it_is_published_and_as_it_is_now(service: SupervisionService) -> None:
    service.count(act(PUBLISHED, 3, 1))
    assert totals() == {NINE: SLOW}
    service.count(act(PUBLISHED, 6, 2))
    assert totals() == {NINE: FAST}
    service.count(act(PUBLISHED, 2, 1, "b"))
    assert totals() == {NINE: ItemSums(2, immediate=2, materials=2)}


def test_an_item_that_moves_counts_where_it_is(service: SupervisionService) -> None:
    for one in (act(PUBLISHED, 3, 1), act(PUBLISHED, 6, 3)):
        service.count(one)
    assert totals() == {TEN: SLOW}


@pytest.mark.parametrize("end", [ENDED, WITHDRAWN])
def test_an_item_that_is_gone_counts_no_more(service: SupervisionService, end: ActType) -> None:
    for one in (act(PUBLISHED, 3, 1), act(end, 4, 1)):
        service.count(one)
    assert totals() == {}
    service.count(act(PUBLISHED, 7, 2))
    assert totals() == {NINE: FAST}


def test_a_confidential_item_counts_nowhere(service: SupervisionService) -> None:
    for one in (act(PUBLISHED, 3, 1), act(PUBLISHED, 6, 9)):
        service.count(one)
    assert totals() == {}


LIFE = [(PUBLISHED, 3, 1), (PUBLISHED, 6, 3), (WITHDRAWN, 7, 3), (PUBLISHED, 10, 2)]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(LIFE), max_size=4), st.permutations(LIFE), st.integers(1, 4))
def test_late_and_doubled_acts_change_nothing(tables: Any, repeated: Any, life: Any, ends: int) -> None:
    """However the acts of a life came, or of its beginning, what is counted is what the latest of them left."""
    wiring.committer.cache_clear()
    city, code, before = a_city(), f"item{next(CODES)}", totals()
    city.editions |= {(code, number): city.editions["a", number] for number in (1, 2, 3)}
    service = SupervisionService(CounterTable(), ItemCounterTable(), city, wiring.committer())
    for told in (one for one in [*life, *repeated] if one in LIFE[:ends]):
        service.count(act(*told, code))
    group, adds = ((NINE, SLOW), (TEN, SLOW), (None, SLOW), (NINE, FAST))[ends - 1]
    if group:
        before[group] = together([before.get(group, NO_ITEMS), adds])
    assert totals() == before


def test_what_is_drafted_or_audited_counts_nothing(service: SupervisionService) -> None:
    for one in (act(DRAFTED, 1, 1), act(AUDITED, 2, 1)):
        service.count(one)
    assert totals() == {}
