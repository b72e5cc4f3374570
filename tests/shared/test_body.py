"""Bodies: whatever the bytes, either a value or a refusal with a code; never anything else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.shared.body import MAX_BYTES, MAX_DEPTH, parse_body
from chalicelib.shared.errors import Invalid, Malformed, ServiceError, TooLarge, UnsupportedMediaType

JSON = "application/json"
DEEP = "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)

REFUSED = [
    ("over 256 KB", b'"' + b"a" * MAX_BYTES + b'"', TooLarge, "body_too_large"),
    ("33 levels", DEEP.encode(), Malformed, "body_too_deep"),
    ("a hundred thousand levels", b"[" * 100_000, Malformed, "body_too_deep"),
    ("a duplicate key", b'{"a":1,"a":2}', Malformed, "body_duplicate_key"),
    ("an escaped duplicate key", b'{"a":1,"\\u0061":2}', Malformed, "body_duplicate_key"),
    ("a nested duplicate key", b'[{"a":{"b":1,"b":1}}]', Malformed, "body_duplicate_key"),
    ("NaN", b'{"a":NaN}', Malformed, "body_not_finite"),
    ("Infinity", b'{"a":-Infinity}', Malformed, "body_not_finite"),
    ("a number beyond double", b'{"a":1e999}', Malformed, "body_not_finite"),
    ("an integer beyond 2^53", b'{"a":9007199254740993}', Malformed, "body_number_too_large"),
    ("an integer of 5,000 digits", b'{"a":' + b"9" * 5000 + b"}", Malformed, "body_number_too_large"),
    ("no JSON", b"{a:1}", Malformed, "body_not_json"),
    ("nothing", b"", Malformed, "body_not_json"),
    ("two values", b"1 2", Malformed, "body_not_json"),
    ("a raw control character", b'{"a":"\x01"}', Malformed, "body_not_json"),
    ("bad UTF-8", b'{"a":"\xff"}', Malformed, "body_not_utf8"),
    ("an encoded surrogate", b'{"a":"\xed\xa0\x80"}', Malformed, "body_not_utf8"),
    ("GB18030", '{"a":"张三"}'.encode("gb18030"), Malformed, "body_not_utf8"),
    ("a byte-order mark", b'\xef\xbb\xbf{"a":1}', Malformed, "body_not_json"),
    ("a lone surrogate", b'{"a":"\\ud800"}', Invalid, "body_invalid"),
    ("a lone surrogate as key", b'{"\\udfff":1}', Invalid, "body_invalid"),
    ("NUL", b'{"a":"\\u0000"}', Invalid, "body_invalid"),
    ("backspace", b'{"a":"\\b"}', Invalid, "body_invalid"),
    ("DEL", b'{"a":"\x7f"}', Invalid, "body_invalid"),
    ("a C1 control", '{"a":"\u0085"}'.encode(), Invalid, "body_invalid"),
]


@pytest.mark.parametrize(("raw", "kind", "code"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_it_is_refused_by_code(raw: bytes, kind: type[ServiceError], code: str) -> None:
    with pytest.raises(kind) as refused:
        parse_body(raw, JSON)
    assert refused.value.code == code


@pytest.mark.parametrize("content_type", ["", "text/plain", "application/x-www-form-urlencoded", "application/jsonp"])
def test_another_content_type_is_refused(content_type: str) -> None:
    with pytest.raises(UnsupportedMediaType):
        parse_body(b"{}", content_type)


@pytest.mark.parametrize("content_type", [JSON, "Application/JSON", "application/json; charset=utf-8"])
def test_json_is_taken(content_type: str) -> None:
    assert parse_body(b'{"a":[1,2.5,null,true,"\xe5\xbc\xa0"]}', content_type) == {"a": [1, 2.5, None, True, "张"]}


def test_every_bad_string_is_named_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        parse_body(b'{"a":"\\u0000","b":{"c/d":["ok","\\ud800"]}}', JSON)
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [
        ("/a", "control_characters"),
        ("/b/c~1d/1", "lone_surrogate"),
    ]


def test_thirty_two_levels_are_taken_and_brackets_in_strings_do_not_count() -> None:
    assert parse_body(("[" * MAX_DEPTH + "]" * MAX_DEPTH).encode(), JSON)
    assert parse_body(json.dumps(["[{" * 100]).encode(), JSON) == ["[{" * 100]


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        parse_body(raw, JSON)
        code = "body_read"
    except ServiceError as refused:
        code = refused.code
    assert code.startswith("body_")


_TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False) | _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=20,
)


@given(_VALUES.filter(lambda value: value not in (float("inf"), float("-inf"))), st.booleans())
def test_what_is_well_formed_comes_back_unchanged(value: object, ascii_only: bool) -> None:
    try:
        raw = json.dumps(value, ensure_ascii=ascii_only, allow_nan=False).encode()
    except ValueError:
        return
    assert parse_body(raw, JSON) == value
