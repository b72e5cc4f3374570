"""How the benchmarks count: sizes as DynamoDB has them, requests told apart by what they ask."""

from __future__ import annotations

import json

import pytest

from infra.bench.answers import BYTES, Answer, key_of
from infra.bench.clock import Timed
from infra.bench.cold import Cold
from infra.bench.enforcement.draining import Drained
from infra.bench.enforcement.kept import Found
from infra.bench.enforcement.measuring import Figure
from infra.bench.imports import Imported
from infra.bench.log_ins import Slowed, Step
from infra.bench.meter import Cost, batch_units, item_bytes
from infra.bench.report import BOUND, Measured, text
from infra.bench.search import Searched
from infra.bench.units import Operation, compared
from infra.bench.warm import Warm


@pytest.mark.parametrize(
    ("item", "size"),
    [
        ({"pk": {"S": "ab"}}, 4),
        ({"n": {"S": "中"}}, 4),
        ({"n": {"N": "12345"}}, 5),
        ({"n": {"NULL": True}}, 2),
        ({"n": {"L": [{"S": "a"}, {"S": "b"}]}}, 8),
    ],
)
def test_an_item_is_as_large_as_its_names_and_values(item: dict[str, dict[str, object]], size: int) -> None:
    assert item_bytes(item) == size


def test_a_batch_that_is_read_costs_what_its_items_do_and_a_missing_one_too() -> None:
    keys, large = [{"pk": {"S": "a"}}, {"pk": {"S": "b"}}, {"pk": {"S": "c"}}], {"body": {"S": "x" * 5000}}
    found = {"t": [{"pk": {"S": "a"}}, large]}
    assert batch_units({"t": {"Keys": keys, "ConsistentRead": True}}, found) == 4
    assert batch_units({"t": {"Keys": keys}}, found) == 2


def test_an_object_is_kept_byte_for_byte() -> None:
    content = bytes(range(256))
    assert Answer.of(200, {}, content).body.encode(BYTES) == content


def test_the_same_reading_has_the_same_key_however_it_is_spelled() -> None:
    ours = {"TableName": "t", "ExpressionAttributeValues": {":0": {"S": "x"}}, "KeyConditionExpression": "#0 = :0"}
    theirs = {"TableName": "t", "ExpressionAttributeValues": {":pk": {"S": "x"}}, "KeyConditionExpression": "pk = :pk"}
    keys = {key_of("DynamoDB_20120810.Query", "POST", "/", json.dumps(body).encode()) for body in (ours, theirs)}
    assert len(keys) == 1
    other = {**ours, "ExpressionAttributeValues": {":0": {"S": "y"}}}
    assert key_of("DynamoDB_20120810.Query", "POST", "/", json.dumps(other).encode()) not in keys


def test_writes_are_told_apart_by_their_operation_alone() -> None:
    target = "DynamoDB_20120810.TransactWriteItems"
    assert key_of(target, "POST", "/", b'{"n":1}') == key_of(target, "POST", "/", b'{"n":2}')


def test_whoever_asks_what_ended_gets_what_was_answered_then_whenever_it_is_asked() -> None:
    keys = set()
    for bucket, instant in (("ENDED#2026-11-22T00", "1795305600000"), ("ENDED#2026-11-22T01", "1795309200000")):
        asked = {":0": {"S": bucket}, ":1": {"S": instant}}
        body = {"TableName": "guards", "ExpressionAttributeValues": asked}
        keys.add(key_of("DynamoDB_20120810.Query", "POST", "/", json.dumps(body).encode()))
    assert len(keys) == 1


def test_what_costs_more_with_more_cases_is_found() -> None:
    few, many = {"GET /v1/x": Cost(read_units=1)}, {"GET /v1/x": Cost(read_units=1.5)}
    (operation,) = compared(few, many)
    assert operation.grows
    assert not Operation("GET /v1/x", "", (1, 1), (0, 0)).grows


STEPS = [Step("refresh by staff", 1.5, Cost(read_units=2, write_units=4))]
SLOWED = [
    Slowed("the same source", (20.0, 40.0), (30.0, 60.0), (9, 9)), Slowed("another", (20.0, 21.0), (30.0, 31.0), (9, 9))
]  # fmt: skip


def test_a_missed_bound_is_named_and_the_document_shows_everything() -> None:
    cold = [Cold("", "a bare boto3 DynamoDB client", 100, 110, 1.0), Cold("cases", "GET /v1/y", 140, 150, BOUND + 0.1)]
    cold.append(Cold("function", "index_items", 200, 210, 2.0))
    warm = [Warm("status", "POST /v1/z", 1.0, 1.0, 1.0, 1.2)]
    operations = [Operation("GET /v1/y", "1 GetItem", (0.5, 0.5), (0, 0))]
    searched = Searched(5000, 300_000, 2_000_000, 500, 13, 20.6, {"a name": 0.4, "a question": 20.5})
    sizes = {"CASES_TABLE CASE#… STATE": 1600}
    guides = [Step("guide: 居住证", 2.5, Cost(read_units=0.5))]
    imported = [Imported("a new file", 2000, 1990, 4.0, 1.0, 2200, 20_000, 120.4, 2)]
    dates = [Timed("5 working days", 0.5, 4.0, 20), Timed("60 days explained", 1000.4, None, 1000)]
    swept, burst = [Figure("a sweep", 100, 9, 0, 30.0)], Drained(200, 267, 1.0, 2.0, 3.0, 1)
    deadlines = Found((100, 500), swept, swept, burst._replace(wrong=0), burst, 0)
    found = Measured(
        cold, warm, operations, sizes, (10, 20), 3, 4, STEPS, SLOWED, searched, guides, imported, dates, deadlines
    )
    assert found.missed() == [
        "cold start, GET /v1/y: 1.40",
        "good log-in after failures, the same source: 2.00",
        "search, the first query after loading: 20.6 ms",
        "search, a question: 20.5 ms",
        "the law's clock, 60 days explained: 1000.4 µs",
        "1 cases that were due at one midnight ended wrongly",
    ]
    document = text(found)
    assert all(
        name in document
        for name in (
            "GET /v1/y",
            "POST /v1/z",
            "1 GetItem",
            "CASE#… STATE",
            "1,600",
            "refresh by staff",
            "300,000 bytes",
            "| guide: 居住证 | 2.50 |  | 0.5 | 0 |",
            "| a sweep | 100 | 9 | 0 | 30.00 | 30.00 |",
            "| 5 working days | 0.5 | 4.0 | 0.12 | 20 |",
            "| a new file | 2,000 | 1,990 | 2,000 | 500 | 1.10 | 10.00 | 120 | 2 |",
        )
    )
