"""One city for each test."""

from __future__ import annotations

from typing import Any

import pytest

from tests.representation.city import City


@pytest.fixture
def city(tables: Any) -> City:
    return City()
