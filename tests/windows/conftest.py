"""A city's halls in memory, and the API of a new city as identity's tests have it."""

from __future__ import annotations

import pytest

from tests.identity.conftest import api, served
from tests.windows.fakes import Halls

__all__ = ["api", "served"]


@pytest.fixture
def halls() -> Halls:
    return Halls()
