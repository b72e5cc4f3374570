"""The functions of enforcement, invoked in this process as their triggers would, over the deployed queue."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import boto3

from infra.bench.cold import FUNCTIONS, TIME_LEFT_MS
from infra.bench.enforcement.copies import Copy
from infra.bench.functions import queue

NAMES = ("keep_deadlines", "sweep_deadlines", "enforce_deadline")
BATCH = 10
_CONTEXT = SimpleNamespace(get_remaining_time_in_millis=lambda: TIME_LEFT_MS)


@contextmanager
def their_settings(settings: dict[str, dict[str, str]]) -> Iterator[None]:
    """This process has what each of the three has as deployed."""
    before = dict(os.environ)
    for name in NAMES:
        os.environ.update(settings[FUNCTIONS[name]])
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def keep(copies: Sequence[Copy]) -> None:
    """The last act of each comes from the queue of acts. Raises RuntimeError if one has to come again."""
    from chalicelib.archive.service import Line
    from chalicelib.shared.acts import read_act
    from functions.keep_deadlines.handler import handler

    lines = [Line(read_act(copy.act, copy.hash), str(number)) for number, copy in enumerate(copies, 1)]
    for start in range(0, len(lines), BATCH):
        _whole(handler(queue(lines[start : start + BATCH]), None))


def sweep() -> None:
    """One start of the schedule."""
    from functions.sweep_deadlines.handler import handler

    handler({}, _CONTEXT)


def messages() -> list[str]:
    """All that waits in the queue, taken out of it."""
    client, url = boto3.client("sqs"), os.environ["ENFORCEMENT_QUEUE_URL"]
    found: list[str] = []
    while told := client.receive_message(QueueUrl=url, MaxNumberOfMessages=BATCH).get("Messages"):
        found += [message["Body"] for message in told]
        handles = [{"Id": str(n), "ReceiptHandle": each["ReceiptHandle"]} for n, each in enumerate(told)]
        client.delete_message_batch(QueueUrl=url, Entries=handles)
    return found


def enforce(bodies: Sequence[str]) -> None:
    """Messages come, ten at a time. Raises RuntimeError if one has to come again."""
    from functions.enforce_deadline.handler import handler

    for start in range(0, len(bodies), BATCH):
        records = [{"messageId": f"m{n}", "body": body} for n, body in enumerate(bodies[start : start + BATCH])]
        _whole(handler({"Records": records}, None))


def name_of(body: str) -> str:
    """Which deadline a message is about."""
    return str(json.loads(body)["enforce"]["name"])


def _whole(answer: dict[str, Any]) -> None:
    if answer["batchItemFailures"]:
        raise RuntimeError("a message failed: what was logged is above")
