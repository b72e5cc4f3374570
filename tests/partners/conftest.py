"""The stand-ins for tests that speak to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from infra.local.partners.server import make_app
from tests.partners.stand_ins import LATE, StandIns, serving


@pytest.fixture(scope="session")
def served() -> Iterator[StandIns]:
    with serving(make_app()) as stand_ins:
        yield stand_ins


@pytest.fixture
def stand_ins(served: StandIns) -> StandIns:
    """The stand-ins with nothing remembered."""
    served.control("reset")
    return served


@pytest.fixture
def restarted(tmp_path: Path) -> Callable[[], Any]:
    """Stand-ins that keep their state: each call is one more start."""
    return lambda: serving(make_app(tmp_path / "partners.json"))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clients made in this test wait for a second only."""
    monkeypatch.setattr("chalicelib.shared.partner_http.TIMEOUT_SECONDS", LATE - 0.5)
