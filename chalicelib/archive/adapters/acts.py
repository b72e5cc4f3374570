"""The acts table, read without trusting it: whatever stands in an item is brought back as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chalicelib.archive.ports import Row


class ActsTable:
    """An `ActLog`. `client` is a botocore DynamoDB client."""

    def __init__(self, client: Any, table: str) -> None:
        self._client = client
        self._table = table

    def rows(self, subject: str) -> Iterator[Row]:
        """A subject's acts in order, a page at a time."""
        pages = self._client.get_paginator("query").paginate(
            TableName=self._table,
            KeyConditionExpression="pk = :subject",
            ExpressionAttributeValues={":subject": {"S": subject}},
            ConsistentRead=True,
        )
        for page in pages:
            for item in page["Items"]:
                yield Row(item["sk"]["S"], _text(item, "act"), _text(item, "hash"))


def _text(item: dict[str, Any], name: str) -> str:
    text: str = item.get(name, {}).get("S", "")
    return text
