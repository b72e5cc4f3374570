"""Stream events as Lambda gets them, made of a small city's acts; and the queues and the bucket they go to, in moto."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import boto3
import botocore.session

from chalicelib.archive.adapters.bucket import ArchiveBucket
from chalicelib.archive.lines import Line, decode
from chalicelib.archive.service import ArchiveService
from functions.relay_acts.dead_letters import DeadLetters
from functions.relay_acts.relay import Relay
from functions.relay_acts.sending import FifoQueue
from tests.archive.city import City

CREATED = 1795222800  # 2026-11-21T01:00:00Z
BUCKET = "archive"


def record_of(line: Line, created: float = CREATED) -> dict[str, Any]:
    """The INSERT of one act."""
    subject, sort_key = line.key
    keys = {"pk": {"S": subject}, "sk": {"S": sort_key}}
    return {
        "eventID": f"{int(line.sequence):032x}",
        "eventName": "INSERT",
        "eventVersion": "1.1",
        "eventSource": "aws:dynamodb",
        "awsRegion": "cn-north-1",
        "dynamodb": {
            "ApproximateCreationDateTime": created,
            "Keys": keys,
            "NewImage": {**keys, "act": {"S": line.act.canonical}, "hash": {"S": line.act.hash}},
            "SequenceNumber": line.sequence,
            "SizeBytes": 900,
            "StreamViewType": "NEW_IMAGE",
        },
        "eventSourceARN": "arn:aws-cn:dynamodb:cn-north-1:123456789012:table/acts/stream/2026-11-21T00:00:00.000",
    }


def records(count: int, subjects: int = 3) -> list[dict[str, Any]]:
    """The INSERTs of `count` acts about some subjects in turn."""
    city = City()
    for number in range(count):
        city.record(f"case#{number % subjects}")
    return [record_of(line) for line in city.lines]


@dataclass
class Faulty:
    """A client some of whose calls fail: `faults` has, by method, what the next calls raise or answer; None passes."""

    client: Any
    faults: dict[str, list[Any]] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(**arguments: Any) -> Any:
            fault = self.faults[name].pop(0) if self.faults.get(name) else None
            if isinstance(fault, Exception):
                raise fault
            return fault if fault is not None else getattr(self.client, name)(**arguments)

        return call


class Cloud:
    """Bucket and queues of the relay, empty."""

    def __init__(self) -> None:
        session = botocore.session.get_session()
        region = os.environ["AWS_DEFAULT_REGION"]
        self.s3, self.sqs = Faulty(session.create_client("s3")), Faulty(session.create_client("sqs"))
        self.s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": region})
        self.s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
        fifo = {"FifoQueue": "true", "VisibilityTimeout": "0"}
        self.statistics = self.sqs.create_queue(QueueName="statistics.fifo", Attributes=fifo)["QueueUrl"]
        self.dead = self.sqs.create_queue(QueueName="dead-letters")["QueueUrl"]

    def relay(self) -> Relay:
        archive = ArchiveService(ArchiveBucket(self.s3, BUCKET))
        queues = {"STATISTICS_QUEUE_URL": FifoQueue(self.sqs, self.statistics)}
        return Relay(archive, queues, DeadLetters(self.sqs, self.dead))

    def sent(self) -> list[Line]:
        """Every act on the statistics queue, in order; they leave the queue."""
        return [decode(message["Body"]) for message in self._drain(self.statistics)]

    def letters(self) -> list[dict[str, Any]]:
        """Every dead letter; they leave the queue."""
        return [json.loads(message["Body"]) for message in self._drain(self.dead)]

    def archived(self) -> dict[str, bytes]:
        """The archive's objects."""
        listing = boto3.client("s3").list_objects_v2(Bucket=BUCKET).get("Contents", [])
        return {entry["Key"]: self._body(entry["Key"]) for entry in listing}

    def _body(self, key: str) -> bytes:
        body: bytes = boto3.client("s3").get_object(Bucket=BUCKET, Key=key)["Body"].read()
        return body

    def _drain(self, url: str) -> list[dict[str, Any]]:
        sqs, found = boto3.client("sqs"), []
        while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, AttributeNames=["All"]).get(
            "Messages"
        ):
            found += messages
            for message in messages:
                sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return found
