from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from chalicelib.catalogue.editions.desk import CatalogueDesk
from chalicelib.catalogue.imports.desk import ImportDesk
from chalicelib.catalogue.service import CatalogueService
from chalicelib.configuration.service import ConfigurationService
from chalicelib.shared.acts import Act, Recorder
from tests.catalogue.memory import MemoryCatalogue
from tests.configuration.cloud import wired
from tests.configuration.memory import MemoryConfiguration
from tests.configuration.people import AUDITOR, EDITOR
from tests.fakes import FakeClock, MemoryCommitter


@pytest.fixture
def cloud(tables: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with wired(monkeypatch):
        yield


@dataclass
class City:
    """The catalogue's use cases over stores in memory."""

    store: MemoryCatalogue
    committer: MemoryCommitter
    service: CatalogueService
    desk: CatalogueDesk
    imports: ImportDesk

    def publish(self, content: dict[str, Any], number: int = 1) -> str:
        code: str = content["item_code"]
        self.desk.save_draft(code, content, 0, EDITOR)
        self.desk.audit(code, number, None, AUDITOR, None)
        self.desk.publish(code, number, AUDITOR, None)
        return code

    def acts(self, code: str) -> list[Act]:
        return self.committer.of(f"item#{code}")


@pytest.fixture
def city() -> City:
    store, committer, clock = MemoryCatalogue(), MemoryCommitter(), FakeClock()
    configuration = ConfigurationService(MemoryConfiguration(), clock)
    recorder = Recorder(clock, clock, configuration.release)
    return City(
        store,
        committer,
        CatalogueService(store),
        CatalogueDesk(store, configuration, recorder, committer),
        ImportDesk(store, recorder, committer),
    )
