from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.configuration.cloud import wired


@pytest.fixture
def cloud(tables: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with wired(monkeypatch):
        yield
