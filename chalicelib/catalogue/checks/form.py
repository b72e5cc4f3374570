"""Whether a form is one: JSON Schema 2020-12 of an object that needs nothing from outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from chalicelib.shared.body import escape
from chalicelib.shared.errors import Fault

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_OF_THE_SAME = ("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas")
_OF_OTHERS = ("properties", "patternProperties", "additionalProperties", "$defs", "items", "prefixItems", "contains")
_BY_NAME = frozenset({"dependentSchemas", "properties", "patternProperties", "$defs"})
_WORDS_BY_NAME = frozenset({"x-titles", "x-error-hints"})


def form_faults(schema: Mapping[str, Any], pointer: str) -> list[Fault]:
    """A form is JSON Schema 2020-12 of an object, and refers to nothing outside itself: nothing may be fetched."""
    faults = [Fault(pointer, "form_reference_outside") for ref in _references(schema) if not ref.startswith("#")]
    if schema.get("$schema", DIALECT) != DIALECT:
        faults.append(Fault(f"{pointer}/$schema", "form_dialect_wrong"))
    if schema.get("type") != "object":
        faults.append(Fault(f"{pointer}/type", "form_not_object"))
    if faults := faults or list(_schema_faults(schema, pointer)):
        return faults
    return [*_field_faults(schema, pointer), *_part_faults(schema, pointer, frozenset())]


def every_part(schema: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """A schema and all schemas within it, by where they stand."""
    yield pointer, schema
    for at, part in _parts(schema, (*_OF_THE_SAME, *_OF_OTHERS)) if isinstance(schema, Mapping) else ():
        yield from every_part(part, pointer + at)


def _schema_faults(schema: Mapping[str, Any], pointer: str) -> Iterator[Fault]:
    import jsonschema_rs  # 15 ms and 15 MB: only where somebody edits

    try:
        jsonschema_rs.Draft202012Validator(dict(schema))
    except jsonschema_rs.ValidationError as wrong:
        at = "".join(f"/{escape(str(part))}" for part in wrong.instance_path)
        yield Fault(pointer + at, "form_schema_wrong")


def _part_faults(schema: Any, pointer: str, around: AbstractSet[str] | None) -> Iterator[Fault]:
    """What an applicant would run into; `around` are the fields that the schemas around declare of the same object.

    None: of what lies deeper a branch may speak that does not declare it, so that nothing can be said there.
    """
    if isinstance(schema, Mapping):
        names = None if around is None else around | _declared(schema)
        yield from _annotation_faults(schema, pointer)
        if names is not None:
            yield from _required_faults(schema, pointer, names)
        for at, part in _parts(schema, _OF_THE_SAME):
            yield from _part_faults(part, pointer + at, names)
        for at, part in _parts(schema, _OF_OTHERS):
            yield from _part_faults(part, pointer + at, None)


def _annotation_faults(schema: Mapping[str, Any], pointer: str) -> Iterator[Fault]:
    for name in _WORDS_BY_NAME & schema.keys():
        words = schema[name]
        if not isinstance(words, Mapping) or not all(isinstance(word, str) for word in words.values()):
            yield Fault(f"{pointer}/{name}", "form_words_wrong")


def _required_faults(schema: Mapping[str, Any], pointer: str, names: AbstractSet[str]) -> Iterator[Fault]:
    if _refers(schema):
        return  # the fields may be declared there
    for index, name in enumerate(schema.get("required", ())):
        if name not in names:
            yield Fault(f"{pointer}/required/{index}", "form_field_undeclared", {"name": name})


def _field_faults(field: Any, pointer: str) -> Iterator[Fault]:
    """true and false are schemas too, but there is nothing to show of such a field."""
    if not isinstance(field, Mapping):
        yield Fault(pointer, "form_field_not_object")
        return
    for at, part in _parts(field, ("properties", "items")):
        yield from _field_faults(part, pointer + at)


def _refers(schema: Any) -> bool:
    """Whether the schema, or another of the same object within it, refers elsewhere."""
    if not isinstance(schema, Mapping):
        return False
    return "$ref" in schema or any(_refers(part) for _, part in _parts(schema, _OF_THE_SAME))


def _declared(schema: Mapping[str, Any]) -> AbstractSet[str]:
    """The fields that a schema declares of its object, in whatever branch."""
    within = [_declared(part) for _, part in _parts(schema, _OF_THE_SAME) if isinstance(part, Mapping)]
    return frozenset(schema.get("properties", {})).union(*within)


def _parts(schema: Mapping[str, Any], keywords: Iterable[str]) -> Iterator[tuple[str, Any]]:
    """The schemas within a schema, by where they stand."""
    for keyword in keywords:
        part = schema.get(keyword)
        if isinstance(part, list):
            yield from ((f"/{keyword}/{index}", one) for index, one in enumerate(part))
        elif keyword in _BY_NAME and isinstance(part, Mapping):
            yield from ((f"/{keyword}/{escape(name)}", one) for name, one in part.items())
        elif part is not None:
            yield f"/{keyword}", part


def _references(schema: Any) -> Iterator[str]:
    if isinstance(schema, Mapping):
        yield from (str(schema[key]) for key in ("$ref", "$dynamicRef", "$id") if isinstance(schema.get(key), str))
        yield from (ref for value in schema.values() for ref in _references(value))
    elif isinstance(schema, list):
        yield from (ref for value in schema for ref in _references(value))
