"""A line is the act's canonical form and nothing else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.archive.batches import examine, write
from chalicelib.archive.layout import anchor_key, batch_key, day_of, ends_of
from chalicelib.archive.lines import Line, LineUnreadable, decode, encode
from chalicelib.archive.service import ArchiveService
from chalicelib.shared.acts import canonical_json
from tests.archive.city import FIRST_DAY, City

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
"""What an act may hold: fractions it refuses."""


def a_line(note: object = "办理") -> Line:
    city = City()
    city.record("case#1", note)
    return city.lines[0]


@given(JSON)
def test_a_line_is_read_back_as_it_was(note: object) -> None:
    line = a_line(note)
    assert decode(encode(line)) == line
    assert decode(encode(line)).intact


def test_a_line_is_rfc_8785() -> None:
    text = encode(a_line()).decode()
    assert text == canonical_json(json.loads(text))
    assert list(json.loads(text)) == ["act", "hash", "sequence"]


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b'"act"',
        b'{"act":{},"hash":"","sequence":"1"}',
        b'{"act":null,"hash":"","sequence":"1"}',
        b"\xff\xfe",
        b"[" * 100_000,
        encode(a_line()) + b" ",
        encode(a_line()).replace(b'"seq":1', b'"seq":"1"'),
        encode(a_line()).replace(b'"seq":1', b'"seq":100000000'),
        encode(a_line()).replace(b'"seq":1', b'"seq":0'),
        encode(a_line()).replace(b'"sequence":"1000"', b'"sequence":"x"'),
        encode(a_line()).replace(b'"sequence":"1000"', b'"sequence":1000'),
        encode(a_line()).replace(b'"retain_until":null', b'"retain_until":{}'),
        encode(a_line()).replace(b'","sequence"', b'f","sequence"'),
    ],
)
def test_what_is_no_line_is_refused(text: bytes) -> None:
    with pytest.raises(LineUnreadable):
        decode(text)


@given(st.binary(max_size=200))
def test_a_batch_of_any_bytes_is_read_or_named(body: bytes) -> None:
    assert examine(batch_key(FIRST_DAY, "1", "2"), body).findings


def test_a_batch_is_kept_in_the_order_of_the_stream_under_a_key_of_its_own() -> None:
    city = City()
    for _ in range(12):
        city.record("case#1")
    service = ArchiveService(city.bucket)
    key = service.keep(FIRST_DAY, reversed(city.lines))
    assert key == service.keep(FIRST_DAY, city.lines) == batch_key(FIRST_DAY, "1000", "1011")
    assert city.bucket.read(key) == write(city.lines)
    assert examine(key, write(city.lines)).whole == tuple(city.lines)


def test_keys_tell_their_day() -> None:
    assert day_of(batch_key(FIRST_DAY, "21", "22")) == day_of(anchor_key(FIRST_DAY)) == FIRST_DAY
    assert batch_key(FIRST_DAY, "21", "22") == "acts/2026-11-18/21-22.jsonl"
    assert ends_of(batch_key(FIRST_DAY, "21", "22")) == {21, 22}


@pytest.mark.parametrize("key", ["", "acts/2026-13-01/1-2.jsonl", "acts/2026-11-18/a-b.jsonl", "anchors/x.json", "x"])
def test_other_keys_have_no_day(key: str) -> None:
    assert day_of(key) is None


def test_only_batches_have_ends() -> None:
    with pytest.raises(ValueError, match="anchors"):
        ends_of(anchor_key(FIRST_DAY))
