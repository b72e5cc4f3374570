"""Items that the catalogue puts in force, changes and takes away are counted as its own statistics count them."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.catalogue.search.entries import entry_of
from chalicelib.catalogue.views import statistics
from chalicelib.catalogue.views.statistics import Counted
from chalicelib.configuration.documents import Catalogue
from chalicelib.deadlines.service import shipped
from chalicelib.shared.clocks import LawClock
from chalicelib.supervision.adapters.city import LivingCity
from chalicelib.supervision.figures.items import NO_ITEMS, item_figures, together
from chalicelib.supervision.service import SupervisionService
from chalicelib.supervision.table.counters import CounterTable
from chalicelib.supervision.table.items import ItemCounterTable
from tests.catalogue.conftest import City, make_city
from tests.catalogue.samples import complete_names, content
from tests.configuration.people import AUDITOR
from tests.fakes import FakeClock

SAME = {"promised_speed_up": "speed_up", "online_items": "online", "fully_online_items": "fully_online"}
SAME |= {"immediate_items": "immediate", "at_most_one_trip_items": "at_most_one_trip", "no_trip_items": "no_trip"}


@pytest.fixture
def catalogue(tables: Any) -> City:
    wiring.committer.cache_clear()
    return make_city()


def counted(catalogue: City, code: str) -> None:
    """All acts of an item, as the queue brings them: the whole chain, twice."""
    city = LivingCity(LawClock(FakeClock()), shipped, lambda: catalogue.service, Catalogue)
    service = SupervisionService(CounterTable(), ItemCounterTable(), city, wiring.committer())
    for act in catalogue.acts(code) * 2:
        service.count(act)


def figures() -> dict[str, Any]:
    found = item_figures(together(found for _, found in ItemCounterTable().totals()), 22)
    return {figure.definition.name: figure.value for figure in found}


def test_they_say_what_the_catalogue_says(catalogue: City) -> None:
    kinds: Counter[Counted] = Counter()
    for name in complete_names():
        code = catalogue.publish(content(name))
        counted(catalogue, code)
        listed = entry_of(code, 1, catalogue.service.published(code).content)
        kinds[Counted(*(getattr(listed, name) for name in Counted._fields))] += 1
    theirs = {figure.definition.name: figure.value for figure in statistics.figures(kinds, 22)}
    assert figures() == {name: theirs[SAME.get(name, name)] for name in figures()}
    assert any(figures().values())


def test_a_changed_item_is_counted_as_it_is_now_and_a_withdrawn_one_not(catalogue: City) -> None:
    code = catalogue.publish(content())
    counted(catalogue, code)
    before = figures()
    catalogue.publish({**content(), "online_depth": 2}, 2)
    counted(catalogue, code)
    assert (before["online_items"], figures()["online_items"]) == (100.0, 0.0)
    catalogue.desk.withdraw(code, 2, "停办", AUDITOR, None)
    counted(catalogue, code)
    assert together(found for _, found in ItemCounterTable().totals()) == NO_ITEMS
