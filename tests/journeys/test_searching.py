"""From publication to the index: an item is found at once, and by its pinyin once the function has folded it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from tests.catalogue.samples import content
from tests.city import City
from tests.functions.test_deployed_pipeline import eventually
from tests.journeys.driving import nobody, registered

pytestmark = pytest.mark.deployed


def index(city: City) -> dict[str, Any]:
    """The partition of the index, by sort key."""
    answer = city.client("dynamodb").query(
        TableName=city.resources["CatalogueTable"],
        KeyConditionExpression="pk = :index",
        ExpressionAttributeValues={":index": {"S": "INDEX"}},
        ConsistentRead=True,
    )
    return {item["sk"]["S"]: item["body"]["S"] for item in answer["Items"]}


def test_what_is_published_is_found_at_once_and_then_indexed(city: City) -> None:
    code = f"T-{uuid.uuid4().hex[:12]}"
    item = content(item_code=code, basic_code=None, name=f"龘靐齉{code[2:]}登记", aliases=[], keywords=["飝飝"])
    editor, auditor, publisher = (registered(city, f"catalogue_{role}") for role in ("editor", "auditor", "auditor"))
    assert editor.ask("PUT", f"/v1/catalogue/items/{code}/draft", {"content": item}).status_code == 200
    auditor.post(f"/v1/catalogue/items/{code}/versions/1/audit", {"passed": True})
    publisher.post(f"/v1/catalogue/items/{code}/versions/1/publication", {})

    def found(query: str) -> list[str]:
        return [one["item_code"] for one in nobody(city).get(f"/v1/items?query={query}")["items"]]

    assert found("飝飝") == [code]
    eventually(lambda: [key for key in index(city) if key != "CURRENT"], [])
    assert found("飝飝") == [code]
    assert code in found("dbn")

    auditor.post(f"/v1/catalogue/items/{code}/versions/1/withdrawal", {"reason": "试验结束"})
    assert found("飝飝") == []
    eventually(lambda: [key for key in index(city) if key != "CURRENT"], [])
    assert found("飝飝") == []
