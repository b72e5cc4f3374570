"""The people of these tests; each file logs them in anew."""

from __future__ import annotations

import pytest

from tests.city import City
from tests.journeys.driving import Person, citizen, staff


@pytest.fixture(scope="module")
def applicant(city: City) -> Person:
    return citizen(city, "王五")


@pytest.fixture(scope="module")
def stranger(city: City) -> Person:
    return citizen(city, "赵六")


@pytest.fixture(scope="module")
def clerk(city: City) -> Person:
    return staff(city, "clerk")


@pytest.fixture(scope="module")
def examiner(city: City) -> Person:
    return staff(city, "examiner")


@pytest.fixture(scope="module")
def chief(city: City) -> Person:
    return staff(city, "chief_representative")
