"""Blank forms: of every shipped item as a page to print, and all of them found in one place."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.catalogue import schemas
from chalicelib.catalogue.checks.form import form_faults
from chalicelib.catalogue.files.blank_form import blank_form
from chalicelib.catalogue.files.form_fields import Field, fields_on_paper
from chalicelib.shared.errors import NotFound
from tests.catalogue.papers import PDF
from tests.catalogue.samples import FIXTURES, content, item
from tests.catalogue.test_bad_input import ANYTHING, places, replaced
from tests.catalogue.test_files import CODE, call, handed_in, naming  # noqa: F401 - a fixture
from tests.catalogue.test_routes import publish
from tests.configuration.cloud import Client

COMPLETE = sorted(path.stem for path in (FIXTURES / "complete").glob("*.json"))


class Reader(HTMLParser):
    """What a page says, and which elements it is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append(tag)


@pytest.mark.parametrize("name", COMPLETE)
def test_every_complete_item_has_a_form_to_print_with_all_its_fields(name: str) -> None:
    found = item(name)
    page = Reader(blank_form(found))
    for field in found.form_schema["properties"].values():
        assert field["title"] in page.text
        assert field.get("description", "") in page.text
    assert found.name in page.text
    assert "申请人签名" in page.text


def test_nothing_in_a_form_becomes_markup() -> None:
    evil = "<script>alert(1)</script>{{ 7*7 }}"
    field = {"type": "string", "title": evil, "description": evil, "enum": ["a"], "x-titles": {"a": evil}}
    found = item(name=evil, form_schema={"type": "object", "title": evil, "properties": {"x": field}})
    page = Reader(blank_form(found))
    assert "script" not in page.tags
    assert page.text.count(evil) >= 5


def test_each_kind_of_field_has_its_place_on_paper() -> None:
    schema = {
        "type": "object",
        "required": ["name"],
        "properties": {
            "name": {"type": "string", "title": "姓名", "description": "与证件一致"},
            "facts": {"type": "string", "maxLength": 2000},
            "on": {"type": "string", "format": "date"},
            "agent": {"type": "boolean"},
            "why": {"type": "string", "enum": ["a", "b"], "x-titles": {"a": "甲"}},
            "items": {"type": "array", "items": {"enum": [1, 2]}},
            "home": {"type": "object", "properties": {"road": {"type": "string"}}, "required": ["road"]},
            "people": {"type": "array", "items": {"type": "object", "properties": {"who": {"type": "string"}}}},
            "words": {"type": "array", "items": {"type": "string"}},
            "odd": {},
        },
        "allOf": [{"if": {}, "then": {"required": ["facts"]}}],
    }
    line = Field("road", "", "必填", "line")
    assert fields_on_paper(schema) == (
        Field("姓名", "与证件一致", "必填", "line"),
        Field("facts", "", "部分情形必填", "box"),
        Field("on", "", "", "date"),
        Field("agent", "", "", "choice", ("是", "否")),
        Field("why", "", "", "choice", ("甲", "b")),
        Field("items", "", "", "several", ("1", "2")),
        Field("home", "", "", "group", fields=(line,)),
        Field("people", "", "", "rows", fields=(Field("who", "", "", "line"),)),
        Field("words", "", "", "rows", fields=(Field("words", "", "", "line"),)),
        Field("odd", "", "", "line"),
    )


@pytest.mark.parametrize("form", [None, {"type": "object"}])
def test_an_item_without_fields_has_no_form(form: Any) -> None:
    with pytest.raises(NotFound, match="blank_form_not_found"):
        blank_form(item(form_schema=form))


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(places(content()["form_schema"])), ANYTHING)
def test_any_form_that_passes_the_check_can_be_printed(place: tuple[Any, ...], value: Any) -> None:
    form = replaced(content()["form_schema"], place, value)
    if isinstance(form, dict) and form.get("properties") and not form_faults(form, ""):
        assert "</html>" in blank_form(item(form_schema=form))


def test_a_page_over_the_route(call: Client) -> None:  # noqa: F811
    assert call("GET", f"/v1/items/{CODE}/blank-form").body["code"] == "item_not_found"
    publish(call, content())
    page = call("GET", f"/v1/items/{CODE}/blank-form").body
    assert "居住地详细地址" in page
    assert call("GET", f"/v1/items/{CODE}/blank-form?version=9").status == 404


def test_one_place_for_all_forms(call: Client) -> None:  # noqa: F811
    named = naming(handed_in(call, PDF))
    named["materials"][1]["blank_form"] = named["materials"][0]["blank_form"]  # one form for two materials
    publish(call, named)
    publish(call, content("old_age_allowance"))
    publish(call, content("legal_aid", form_schema=None, instant_approval=None))
    page = call("GET", "/v1/forms")
    schemas.FormPage.model_validate(page.body)
    assert (page.body["total"], page.body["next_cursor"]) == (2, None)
    forms = {one["name"]: [(form["kind"], form["title"]) for form in one["forms"]] for one in page.body["items"]}
    assert forms["居住证申领"] == [("file", "申请表（2026 版）"), ("page", "居住证申领表")]
    assert [kind for kind, _ in forms["老年人高龄津贴"]] == ["page"]
    for one in page.body["items"]:
        for form in one["forms"]:
            assert call("GET", form["resource"]).status == 200
    assert [one["name"] for one in call("GET", "/v1/forms?query=高龄").body["items"]] == ["老年人高龄津贴"]
    assert [one["name"] for one in call("GET", "/v1/forms?department=09").body["items"]] == ["居住证申领"]
    first = call("GET", "/v1/forms?limit=1").body
    second = call("GET", f"/v1/forms?limit=1&cursor={first['next_cursor']}").body
    assert first["items"][0] != second["items"][0]


@pytest.mark.parametrize("query", ["limit=0", "query=", "colour=red", "department=" + "x" * 51])
def test_a_query_that_cannot_be(call: Client, query: str) -> None:  # noqa: F811
    assert call("GET", f"/v1/forms?{query}").status == 422
