"""Many cases like one that the application made: every item that it stored, under other ids, the chain of acts whole.

By BatchWriteItem; making each through the application would take an hour.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import boto3

Stored = dict[str, dict[str, str]]
_BATCH, _THREADS = 25, 4
_ID, _NUMBER, _RANDOM = 12, 9, 8
"""Characters of an id, of a public number and of a case number that tell copies apart."""


class Copy(NamedTuple):
    """A copied case: its id, and its last act as it is stored."""

    case_id: str
    act: str
    hash: str


class Original:
    """A case as it is stored now."""

    def __init__(self, case_id: str) -> None:
        client = boto3.client("dynamodb")
        self._id = case_id
        self._acts = _query(client, "ACTS_TABLE", f"case#{case_id}")
        self._items = _query(client, "CASES_TABLE", f"CASE#{case_id}")
        told = re.compile(r'"(case_no|public_no)":"([^"]+)"')
        state = next(item["body"]["S"] for item in self._items if item["sk"]["S"] == "STATE")
        numbers = dict(told.findall(state))
        self._case_no, self._public_no = numbers["case_no"], numbers["public_no"]
        for number in numbers.values():
            self._items += _query(client, "CASES_TABLE", f"NO#{number}")
        self._act_ids = re.findall(r'"act_id":"(\w+)"', "".join(act["act"]["S"] for act in self._acts))
        hashes = [act["hash"]["S"] for act in self._acts]
        words = [self._case_no, self._public_no, case_id, *self._act_ids, *hashes]
        self._pattern = re.compile("|".join(map(re.escape, words)))

    @property
    def acts(self) -> int:
        """How many it has."""
        return len(self._acts)

    def copies(self, numbers: Iterable[int]) -> list[Copy]:
        """Store a copy for each number. Raises RuntimeError if something was left unwritten."""
        copied = [self._copy(number) for number in numbers]
        _write([request for requests, _ in copied for request in requests])
        return [copy for _, copy in copied]

    def _copy(self, number: int) -> tuple[list[tuple[str, Stored]], Copy]:
        named = self._named(number)
        acts = []
        for act in self._acts:
            item = self._renamed(act, named)
            named[act["hash"]["S"]] = item["hash"]["S"] = _hash(item["act"]["S"])
            acts.append(item)
        items = [("ACTS_TABLE", item) for item in acts]
        items += [("CASES_TABLE", self._renamed(item, named)) for item in self._items]
        return items, Copy(named[self._id], acts[-1]["act"]["S"], acts[-1]["hash"]["S"])

    def _named(self, number: int) -> dict[str, str]:
        ids = {each: f"{each[:-_ID]}{number:0{_ID}d}" for each in (self._id, *self._act_ids)}
        case_no = f"{self._case_no[:-_RANDOM]}{number:0{_RANDOM}d}"
        return {**ids, self._case_no: case_no, self._public_no: f"E{number:0{_NUMBER}d}"}

    def _renamed(self, item: Stored, named: dict[str, str]) -> Stored:
        def new(found: re.Match[str]) -> str:
            return named.get(found[0], found[0])

        return {
            name: {kind: self._pattern.sub(new, text) for kind, text in value.items()} for name, value in item.items()
        }


def _hash(act: str) -> str:
    from chalicelib.shared.acts import act_hash

    return act_hash(act)


def _query(client: Any, table: str, pk: str) -> list[Stored]:
    found: list[Stored] = client.query(
        TableName=os.environ[table],
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": pk}},
        ConsistentRead=True,
    )["Items"]
    return found


def _write(items: Sequence[tuple[str, Stored]]) -> None:
    client = boto3.client("dynamodb")
    with ThreadPoolExecutor(_THREADS) as threads:
        for left in threads.map(lambda batch: client.batch_write_item(RequestItems=batch), _batches(items)):
            if left["UnprocessedItems"]:
                raise RuntimeError("the local cloud left items of the bulk unwritten")


def _batches(items: Sequence[tuple[str, Stored]]) -> Iterator[dict[str, list[Any]]]:
    for start in range(0, len(items), _BATCH):
        batch: dict[str, list[Any]] = {}
        for table, item in items[start : start + _BATCH]:
            batch.setdefault(os.environ[table], []).append({"PutRequest": {"Item": item}})
        yield batch
