"""Whether a form is one: JSON Schema 2020-12 of an object that needs nothing from outside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.shared.body import escape
from chalicelib.shared.errors import Fault

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def form_faults(schema: Mapping[str, Any], pointer: str) -> list[Fault]:
    """A form is JSON Schema 2020-12 of an object, and refers to nothing outside itself: nothing may be fetched."""
    faults = [Fault(pointer, "form_reference_outside") for ref in _references(schema) if not ref.startswith("#")]
    if schema.get("$schema", DIALECT) != DIALECT:
        faults.append(Fault(f"{pointer}/$schema", "form_dialect_wrong"))
    if schema.get("type") != "object":
        faults.append(Fault(f"{pointer}/type", "form_not_object"))
    return faults or list(_schema_faults(schema, pointer))


def _schema_faults(schema: Mapping[str, Any], pointer: str) -> Iterator[Fault]:
    import jsonschema_rs  # 15 ms and 15 MB: only where somebody edits

    try:
        jsonschema_rs.Draft202012Validator(dict(schema))
    except jsonschema_rs.ValidationError as wrong:
        at = "".join(f"/{escape(str(part))}" for part in wrong.instance_path)
        yield Fault(pointer + at, "form_schema_wrong")


def _references(schema: Any) -> Iterator[str]:
    if isinstance(schema, Mapping):
        yield from (str(schema[key]) for key in ("$ref", "$dynamicRef", "$id") if isinstance(schema.get(key), str))
        yield from (ref for value in schema.values() for ref in _references(value))
    elif isinstance(schema, list):
        yield from (ref for value in schema for ref in _references(value))
