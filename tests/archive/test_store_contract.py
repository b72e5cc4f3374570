"""The bucket and the acts table keep what their doubles in memory keep."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from chalicelib.archive.adapters.acts import ActsTable
from chalicelib.archive.adapters.bucket import ArchiveBucket
from chalicelib.archive.ports import ActLog, ArchiveStore, Row
from tests.archive.memory import MemoryActs, MemoryBucket

REGION = "cn-north-1"


class Removing(ArchiveBucket):
    """The bucket, with the removal that no code of ours makes."""

    def remove(self, key: str) -> None:
        self._client.delete_object(Bucket=self._bucket, Key=key)


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        yield


@pytest.fixture(params=["memory", "s3"])
def store(request: pytest.FixtureRequest) -> Any:
    if request.param == "memory":
        return MemoryBucket()
    request.getfixturevalue("aws")
    client = boto3.client("s3", region_name=REGION)
    client.create_bucket(Bucket="archive", CreateBucketConfiguration={"LocationConstraint": REGION})
    client.put_bucket_versioning(Bucket="archive", VersioningConfiguration={"Status": "Enabled"})
    return Removing(client, "archive")


def test_what_was_put_is_read(store: ArchiveStore) -> None:
    store.put("acts/a", b"one", "application/x-ndjson")
    assert store.read("acts/a") == b"one"
    assert store.read("acts/b") is None


def test_keys_come_in_order_under_their_prefix(store: ArchiveStore) -> None:
    for key in ("acts/b", "acts/a", "anchors/a", "acts/c"):
        store.put(key, b"", "text/plain")
    assert list(store.keys("acts/")) == ["acts/a", "acts/b", "acts/c"]
    assert list(store.keys("acts/", after="acts/a")) == ["acts/b", "acts/c"]
    assert list(store.keys("none/")) == []


def test_every_version_is_kept_latest_first(store: Any) -> None:
    store.put("acts/a", b"one", "text/plain")
    store.put("acts/a", b"two", "text/plain")
    store.put("acts/b", b"other", "text/plain")
    first, other = store.histories("acts/")
    assert (first.key, other.key) == ("acts/a", "acts/b")
    assert [store.read("acts/a", version.version_id) for version in first.versions] == [b"two", b"one"]


def test_a_removal_leaves_its_mark_and_the_versions(store: Any) -> None:
    store.put("acts/a", b"one", "text/plain")
    store.remove("acts/a")
    (history,) = store.histories("acts/")
    assert [version.deleted for version in history.versions] == [True, False]
    assert store.read("acts/a") is None
    assert store.read("acts/a", history.versions[1].version_id) == b"one"
    assert list(store.keys("acts/")) == []


def test_many_versions_come_over_several_pages(store: Any) -> None:
    for number in range(1100):
        store.put(f"acts/{number:04d}", b"", "text/plain")
    store.remove("acts/0999")
    found = list(store.histories("acts/"))
    assert [history.key for history in found] == [f"acts/{number:04d}" for number in range(1100)]
    assert [len(history.versions) for history in found[998:1001]] == [1, 2, 1]


@pytest.fixture(params=["memory", "dynamodb"])
def log(request: pytest.FixtureRequest) -> Any:
    if request.param == "memory":
        return MemoryActs()
    request.getfixturevalue("aws")
    client = boto3.client("dynamodb", region_name=REGION)
    client.create_table(
        TableName="acts",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
    )
    return WritableActs(client, "acts")


class WritableActs(ActsTable):
    """The table, with the write that another part of the city makes."""

    def put(self, subject: str, row: Row) -> None:
        item = {"pk": subject, "sk": row.sk, "act": row.act, "hash": row.hash}
        self._client.put_item(TableName=self._table, Item={name: {"S": text} for name, text in item.items()})

    def spoil(self, subject: str, sk: str) -> None:
        self._client.put_item(TableName=self._table, Item={"pk": {"S": subject}, "sk": {"S": sk}, "act": {"N": "1"}})


def test_rows_come_in_order_of_their_subject(log: Any) -> None:
    rows = [Row(f"{seq:08d}", f"act {seq}", "hash") for seq in (3, 1, 2)]
    for row in rows:
        log.put("case#1", row)
    log.put("case#2", rows[0])
    assert list(log.rows("case#1")) == sorted(rows, key=lambda row: row.sk)
    assert list(log.rows("case#3")) == []


def test_an_item_of_another_shape_is_brought_back_empty(aws: None, request: pytest.FixtureRequest) -> None:
    client = boto3.client("dynamodb", region_name=REGION)
    client.create_table(
        TableName="acts",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
    )
    table = WritableActs(client, "acts")
    table.spoil("case#1", "00000001")
    log: ActLog = table
    assert list(log.rows("case#1")) == [Row("00000001", "", "")]
