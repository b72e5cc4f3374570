"""The template's tables in this process, on moto."""

from __future__ import annotations

import os
import re
from typing import Any

import boto3
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table

from infra.build import yaml_tags
from infra.local.places import ROOT

_INDEX_NAME = 6
"""Where `Table.query` takes the index's name, after the hash key."""
_KEPT = ("KeySchema", "AttributeDefinitions", "BillingMode", "GlobalSecondaryIndexes")


class QuickTable(Table):
    """moto copies a table whole before every transaction, to undo it, and sorts all of it for every query.

    Here a copy shares what is in it until one of the two is written to, and a query looks at its own partition. What a
    transaction adds to a number of an item that was there is not undone with it.
    """

    _looked_at: DynamoType | None = None

    def __deepcopy__(self, memo: dict[int, Any]) -> QuickTable:
        copied = object.__new__(type(self))  # moto keeps whatever its own models make, for ever
        copied.__dict__ = {**self.__dict__, "items": self.items.copy()}
        return copied

    def put_item(self, item_attrs: dict[str, Any], *args: Any, **named: Any) -> Item:
        """Write an item."""
        self._own(DynamoType(item_attrs[self.hash_key_attr]))
        return super().put_item(item_attrs, *args, **named)

    def delete_item(self, hash_key: DynamoType, range_key: DynamoType | None) -> Item | None:
        """Remove an item."""
        self._own(hash_key)
        return super().delete_item(hash_key, range_key)

    def query(self, hash_key: DynamoType | None, *args: Any, **named: Any) -> Any:
        """Look a partition through, of the table or of an index."""
        of_index = args[_INDEX_NAME] is not None
        self._looked_at = None if of_index else hash_key
        try:
            return super().query(hash_key, *args, **named)
        finally:
            self._looked_at = None

    def all_items(self) -> list[Item]:
        """Whatever there is to look at: whoever asks sorts it."""
        partitions = self.items.values() if self._looked_at is None else [self.items.get(self._looked_at, {})]
        return [item for partition in partitions for item in partition.values()]

    def _own(self, key: DynamoType) -> None:
        if key in self.items:
            self.items[key] = self.items[key].copy()


def create(region: str) -> None:
    """Create every table, empty, and name each in the environment as a function finds it."""
    declared = yaml_tags.load((ROOT / "infra" / "template" / "tables.yaml").read_text())["Resources"]
    client = boto3.client("dynamodb", region_name=region)
    for logical, resource in declared.items():
        if resource["Type"] == "AWS::DynamoDB::Table":
            name = os.environ.setdefault(_variable(logical), _variable(logical).lower())
            client.create_table(TableName=name, **_creatable(resource["Properties"]))
    for table in dynamodb_backends[DEFAULT_ACCOUNT_ID][region].tables.values():
        table.__class__ = QuickTable  # type: ignore[type-abstract] # moto has no place to choose it


def _variable(logical: str) -> str:
    """`CasesTable` is in `CASES_TABLE`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", logical).upper()


def _creatable(properties: dict[str, Any]) -> dict[str, Any]:
    """What CreateTable takes; nobody listens to the streams."""
    return {name: properties[name] for name in _KEPT if name in properties}
