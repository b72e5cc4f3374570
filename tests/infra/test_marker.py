"""A city remembers what it was seeded with and how its records are shaped: newer code knows what it can read."""

from __future__ import annotations

import os
from typing import Any

import boto3
import pytest

from infra.local.seed import marker


@pytest.fixture
def table(tables: Any) -> str:
    return os.environ["CATALOGUE_TABLE"]


def test_a_new_city_holds_nothing_that_could_not_be_read(table: str) -> None:
    assert marker.read(table) is None
    assert marker.readable(table)


def test_a_seeded_city_is_read_by_the_code_that_seeded_it(table: str) -> None:
    marker.write(table, "abc")
    assert marker.read(table) == "abc"
    assert marker.readable(table)


@pytest.mark.parametrize("data", [(), ({"Key": "data", "Value": "1"},)])
def test_what_another_generation_wrote_is_not(table: str, data: tuple[dict[str, str], ...]) -> None:
    client = boto3.client("dynamodb")
    arn = client.describe_table(TableName=table)["Table"]["TableArn"]
    client.tag_resource(ResourceArn=arn, Tags=[{"Key": "seed", "Value": "abc"}, *data])
    assert not marker.readable(table)
