"""A form's fields as they stand on paper: what to write, what to tick, what to sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

LINE, BOX, DATE, CHOICE, SEVERAL, GROUP, ROWS = "line", "box", "date", "choice", "several", "group", "rows"
MUST, SOMETIMES, MAY = "必填", "部分情形必填", ""
_LONG = 100
"""From how many characters on a line is too short."""


class Field(NamedTuple):
    """One field. `choices` to tick; `fields` within a GROUP, or the columns of ROWS."""

    title: str
    hint: str
    must: str
    kind: str
    choices: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()


def fields_on_paper(schema: Mapping[str, Any]) -> tuple[Field, ...]:
    """The fields of a form or of an object within it, in their order."""
    must, sometimes = set(schema.get("required", ())), set(_required_somewhere(schema))
    return tuple(
        _field(name, field, MUST if name in must else SOMETIMES if name in sometimes else MAY)
        for name, field in schema.get("properties", {}).items()
    )


def _field(name: str, schema: Mapping[str, Any], must: str) -> Field:
    title = str(schema.get("title") or name)
    hint = str(schema.get("description") or "")
    choices = _choices(schema)
    if choices:
        return Field(title, hint, must, CHOICE, choices)
    if schema.get("type") == "object":
        return Field(title, hint, must, GROUP, fields=fields_on_paper(schema))
    if schema.get("type") == "array":
        return _list(title, hint, must, schema.get("items") or {})
    return Field(title, hint, must, _kind(schema))


def _list(title: str, hint: str, must: str, items: Mapping[str, Any]) -> Field:
    if choices := _choices(items):
        return Field(title, hint, must, SEVERAL, choices)
    columns = fields_on_paper(items) or (Field(str(items.get("title") or title), "", MAY, LINE),)
    return Field(title, hint, must, ROWS, fields=columns)


def _kind(schema: Mapping[str, Any]) -> str:
    if schema.get("format") == "date":
        return DATE
    longest = schema.get("maxLength")
    return BOX if schema.get("type") == "string" and isinstance(longest, int) and longest > _LONG else LINE


def _choices(schema: Mapping[str, Any]) -> tuple[str, ...]:
    offered = schema.get("enum") or ([schema["const"]] if "const" in schema else ())
    if schema.get("type") == "boolean" and not offered:
        offered = (True, False)
    titles = schema.get("x-titles") or {}
    return tuple(_word(value, titles) for value in offered)


def _word(value: Any, titles: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return titles.get(str(value)) or ("无" if value is None else str(value))


def _required_somewhere(schema: Mapping[str, Any]) -> Iterator[str]:
    """Fields that a branch requires: then they are needed in some cases."""
    branches = [one for word in ("allOf", "anyOf", "oneOf") for one in schema.get(word, ())]
    for branch in (*branches, schema.get("then"), schema.get("else")):
        if isinstance(branch, Mapping):
            yield from branch.get("required", ())
            yield from _required_somewhere(branch)
