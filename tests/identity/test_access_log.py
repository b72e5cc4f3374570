"""Who read whose data."""

from __future__ import annotations

from datetime import timedelta

from chalicelib.shared.acts import verify_chain
from tests.builders import a_clerk
from tests.identity.cities import City


def test_opening_a_persons_data_is_an_act_on_the_readers_chain() -> None:
    city = City()
    clerk = a_clerk(staff_no="W0001")
    for what in ("case", "materials"):
        city.service.opened(clerk, "person-zhang", "case:1", what)
    acts = city.committer.of("reader#W0001#2026-11")
    assert [act.changes for act in acts] == [
        {"person_id": "person-zhang", "why": "case:1", "what": what} for what in ("case", "materials")
    ]
    assert verify_chain("reader#W0001#2026-11", acts).seq == 2


def test_readings_at_once_are_all_recorded() -> None:
    city = City()
    clerk = a_clerk(staff_no="W0001")
    city.committer.meanwhile = lambda: city.service.opened(clerk, "person-li", "case:2", "case")
    city.service.opened(clerk, "person-zhang", "case:1", "case")
    assert [act.changes["why"] for act in city.committer.of("reader#W0001#2026-11")] == ["case:2", "case:1"]


def test_each_civil_month_has_a_chain_of_its_own() -> None:
    city = City()
    for _ in range(2):
        city.service.opened(a_clerk(staff_no="W0001"), "person-zhang", "case:1", "case")
        city.clock.move(timedelta(days=10))
    assert [len(city.committer.of(f"reader#W0001#2026-{month}")) for month in (11, 12)] == [1, 1]
