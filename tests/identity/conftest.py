"""The real entry point over in-process AWS and the partners' stand-ins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.staff import bootstrap
from infra.local.partners.server import make_app
from tests import deployment
from tests.identity.api import Api
from tests.partners.stand_ins import StandIns, serving


@pytest.fixture(scope="session")
def served() -> Iterator[StandIns]:
    with serving(make_app()) as stand_ins:
        yield stand_ins


@pytest.fixture
def api(served: StandIns, tables: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Api]:
    """The API of a new city whose first administrator is W0001."""
    served.control("reset")
    for name, value in deployment.settings(served.url).items():
        monkeypatch.setenv(name, value)
    deployment.forget()
    bootstrap.first_administrator("w0001", "钱一", Api.PASSWORD)
    yield Api(served)
    deployment.forget()
