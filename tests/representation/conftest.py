"""One city for each test: over real tables, or served."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from infra.local.partners.server import make_app
from tests import deployment
from tests.configuration.cloud import wired
from tests.partners.stand_ins import StandIns, serving
from tests.representation.city import City
from tests.representation.serving import Served


@pytest.fixture
def city(tables: Any) -> City:
    return City()


@pytest.fixture(scope="module")
def partners() -> Iterator[StandIns]:
    with serving(make_app()) as stand_ins:
        yield stand_ins


@pytest.fixture
def served(partners: StandIns, tables: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    partners.control("reset")
    for name, value in deployment.settings(partners.url).items():
        monkeypatch.setenv(name, value)
    with wired(monkeypatch):
        yield Served()
