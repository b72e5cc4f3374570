"""Where the value of a form's field may come from: known words, at fields, of a type that takes the value."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.catalogue.checks.structure import content_faults
from chalicelib.catalogue.elements.sources import APPLICANT, is_source, sources_of
from chalicelib.catalogue.messages import FAULTS
from tests.catalogue.samples import complete_names, content, item

KEY = st.from_regex(r"[a-z][a-z0-9_]{0,63}", fullmatch=True)
WORD = st.one_of(st.sampled_from(sorted(APPLICANT)), KEY.map("earlier:{}".format))


def faults(form: dict[str, Any]) -> list[tuple[str, str]]:
    found = content_faults(content(form_schema={"type": "object", **form}))
    return [(fault.pointer.removeprefix("/content/form_schema"), fault.code) for fault in found]


def field(word: Any, **schema: Any) -> dict[str, Any]:
    return {"properties": {"a": {"type": "string", "x-source": word, **schema}}}


@given(WORD)
def test_every_word_of_the_table_and_every_earlier_key_is_taken(word: str) -> None:
    assert faults(field(word)) == []


@given(st.one_of(st.text(max_size=20), st.integers(), st.none(), st.lists(st.text(max_size=3), max_size=2)))
def test_any_other_word_is_refused_and_the_known_ones_are_named(word: Any) -> None:
    if not is_source(word):
        assert faults(field(word)) == [("/properties/a/x-source", "form_source_unknown")]


@pytest.mark.parametrize(
    "word", ["earlier:", "earlier:Residence", "earlier:a.b", "earlier:" + "a" * 65, "applicant.age", "applicant.", ""]
)
def test_a_word_that_is_nearly_one_is_refused(word: str) -> None:
    assert [code for _, code in faults(field(word))] == ["form_source_unknown"]


def test_the_refusal_names_what_there_is() -> None:
    wrong = content(form_schema={"type": "object", **field("applicant.age")})
    said = FAULTS["form_source_unknown"].format_map(content_faults(wrong)[0].params)
    assert all(word in said for word in APPLICANT)


def test_what_says_no_more_than_yes_or_no_has_no_source() -> None:
    assert faults({**field("applicant.name"), "additionalProperties": False}) == []


A_FIELD = {"type": "string", "x-source": "applicant.phone"}
MISPLACED = [
    ({"x-source": "applicant.phone"}, "/x-source"),
    ({"properties": {"a": {"type": "array", "items": A_FIELD}}}, "/properties/a/items/x-source"),
    ({"properties": {"a": {"type": "string"}}, "then": {"properties": {"a": A_FIELD}}}, "/then/properties/a/x-source"),
    ({"$defs": {"a": A_FIELD}}, "/$defs/a/x-source"),
]


@pytest.mark.parametrize(("form", "pointer"), MISPLACED)
def test_a_source_where_there_is_not_exactly_one_field_is_refused(form: dict[str, Any], pointer: str) -> None:
    assert faults(form) == [(pointer, "form_source_misplaced")]


@pytest.mark.parametrize(("kind", "right"), [("string", True), (["string", "null"], True), ("integer", False)])
def test_what_the_city_knows_of_an_applicant_is_text(kind: Any, right: bool) -> None:
    expected = [] if right else [("/properties/a/x-source", "form_source_type_differs")]
    assert faults(field("applicant.birth_date", type=kind)) == expected
    assert faults(field("earlier:household_members", type=kind)) == []


@given(st.dictionaries(KEY, WORD, max_size=4), st.dictionaries(KEY, WORD, max_size=4))
def test_the_sources_of_a_form_are_found_by_the_path_of_their_fields(
    outer: dict[str, str], inner: dict[str, str]
) -> None:
    within = {name: {"type": "string", "x-source": word} for name, word in inner.items()}
    fields: dict[str, Any] = {name: {"x-source": word} for name, word in outer.items()}
    form = {"properties": {**fields, "in it": {"type": "object", "properties": within}}}
    expected = {(name,): word for name, word in outer.items()}
    assert sources_of(form) == expected | {("in it", name): word for name, word in inner.items()}


@pytest.mark.parametrize("name", complete_names())
def test_every_shipped_form_takes_the_phone_from_the_account(name: str) -> None:
    assert item(name).sources[("phone",)] == "applicant.phone"


def test_what_one_item_asks_for_another_asks_under_the_same_key() -> None:
    words = [set(item(name).sources.values()) for name in ("residence_permit", "old_age_allowance")]
    assert "earlier:residence_address" in words[0] & words[1]


def test_an_item_without_a_form_has_no_sources() -> None:
    assert item(form_schema=None).sources == {}
