"""The acts and the queue of a running city, as its tables have them."""

from __future__ import annotations

from typing import Any

import boto3

from chalicelib.shared.acts import Act, read_act, verify_chain
from infra.local.story.city import City


class Tables:
    """Read with the city's own key, past its API."""

    def __init__(self, city: City) -> None:
        told = city.described
        self._resources = told["resources"]
        self._client = boto3.client(
            "dynamodb",
            endpoint_url=told["endpoint_url"],
            region_name=told["region"],
            aws_access_key_id=told["access_key"]["id"],
            aws_secret_access_key=told["access_key"]["secret"],
        )

    def acts(self, case_id: str) -> list[Act]:
        """A case's acts. Raises ChainBroken where their chain is not whole."""
        items = self._query("ActsTable", "pk = :pk", {":pk": {"S": f"case#{case_id}"}})
        acts = [read_act(item["act"]["S"], item["hash"]["S"]) for item in items]
        verify_chain(f"case#{case_id}", acts)
        return acts

    def waiting(self, case_id: str) -> list[str]:
        """What of it waits in the queue: the names of its tasks."""
        values = {":pk": {"S": f"CASE#{case_id}"}, ":task": {"S": "TASK#"}}
        items = self._query("CasesTable", "pk = :pk AND begins_with(sk, :task)", values)
        return [item["sk"]["S"].removeprefix(f"TASK#{case_id}-") for item in items]

    def _query(self, table: str, condition: str, values: dict[str, Any]) -> list[dict[str, Any]]:
        answer = self._client.query(
            TableName=self._resources[table],
            KeyConditionExpression=condition,
            ExpressionAttributeValues=values,
            ConsistentRead=True,
        )
        found: list[dict[str, Any]] = answer["Items"]
        return found
