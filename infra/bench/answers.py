"""What the cloud answered, kept so that an endpoint can answer the same bytes to whoever asks the same."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

_KEPT_HEADERS = ("content-type", "x-amz-crc32", "x-amzn-requestid")
_READS = ("BatchGetItem", "GetItem", "Query")
BYTES = "latin-1"
"""A character for each byte: an object need not be text."""
ENDINGS = "ENDED#"
"""In every question about what ended lately, whenever it is asked."""
DUE = "DUE#"
"""In every question about what is due by now, whenever it is asked."""


@dataclass(frozen=True)
class Answer:
    """A kept response."""

    status: int
    headers: dict[str, str]
    body: str

    @classmethod
    def of(cls, status: int, headers: dict[str, str], content: bytes) -> Answer:
        """A response as botocore received it."""
        kept = {name: value for name, value in headers.items() if name.lower() in _KEPT_HEADERS}
        return cls(status, kept, content.decode(BYTES))


def key_of(target: str, method: str, path: str, body: bytes) -> str:
    """What is asked, however it is spelled: reads by table, index and key values, all else by the operation alone.

    So whatever random numbers a write carries, it gets the answer that the first one got.
    """
    if not target:
        return f"{method} {path}"
    operation = target.rpartition(".")[2]
    if operation not in _READS:
        return target
    asked: dict[str, Any] = json.loads(body)
    sought = sorted(json.dumps(value, sort_keys=True) for value in _values(asked))
    if any(ENDINGS in value for value in sought):
        sought = [ENDINGS]
    elif due := [value for value in sought if DUE in value]:
        sought = due
    return " ".join([target, asked.get("TableName", ""), asked.get("IndexName", ""), *sought])


def _values(asked: dict[str, Any]) -> list[Any]:
    """What is looked for: the keys of a batch in whatever order they come, a key, or the values of an expression."""
    if batch := asked.get("RequestItems"):
        return [[table, key] for table, wanted in batch.items() for key in wanted["Keys"]]
    return list((asked.get("Key") or asked.get("ExpressionAttributeValues") or {}).values())
