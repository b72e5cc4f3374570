from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import boto3
import pytest

from chalicelib.catalogue.editions.desk import CatalogueDesk
from chalicelib.catalogue.service import CatalogueService
from chalicelib.configuration.service import ConfigurationService
from chalicelib.shared.acts import Act, Recorder
from tests.catalogue.importing import Importing
from tests.catalogue.memory import MemoryCatalogue
from tests.configuration.cloud import wired
from tests.configuration.memory import MemoryConfiguration
from tests.configuration.people import AUDITOR, EDITOR
from tests.fakes import FakeClock, MemoryCommitter


@pytest.fixture
def cloud(tables: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with wired(monkeypatch):
        yield


@pytest.fixture
def bucket(cloud: None) -> Any:
    """The catalogue's bucket, empty; a client of it."""
    client = boto3.client("s3")
    where = {"LocationConstraint": os.environ["AWS_DEFAULT_REGION"]}
    client.create_bucket(Bucket=os.environ["CATALOGUE_BUCKET"], CreateBucketConfiguration=where)
    return client


@dataclass
class City:
    """The catalogue's use cases over stores in memory."""

    store: MemoryCatalogue
    committer: MemoryCommitter
    service: CatalogueService
    desk: CatalogueDesk
    imports: Importing

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
    return make_city()


def make_city() -> City:
    store, committer, clock = MemoryCatalogue(), MemoryCommitter(), FakeClock()
    configuration = ConfigurationService(MemoryConfiguration(), clock)
    recorder = Recorder(clock, clock, configuration.release)
    return City(
        store,
        committer,
        CatalogueService(store),
        CatalogueDesk(store, configuration, recorder, committer),
        Importing(store, committer, recorder),
    )
