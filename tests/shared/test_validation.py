"""Bodies and queries against the schemas that are generated from the models."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
from pydantic import AwareDatetime, ConfigDict, Field, Strict, StringConstraints

from chalicelib.shared.errors import Invalid, Malformed
from chalicelib.shared.schema import REASON_WHEN_NOT_PASSED, Model, Query, ShortText
from chalicelib.shared.validation import Sent, Shape, read_query
from infra.request_schemas import request_schema

Name = Annotated[str, StringConstraints(pattern=r"^[a-z]{1,8}$")]


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


class Part(Model):
    title: ShortText
    count: Annotated[int, Field(ge=0, le=9)] | None = None


class Thing(Model):
    name: ShortText
    colour: Colour = Colour.RED
    kind: Literal["a", "b"] | None = None
    tags: Annotated[list[Name], Field(max_length=2)] = Field(default_factory=list)
    part: Part | None = None
    parts: dict[Name, Part] = Field(default_factory=dict)
    weight: int | float = 0
    at: Annotated[AwareDatetime, Strict(False)] | None = None


class Opinion(Model):
    model_config = ConfigDict(json_schema_extra=REASON_WHEN_NOT_PASSED)

    passed: bool
    reason: ShortText | None = None


class Period(Query):
    from_: date = Field(alias="from")
    limit: Annotated[int, Field(ge=1, le=100)] = 20


def body(value: Any, model: type[Model] = Thing) -> Sent:
    return Shape(request_schema(model)).body(value)


def query(**value: str) -> Sent:
    return Shape(request_schema(Period)).query({name.strip("_"): text for name, text in value.items()})


def told(wrong: pytest.ExceptionInfo[Invalid]) -> set[tuple[str, str]]:
    return {(fault.pointer, fault.code) for fault in wrong.value.faults}


def test_fields_left_out_have_their_defaults_and_nobody_shares_them() -> None:
    thing = body({"name": "甲"})
    assert thing.model_dump() == {
        "name": "甲", "colour": "red", "kind": None, "tags": [], "part": None, "parts": {}, "weight": 0, "at": None
    }  # fmt: skip
    thing.tags.append("x")
    assert body({"name": "乙"}).tags == []


def test_what_was_sent_is_read_as_it_was_sent() -> None:
    sent = {"name": " 甲 ", "colour": "green", "part": {"title": "螺丝", "count": 3}, "parts": {"a": {"title": "x"}}}
    thing = body(sent)
    assert (thing.name, thing.colour, thing.part, thing.parts) == tuple(sent.values())


def test_instants_and_dates_are_read() -> None:
    assert body({"name": "x", "at": "2026-11-21T09:00:00+08:00"}).at == datetime(2026, 11, 21, 1, tzinfo=UTC)
    assert body({"name": "x", "at": "2026-11-21t01:00:00z"}).at == datetime(2026, 11, 21, 1, tzinfo=UTC)
    assert query(from_="2026-02-28").from_ == date(2026, 2, 28)


def test_a_name_that_no_field_has_is_a_programming_error() -> None:
    with pytest.raises(AttributeError):
        _ = body({"name": "x"}).nmae


WRONG: list[tuple[str, dict[str, Any], str, str]] = [
    ("lacking", {}, "/name", "required"),
    ("unknown", {"a/b": 1}, "/a~1b", "unknown_field"),
    ("wrong type", {"name": 1}, "/name", "wrong_type"),
    ("null where none is", {"name": None}, "/name", "wrong_type"),
    ("a boolean for a number", {"weight": True}, "/weight", "wrong_type"),
    ("empty", {"name": ""}, "/name", "too_short"),
    ("long", {"name": "字" * 201}, "/name", "too_long"),
    ("long list", {"tags": ["a", "b", "c"]}, "/tags", "too_long"),
    ("pattern", {"tags": ["A"]}, "/tags/0", "wrong_pattern"),
    ("pattern and a line feed", {"tags": ["a\n"]}, "/tags/0", "wrong_pattern"),
    ("option", {"colour": "blue"}, "/colour", "not_an_option"),
    ("option of another type", {"colour": 1}, "/colour", "not_an_option"),
    ("nullable option", {"kind": "c"}, "/kind", "not_an_option"),
    ("within a nullable object", {"part": {"title": ""}}, "/part/title", "too_short"),
    ("within a nullable number", {"part": {"title": "x", "count": 10}}, "/part/count", "out_of_range"),
    ("a nullable object of another type", {"part": "x"}, "/part", "wrong_type"),
    ("a key out of pattern", {"parts": {"A": {"title": "x"}}}, "/parts/A", "unknown_field"),
    ("an instant without offset", {"at": "2026-11-21T09:00:00"}, "/at", "wrong_pattern"),
    ("a leap second", {"at": "2016-12-31T23:59:60Z"}, "/at", "wrong_pattern"),
]


@pytest.mark.parametrize(("value", "pointer", "code"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_fault_is_named_where_it_is_and_as_what_it_is(value: dict[str, Any], pointer: str, code: str) -> None:
    with pytest.raises(Invalid) as wrong:
        body(value if pointer == "/name" else {"name": "x", **value})
    assert (pointer, code) in told(wrong)


@pytest.mark.parametrize("value", [[], "text", None, 1])
def test_another_value_than_an_object_is_of_the_wrong_type(value: Any) -> None:
    with pytest.raises(Invalid) as wrong:
        body(value)
    assert told(wrong) == {("", "wrong_type")}


def test_bounds_are_told() -> None:
    with pytest.raises(Invalid) as wrong:
        body({"name": ""})
    assert wrong.value.faults[0].params == {"minimum": 1}


def test_what_does_not_pass_needs_a_reason() -> None:
    assert body({"passed": True}, Opinion).reason is None
    assert body({"passed": False, "reason": "缺页"}, Opinion).reason == "缺页"
    with pytest.raises(Invalid) as wrong:
        body({"passed": False}, Opinion)
    assert told(wrong) == {("/reason", "required")}


def test_query_parameters_are_text_that_is_read() -> None:
    asked = query(from_="2026-01-01", limit="5")
    assert asked.limit == 5
    assert query(from_="2026-01-01").limit == 20


@pytest.mark.parametrize(
    ("value", "code"),
    [("0", "out_of_range"), ("many", "wrong_type"), ("5.0", "wrong_type"), ("٥", "wrong_type"), ("", "wrong_type")],
)
def test_a_wrong_number_in_a_query_is_named(value: str, code: str) -> None:
    with pytest.raises(Invalid) as wrong:
        query(from_="2026-01-01", limit=value)
    assert wrong.value.code == "query_invalid"
    assert told(wrong) == {("?limit", code)}


@pytest.mark.parametrize("day", ["2026-02-30", "20260228", "2026-2-3", "0000-01-01", "", "２０２６-01-01"])
def test_a_day_that_is_none_is_named(day: str) -> None:
    with pytest.raises(Invalid) as wrong:
        query(from_=day)
    assert told(wrong) == {("?from", "not_a_date")}


def test_a_route_without_a_query_knows_no_parameter() -> None:
    with pytest.raises(Invalid) as wrong:
        read_query("cases", None, {"x": ["1"]})
    assert told(wrong) == {("?x", "unknown_field")}
    with pytest.raises(Malformed):
        read_query("cases", "PageQuery", {"limit": ["1", "2"]})
