"""Texts with named places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.shared.templates import filled, refusals

KNOWN, NEEDED = ("name", "day", "why"), ("name",)


def codes(text: str) -> list[str]:
    return [code for code, _ in refusals(text, KNOWN, NEEDED)]


def test_places_are_filled_and_paragraphs_without_anything_left_out() -> None:
    text = "{name}:\n{day}以前\n理由:{why}\n此致"
    assert filled(text, {"name": "张三", "day": None, "why": "见附件"}) == "张三:\n理由:见附件\n此致"


@given(st.text(max_size=50))
def test_what_is_put_in_stands_as_it_is(value: str) -> None:
    assert filled("[{why}]", {"why": value}) == (f"[{value}]" if value else "")


@pytest.mark.parametrize("value", ["{name}", "{", "%(name)s", "{name.__class__}", "\\1"])
def test_nothing_that_is_put_in_is_a_place(value: str) -> None:
    assert filled("{why}", {"why": value, "name": "张三"}) == value


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("{name}", []),
        ("{name}\n{day}{why}", []),
        ("{day}", ["placeholder_missing"]),
        ("{name}{unknown}", ["placeholder_unknown", "placeholder_may_be_left_out"]),
        ("{name},{day}", ["placeholder_may_be_left_out"]),
        ("{name},{day}\n{name}", []),
        ("{name} {", ["brace_alone"]),
        ("{name} {name.x}", ["brace_alone"]),
        ("{{name}}", ["brace_alone"]),
        ("{ name }", ["brace_alone", "placeholder_missing"]),
    ],
)
def test_a_text_is_refused_for_what_could_not_be_filled_in(text: str, refused: list[str]) -> None:
    assert codes(text) == refused
