"""The daily anchor, through its function."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from moto import mock_aws

from chalicelib.wiring import archive as wiring
from functions.anchor_acts.handler import handler
from functions.relay_acts.batch import read_batch
from tests.archive.city import City
from tests.functions.stream import BUCKET, Cloud, record_of


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    monkeypatch.setenv("ARCHIVE_BUCKET", BUCKET)
    wiring.archive_service.cache_clear()
    with mock_aws():
        yield Cloud()
    wiring.archive_service.cache_clear()


def test_the_days_before_today_are_anchored(cloud: Cloud) -> None:
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    city = City()
    for number in range(4):
        city.record("case#1")
        created = (today - timedelta(days=3 - number)).timestamp()
        cloud.relay().pass_on(read_batch([record_of(city.lines[-1], created)]))
    for _ in range(2):
        handler({}, None)
    anchors = {key: json.loads(body) for key, body in cloud.archived().items() if key.startswith("anchors/")}
    assert [(anchor["date"], anchor["acts"]) for anchor in anchors.values()] == [
        (str((today - timedelta(days=days)).date()), 1) for days in (3, 2, 1)
    ]
    versions: list[Any] = boto3.client("s3").list_object_versions(Bucket=BUCKET, Prefix="anchors/")["Versions"]
    assert len(versions) == 3
