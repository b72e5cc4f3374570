"""Each domain's `schemas.json`: its models of bodies and queries as plain JSON Schemas, for the run time.

Every reference is put in place, and what may be null is said by `type`, so that a fault is named where it is and as
what it is ("too long", not "none of these").
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from chalicelib.shared.http import RouteSpec

_DOMAINS = Path(__file__).resolve().parent.parent / "chalicelib"
_FOR_PEOPLE = ("title", "description")
_NULL = {"type": "null"}


def texts(specs: Iterable[RouteSpec]) -> dict[Path, str]:
    """What stands in each domain's file."""
    domains: dict[str, dict[str, Any]] = {}
    for spec in specs:
        for name in filter(None, (spec.body, spec.query)):
            domains.setdefault(spec.domain, {})[name] = request_schema(spec.model(name))
    return {_DOMAINS / domain / "schemas.json": _text(models) for domain, models in sorted(domains.items())}


def request_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of one model, with its fields' defaults."""
    schema = model.model_json_schema()
    plain = _plain(schema, schema.get("$defs", {}))
    plain.pop("$defs", None)
    plain.setdefault("properties", {})
    for name, field in model.model_fields.items():
        default = field.get_default(call_default_factory=True)
        if default is not PydanticUndefined:
            plain["properties"][field.alias or name]["default"] = default
    return plain


def _text(models: dict[str, Any]) -> str:
    return json.dumps(models, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _plain(schema: dict[str, Any], defined: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        return _plain(defined[schema["$ref"].rpartition("/")[2]], defined)
    if "anyOf" in schema:
        return _either([_plain(each, defined) for each in schema["anyOf"]])
    plain = {name: said for name, said in schema.items() if name not in (*_FOR_PEOPLE, "default")}
    for name in ("properties", "patternProperties"):
        if name in plain:
            plain[name] = {key: _plain(said, defined) for key, said in plain[name].items()}
    for name in ("items", "additionalProperties"):
        if isinstance(plain.get(name), dict):
            plain[name] = _plain(plain[name], defined)
    if "patternProperties" in plain:
        plain.setdefault("additionalProperties", False)
    return _options(plain)


def _options(schema: dict[str, Any]) -> dict[str, Any]:
    """A list of options says the type too."""
    if "const" in schema:
        schema["enum"] = [schema.pop("const")]
    if "enum" in schema:
        schema.pop("type", None)
    return schema


def _either(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """One of several types, of which at most one says more than its type."""
    details = [part for part in parts if part.keys() != {"type"}]
    if not details:
        return {"type": [part["type"] for part in parts]}
    if len(details) > 1 or any(part != _NULL for part in parts if part not in details):
        raise ValueError(f"a fault in {parts} could not be told")
    detailed = details[0]
    if "enum" in detailed:
        return {**detailed, "enum": [*detailed["enum"], None]}
    return {**detailed, "type": [detailed["type"], "null"]}
