"""Cursors: what we wrote comes back, anything else is refused before it reaches a table."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from chalicelib.shared.errors import Malformed
from chalicelib.shared.paging import decode_cursor, encode_cursor


def written(position: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(position).encode()).decode().rstrip("=")


@pytest.mark.parametrize("after", ["000109001000", "2026-11-21T02:00:00Z#01KAJ", "高龄津贴", "a" * 512])
def test_a_position_comes_back(after: str) -> None:
    assert decode_cursor(encode_cursor({"after": after})) == {"after": after}


def test_no_position_is_the_beginning_and_the_end() -> None:
    assert encode_cursor(None) is None
    assert decode_cursor(None) is None


@pytest.mark.parametrize(
    "position",
    [
        {"after": "\ud800"}, {"after": "a\x00"}, {"after": "a\n"}, {"after": "a" * 513}, {"after": "高" * 171},
        {"after": ""}, {"after": 1}, {"after": None}, {}, [], "a", None,
    ],
)  # fmt: skip
def test_a_position_that_is_no_key_is_refused(position: Any) -> None:
    with pytest.raises(Malformed, match="cursor_invalid"):
        decode_cursor(written(position))


@pytest.mark.parametrize("cursor", ["", "%", "高", "e30", "bm90IGpzb24", "a"])
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(Malformed, match="cursor_invalid"):
        decode_cursor(cursor)
