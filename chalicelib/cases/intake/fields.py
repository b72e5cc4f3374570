"""The fields that a form declares, wherever in its schema it declares them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.cases.intake.paths import path_of

_BRANCHES = ("allOf", "anyOf", "oneOf", "if", "then", "else")


def field_title(schema_text: str, pointer: str) -> str | None:
    """The title of the field that an RFC 6901 pointer into the filled-in form leads to, its name where it has none.

    None where the form declares no such field: the form as a whole is none.
    """
    root = json.loads(schema_text)
    tokens = path_of(pointer)
    schemas = [root]
    for token in tokens:
        schemas = [inner for schema in schemas for inner in _inner(root, schema, token)]
    if not tokens or not schemas:
        return None
    return next((str(schema["title"]) for schema in schemas if "title" in schema), tokens[-1])


def _inner(root: Any, schema: Any, token: str) -> Iterator[dict[str, Any]]:
    for part in _same(root, schema, frozenset()):
        found = part.get("properties", {}).get(token)
        if found is None and token.isdigit():
            found = part.get("items")
        if found is not None and found is not False:
            yield found if isinstance(found, dict) else {}


def _same(root: Any, schema: Any, followed: frozenset[str]) -> Iterator[Mapping[str, Any]]:
    """The schemas that speak of the same value: the schema itself, its branches, and what it refers to."""
    if not isinstance(schema, dict):
        return
    yield schema
    for name in _BRANCHES:
        said = schema.get(name, [])
        for branch in said if isinstance(said, list) else [said]:
            yield from _same(root, branch, followed)
    reference = schema.get("$ref")
    if isinstance(reference, str) and reference not in followed:
        yield from _same(root, _referred(root, reference), followed | {reference})


def _referred(root: Any, reference: str) -> Any:
    for token in reference.removeprefix("#").split("/")[1:]:
        root = root.get(token.replace("~1", "/").replace("~0", "~"), {}) if isinstance(root, dict) else {}
    return root
