"""Cases in bulk, past the application: of each its state, its open task, its public number and its first act.

By BatchWriteItem, 25 items a call, from a few threads. Every case is one that waits at the office whose queue is read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import boto3

from infra.bench.city import DIVISION

_BATCH = 25
_THREADS = 4
_AT_ONCE = 10_000
_OWNERS = 1000
_AT = "2026-01-05T01:00:00.000Z"
_OFFICE = f"09#{DIVISION}"
_UNTIL = "2056-12-31"
_NO_DAY = "9999-12-31"


def load(first: int, count: int) -> None:
    """Add the cases with the numbers from `first` on. Raises RuntimeError if something was left unwritten."""
    client = boto3.client("dynamodb")
    with ThreadPoolExecutor(_THREADS) as threads:
        for start in range(first, first + count, _AT_ONCE):
            batches = list(_batches(start, min(_AT_ONCE, first + count - start)))
            for left in threads.map(lambda batch: client.batch_write_item(RequestItems=batch), batches):
                if left["UnprocessedItems"]:
                    raise RuntimeError("the local cloud left items of the bulk unwritten")


def _batches(first: int, count: int) -> Iterator[dict[str, list[Any]]]:
    requests = [request for number in range(first, first + count) for request in _items(number)]
    for start in range(0, len(requests), _BATCH):
        batch: dict[str, list[Any]] = {}
        for table, item in requests[start : start + _BATCH]:
            typed = {name: {"N" if isinstance(value, int) else "S": str(value)} for name, value in item.items()}
            batch.setdefault(os.environ[table], []).append({"PutRequest": {"Item": typed}})
        yield batch


def _items(number: int) -> Iterator[tuple[str, dict[str, str | int]]]:
    case_id, owner = f"01BVLK{number:020d}", f"01BVLKP{number % _OWNERS:019d}"
    yield (
        "CASES_TABLE",
        {
            "pk": f"CASE#{case_id}",
            "sk": "STATE",
            "body": _state(case_id, owner),
            "owner_key": owner,
            "owner_sort": f"{_AT}#{case_id}",
            "retain_until": _UNTIL,
            "version": 6,
        },
    )
    yield "CASES_TABLE", _task(case_id)
    named = json.dumps({"case_id": case_id, "proof": "0" * 64}, separators=(",", ":"))
    yield "CASES_TABLE", {"pk": f"NO#{number:010d}", "sk": "NO", "body": named}
    yield "ACTS_TABLE", {"pk": f"case#{case_id}", "sk": "00000001", "act": "x" * 1200, "hash": "0" * 64}


def _state(case_id: str, owner: str) -> str:
    """As long as a submitted case's."""
    said = {"case_id": case_id, "owner": owner, "status": "submitted", "division_code": DIVISION, "department": "09"}
    return json.dumps({**said, "rest": "x" * 1100}, separators=(",", ":"))


def _task(case_id: str) -> dict[str, str | int]:
    """As the queue keeps it."""
    task_id, entered_at = f"{case_id}-accept-1", _AT
    body = {"name": "受理审查", "round": 1, "entered_at": entered_at, "legal": "acceptance", "item_name": "居住证申领"}
    return {
        "pk": f"CASE#{case_id}",
        "sk": f"TASK#{task_id}",
        "body": json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        "step": "accept",
        "role": "clerk",
        "item_code": "1" * 31,
        "status": "submitted",
        "queue_key": _OFFICE,
        "queue_sort": f"2#{_NO_DAY}#{entered_at}#{task_id}",
    }
