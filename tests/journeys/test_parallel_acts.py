"""Many acts at once on different cases, through the deployed artifact: none lost, chains whole, the queue right."""

from __future__ import annotations

import pytest

from infra.bench.parallel_acts.apart import measured
from infra.local.story.city import City as Described
from tests.city import City
from tests.journeys import driving
from tests.journeys.driving import DIVISION, Person

pytestmark = pytest.mark.deployed

CASES = 60


def test_sixty_cases_are_handed_in_and_accepted_at_once(city: City, applicant: Person, stranger: Person) -> None:
    clerks = [driving.registered(city, "clerk", departments=["12"], divisions=[DIVISION]) for _ in range(3)]
    found = measured(Described(city.described), [applicant, stranger], clerks, CASES)
    assert [len(phase.outcomes) for phase in found.phases] == [CASES] * 3
    assert found.whole, found
