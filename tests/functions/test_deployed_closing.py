"""The daily closing on the deployed stack: its role lets it do all of its work."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.city import City
from tests.functions.test_deployed_pipeline import invoke
from tests.journeys.driving import newcomer

pytestmark = pytest.mark.deployed


def dated_back(city: City, person_id: str, closes_on: str) -> None:
    """Let the closing have been asked for long ago: the city's law time is everybody's and is not moved."""
    long_ago = str(date.fromisoformat(closes_on) - timedelta(days=30))
    table, tell = city.resources["IdentityTable"], city.client("dynamodb")

    def entry(on: str) -> dict[str, Any]:
        return {"pk": {"S": "CLOSING"}, "sk": {"S": f"{on}#{person_id}"}}

    tell.delete_item(TableName=table, Key=entry(closes_on))
    tell.put_item(TableName=table, Item=entry(long_ago))
    tell.update_item(
        TableName=table,
        Key={"pk": {"S": f"PERSON#{person_id}"}, "sk": {"S": "PERSON"}},
        UpdateExpression="SET due_on = :then",
        ExpressionAttributeValues={":then": {"S": long_ago}},
    )


def test_an_account_is_closed_on_its_day(city: City) -> None:
    somebody = newcomer(city, "somebody who closes")
    before = somebody.get("/v1/me")["person_id"]
    closes_on = somebody.post("/v1/me/closure", {})["closes_on"]
    invoke(city, "CloseAccountsFunction", {})
    assert somebody.get("/v1/me")["closes_on"] == closes_on
    dated_back(city, before, closes_on)
    for _ in range(2):
        invoke(city, "CloseAccountsFunction", {})
    assert newcomer(city, "somebody who closes").get("/v1/me")["person_id"] != before
