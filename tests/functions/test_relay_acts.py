"""The relay: everything arrives once, poison steps aside, and a fault costs nothing but a repetition."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from moto import mock_aws

from chalicelib.shared.acts import act_hash
from chalicelib.wiring import archive as wiring
from functions.relay_acts import handler as function
from functions.relay_acts.batch import read_batch
from functions.relay_acts.sending import NotSent
from tests.archive.city import City
from tests.functions.stream import BUCKET, CREATED, Cloud, record_of, records

Record = dict[str, Any]
DOWN = EndpointConnectionError(endpoint_url="https://queue")
BUSY = ClientError({"Error": {"Code": "SlowDown", "Message": ""}}, "PutObject")


@pytest.fixture
def cloud() -> Iterator[Cloud]:
    with mock_aws():
        yield Cloud()


def relay(cloud: Cloud, batch: list[Record]) -> list[str]:
    """Pass a batch on; the reasons of what was put aside."""
    return [poison.reason for poison in cloud.relay().pass_on(read_batch(batch))]


def ids(batch: list[Record]) -> list[str]:
    return [json.loads(record["dynamodb"]["NewImage"]["act"]["S"])["act_id"] for record in batch]


def test_every_act_is_archived_and_sent_in_the_order_of_its_subject(cloud: Cloud) -> None:
    batch = records(25)
    assert relay(cloud, batch) == []
    sent = cloud.sent()
    assert sorted(line.act.act_id for line in sent) == sorted(ids(batch))
    for subject in ("case#0", "case#1", "case#2"):
        seqs = [line.act.seq for line in sent if line.act.subject == subject]
        assert seqs == sorted(seqs)
    (key,) = cloud.archived()
    assert key == "acts/2026-11-21/1000-1024.jsonl"


def test_the_id_keeps_from_doubling_and_the_subject_groups(cloud: Cloud) -> None:
    batch = records(1)
    relay(cloud, batch)
    answer = boto3.client("sqs").receive_message(QueueUrl=cloud.statistics, AttributeNames=["All"])
    (message,) = answer["Messages"]
    assert message["Attributes"]["MessageDeduplicationId"] == ids(batch)[0]
    assert message["Attributes"]["MessageGroupId"] == "case#0"
    (archived,) = cloud.archived().values()
    assert message["Body"].encode() + b"\n" == archived


def test_acts_that_no_queue_wants_are_archived(cloud: Cloud) -> None:
    city = City()
    city.record("item#1", type_name="item.drafted")
    relay(cloud, [record_of(city.lines[0])])
    assert cloud.sent() == []
    assert len(cloud.archived()) == 1


def test_a_batch_without_acts_archives_nothing(cloud: Cloud) -> None:
    assert relay(cloud, []) == []
    assert cloud.archived() == {}


def _hash_mismatch(record: Record) -> None:
    image = record["dynamodb"]["NewImage"]
    image["act"]["S"] = image["act"]["S"].replace("办理", "改过")


def _other_place(record: Record) -> None:
    record["dynamodb"]["NewImage"]["sk"]["S"] = "00000099"


def _no_json(record: Record) -> None:
    record["dynamodb"]["NewImage"]["act"]["S"] = "{"


def _no_image(record: Record) -> None:
    del record["dynamodb"]["NewImage"]


def _no_change(record: Record) -> None:
    del record["dynamodb"]


def _no_time(record: Record) -> None:
    del record["dynamodb"]["ApproximateCreationDateTime"]


def _fields_missing(record: Record) -> None:
    image = record["dynamodb"]["NewImage"]
    image["act"]["S"] = '{"act_id":"x"}'
    image["hash"]["S"] = act_hash(image["act"]["S"])


def _modified(record: Record) -> None:
    record["eventName"] = "MODIFY"


def _removed(record: Record) -> None:
    record["eventName"] = "REMOVE"


POISON: list[tuple[Callable[[Record], None], str]] = [
    (_hash_mismatch, "act_hash_mismatch"),
    (_other_place, "act_misplaced"),
    (_no_json, "act_unreadable"),
    (_no_image, "act_unreadable"),
    (_no_change, "act_unreadable"),
    (_no_time, "act_unreadable"),
    (_fields_missing, "act_unreadable"),
    (_modified, "act_modified"),
    (_removed, "act_removed"),
]


@pytest.mark.parametrize(("spoil", "reason"), POISON, ids=[spoil.__name__ for spoil, _ in POISON])
def test_poison_in_mid_batch_steps_aside_and_later_acts_arrive(
    cloud: Cloud, spoil: Callable[[Record], None], reason: str
) -> None:
    batch = records(25)
    spoiled = batch[7]
    wanted = ids(batch[:7] + batch[8:])
    spoil(spoiled)
    assert relay(cloud, batch) == [reason]
    assert sorted(line.act.act_id for line in cloud.sent()) == sorted(wanted)
    (letter,) = cloud.letters()
    assert (letter["reason"], letter["event_id"], letter["record"]) == (reason, spoiled["eventID"], spoiled)
    (body,) = cloud.archived().values()
    assert body.count(b"\n") == 24


def test_the_log_names_what_kind_of_fault_an_unreadable_act_has_and_quotes_nothing(
    cloud: Cloud, capsys: pytest.CaptureFixture[str]
) -> None:
    (record,) = records(1)
    image = record["dynamodb"]["NewImage"]
    image["act"]["S"] = image["act"]["S"].replace('"act_id"', '"张三":1,"act_id"')
    assert relay(cloud, [record]) == ["act_unreadable"]
    (letter,) = cloud.letters()
    assert letter["detail"] == "TypeError"
    assert "张三" not in capsys.readouterr().out


def test_an_act_too_large_for_the_queue_is_archived_and_put_aside(cloud: Cloud) -> None:
    city = City()
    city.record("case#1")
    city.record("case#1", "长" * 400_000)
    city.record("case#1")
    assert relay(cloud, [record_of(line) for line in city.lines]) == ["act_too_large"]
    assert [line.act.seq for line in cloud.sent()] == [1, 3]
    (letter,) = cloud.letters()
    assert letter["keys"] == {"pk": {"S": "case#1"}, "sk": {"S": "00000002"}}
    assert "record" not in letter
    (body,) = cloud.archived().values()
    assert body.count(b"\n") == 3


def test_an_act_whose_subject_no_queue_takes_is_put_aside(cloud: Cloud) -> None:
    city = City()
    city.record("case#居住证")
    city.record("case#1")
    assert relay(cloud, [record_of(line) for line in city.lines]) == ["act_unaddressable"]
    assert [line.act.subject for line in cloud.sent()] == ["case#1"]


def test_an_act_that_the_queue_refuses_for_good_is_put_aside(cloud: Cloud) -> None:
    batch = records(3)
    failed = {"Id": "1", "Code": "InvalidMessageContents", "SenderFault": True}
    cloud.sqs.faults = {"send_message_batch": [{"Successful": [], "Failed": [failed]}]}
    assert relay(cloud, batch) == ["queue_refused"]
    (letter,) = cloud.letters()
    assert (letter["queue"], letter["detail"]) == ("STATISTICS_QUEUE_URL", "InvalidMessageContents")
    assert letter["record"] == batch[1]


FAULTS: dict[str, tuple[dict[str, list[Any]], dict[str, list[Any]]]] = {
    "the archive is busy": ({"put_object": [BUSY]}, {}),
    "the queue cannot be reached": ({}, {"send_message_batch": [DOWN]}),
    "the queue fails halfway": ({}, {"send_message_batch": [None, DOWN]}),
    "the queue takes a part": (
        {},
        {"send_message_batch": [None, {"Failed": [{"Id": "2", "Code": "InternalError", "SenderFault": False}]}]},
    ),
    "the queue's key is shut": (
        {},
        {"send_message_batch": [{"Failed": [{"Id": "0", "Code": "KMS.AccessDeniedException", "SenderFault": True}]}]},
    ),
    "the dead letters cannot be reached": ({}, {"send_message": [DOWN]}),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_transient_fault_raises_and_the_repetition_loses_and_doubles_nothing(cloud: Cloud, name: str) -> None:
    batch = records(25)
    wanted = ids(batch[:7] + batch[8:])
    _hash_mismatch(batch[7])
    cloud.s3.faults, cloud.sqs.faults = map(deepcopy, FAULTS[name])
    with pytest.raises((NotSent, ClientError, EndpointConnectionError)):
        relay(cloud, batch)
    assert relay(cloud, batch) == ["act_hash_mismatch"]
    assert sorted(line.act.act_id for line in cloud.sent()) == sorted(wanted)
    assert len(cloud.letters()) == 1
    assert [body.count(b"\n") for body in cloud.archived().values()] == [24]


def test_a_repeated_batch_overwrites_itself_with_equal_bytes(cloud: Cloud) -> None:
    batch = records(12)
    relay(cloud, batch)
    relay(cloud, list(reversed(batch)))
    s3 = boto3.client("s3")
    versions = s3.list_object_versions(Bucket=BUCKET)["Versions"]
    bodies = {
        s3.get_object(Bucket=BUCKET, Key=version["Key"], VersionId=version["VersionId"])["Body"].read()
        for version in versions
    }
    assert (len(versions), len(bodies)) == (2, 1)


def test_a_batch_over_midnight_lies_under_its_first_records_date(cloud: Cloud) -> None:
    batch = records(2)
    batch[1]["dynamodb"]["ApproximateCreationDateTime"] = CREATED + 86_400
    relay(cloud, batch)
    assert list(cloud.archived()) == ["acts/2026-11-21/1000-1001.jsonl"]


def test_an_act_that_its_retention_ended_is_no_poison(cloud: Cloud) -> None:
    batch = records(2)
    _removed(batch[0])
    batch[0]["userIdentity"] = {"type": "Service", "principalId": "dynamodb.amazonaws.com"}
    assert relay(cloud, batch) == []
    assert len(cloud.sent()) == 1


def test_the_function_answers_nothing_and_calls_for_help(
    cloud: Cloud, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ITEMS_QUEUE_URL", cloud.statistics)
    monkeypatch.setenv("STATISTICS_QUEUE_URL", cloud.statistics)
    monkeypatch.setenv("IMPORTS_QUEUE_URL", cloud.statistics)
    monkeypatch.setenv("ASSIGNMENTS_QUEUE_URL", cloud.statistics)
    monkeypatch.setenv("SUPERVISION_QUEUE_URL", cloud.statistics)
    monkeypatch.setenv("DEADLINES_QUEUE_URL", cloud.statistics)
    monkeypatch.setenv("ACTS_DEAD_LETTERS_URL", cloud.dead)
    monkeypatch.setenv("ARCHIVE_BUCKET", BUCKET)
    monkeypatch.setenv("POWERTOOLS_METRICS_NAMESPACE", "Banshi")
    wiring.archive_service.cache_clear()
    function.relay.cache_clear()
    batch = records(3)
    _hash_mismatch(batch[1])
    assert function.handler({"Records": batch}, None) is None  # type: ignore[func-returns-value]
    function.relay.cache_clear()
    wiring.archive_service.cache_clear()
    assert len(cloud.sent()) == 2
    entries = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    (metric,) = (entry for entry in entries if "_aws" in entry)
    assert metric["PoisonActs"] == [1.0]
    assert metric["_aws"]["CloudWatchMetrics"][0]["Namespace"] == "Banshi"
    error, done = (entry for entry in entries if "level" in entry)
    assert (error["level"], error["reason"], error["sequence"]) == ("ERROR", "act_hash_mismatch", "1001")
    assert (done["acts"], done["poison"], done["day"]) == (2, 1, "2026-11-21")
