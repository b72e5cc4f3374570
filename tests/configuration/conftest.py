from __future__ import annotations

from collections.abc import Iterator

import pytest

from chalicelib.configuration.table import ConfigurationItem
from tests.configuration.cloud import tables


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with tables(monkeypatch, [ConfigurationItem]):
        yield
