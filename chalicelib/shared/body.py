"""Read a request's JSON body strictly (RFC 8259, I-JSON): bytes in, Python values or a refusal out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from chalicelib.shared.errors import Fault, Invalid, Malformed, TooLarge, UnsupportedMediaType

MAX_BYTES = 256 * 1024
MAX_DEPTH = 32

_SUSPECT = re.compile(r"\\[ubf]|[\x7f-\x9f]")
# Compiled by whoever needs them, for most bodies do not:
_TOKENS = r'(?s)"(?:[^"\\]|\\.)*"?|[\[\]{}]'
_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
_SURROGATE = r"[\ud800-\udfff]"


def parse_body(raw: bytes, content_type: str) -> object:
    """Return the value in `raw`.

    Raises TooLarge over 256 KB; UnsupportedMediaType; Malformed for bytes that are not one JSON text of at most 32
    levels (duplicate keys, NaN, numbers beyond double or 2^53, and bad UTF-8 included); Invalid naming every string
    with control characters or lone surrogates.
    """
    if len(raw) > MAX_BYTES:
        raise TooLarge("body_too_large", limit=MAX_BYTES)
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise UnsupportedMediaType("content_type_not_json")
    text = _decoded(raw)
    check_depth(text)
    value = _loaded(text)
    if _SUSPECT.search(text) and (faults := list(text_faults(value, ""))):
        raise Invalid("body_invalid", faults=faults)
    return value


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as bad:
        raise Malformed("body_not_utf8") from bad


def check_depth(text: str) -> None:
    """Raise Malformed for a JSON text of more than 32 levels."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return
    depth = 0
    for token in re.finditer(_TOKENS, text):
        mark = token.group()
        depth += (mark in "[{") - (mark in "]}")
        if depth > MAX_DEPTH:
            raise Malformed("body_too_deep", limit=MAX_DEPTH)


def _loaded(text: str) -> object:
    try:
        return DECODER.decode(text)
    except Malformed:
        raise
    except (ValueError, RecursionError) as bad:
        raise Malformed("body_not_json") from bad


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Malformed("body_duplicate_key")
    return found


def _no_constant(_name: str) -> object:
    raise Malformed("body_not_finite")


def _finite(text: str) -> float:
    """A number with a fraction or exponent. JSON knows one kind of number: 2.0 is the integer 2."""
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise Malformed("body_not_finite")
    return int(number) if number.is_integer() and abs(number) < 2**53 else number


def _exact(text: str) -> int:
    """Integers beyond 2^53 change on their way through other people's JSON (RFC 7493 §2.2)."""
    if len(text) > 17 or abs(number := int(text)) >= 2**53:
        raise Malformed("body_number_too_large")
    return number


def text_faults(value: object, pointer: str = "") -> Iterator[Fault]:
    """Every string within a value that has control characters or lone surrogates."""
    if isinstance(value, str):
        yield from _string_faults(value, pointer)
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from text_faults(entry, f"{pointer}/{index}")
    elif isinstance(value, dict):
        for key, entry in value.items():
            at = f"{pointer}/{escape(key)}"
            yield from _string_faults(key, at)
            yield from text_faults(entry, at)


def _string_faults(text: str, pointer: str) -> Iterator[Fault]:
    if re.search(_SURROGATE, text):
        yield Fault(re.sub(_SURROGATE, "\ufffd", pointer), "lone_surrogate")
    elif re.search(_CONTROL, text):
        yield Fault(re.sub(_CONTROL, "\ufffd", pointer), "control_characters")


def escape(token: str) -> str:
    """One reference token of an RFC 6901 pointer."""
    return token.replace("~", "~0").replace("/", "~1")


DECODER = json.JSONDecoder(
    object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_finite, parse_int=_exact
)
"""Raises Malformed for duplicate keys, NaN, and numbers that others would read differently."""
