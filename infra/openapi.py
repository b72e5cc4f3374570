"""What follows from routes and models, for the run time and for readers: documents, schemas, the portal's functions.

`python -m infra.openapi` writes them, with `--check` it tells whether they are in step with the code.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
from pathlib import Path
from typing import Any

import yaml
from pydantic.json_schema import models_json_schema

from chalicelib.domains import modules
from chalicelib.operations.version import VERSION
from chalicelib.shared.http import RouteSpec
from chalicelib.windows.functions import FILE as FUNCTIONS
from infra import desk_functions, request_schemas

TARGET = Path(__file__).resolve().parent.parent / "docs" / "openapi.yaml"
_REF = "#/components/schemas/{model}"
_PARAMETER = re.compile(r"{(\w+)}")


def specs() -> list[RouteSpec]:
    """Every declared route, by path and method."""
    found = [spec for module in modules() for spec in importlib.import_module(f"chalicelib.{module}").routes.specs]
    return sorted(found, key=lambda spec: (spec.path, spec.method))


def document() -> dict[str, Any]:
    """The OpenAPI 3.1 document of the whole API."""
    routes = specs()
    schemas = _schemas(routes)
    paths: dict[str, dict[str, Any]] = {}
    for spec in routes:
        paths.setdefault(spec.path, {})[spec.method.lower()] = _operation(spec)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Banshi 办事", "version": VERSION, "description": _DESCRIPTION},
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": {**schemas, "Problem": _PROBLEM},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


def text() -> str:
    """The document as committed."""
    plain = json.loads(json.dumps(document()))
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=120)


def main(arguments: list[str]) -> int:
    """Write the files, or with --check tell whether they are in step with the code and valid."""
    from openapi_spec_validator import validate

    routes = specs()
    schemas = request_schemas.texts(routes)
    files = {TARGET: text(), FUNCTIONS: desk_functions.text(routes, _operation_id), **schemas}
    validate(yaml.safe_load(files[TARGET]))
    if "--check" not in arguments:
        TARGET.parent.mkdir(exist_ok=True)
        for path, current in files.items():
            path.write_text(current)
        print(f"wrote docs/openapi.yaml and schemas.json of {len(schemas)} domains: {len(routes)} routes")
        return 0
    if stale := [path for path, current in files.items() if not path.exists() or path.read_text() != current]:
        named = ", ".join(str(path.relative_to(TARGET.parents[1])) for path in stale)
        print(f"not in step with the code, run `python -m infra.openapi`: {named}", file=sys.stderr)
        return 1
    print(f"docs/openapi.yaml and schemas.json are valid and in step: {len(routes)} routes")
    return 0


def _operation(spec: RouteSpec) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": _operation_id(spec),
        "tags": [spec.domain],
        "summary": spec.summary,
        "x-access": spec.access.declared(),
        "parameters": _parameters(spec),
        "responses": _responses(spec),
    }
    if spec.body:
        content = {"application/json": {"schema": _ref(spec, spec.body)}}
        operation["requestBody"] = {"required": not spec.body_optional, "content": content}
    if spec.access.known:
        operation["security"] = [{}, {"bearer": []}]
    elif not spec.access.public:
        operation["security"] = [{"bearer": []}]
    return {name: value for name, value in operation.items() if value != []}


def _operation_id(spec: RouteSpec) -> str:
    words = re.sub(r"[^0-9A-Za-z]+", "_", spec.path.removeprefix("/v1")).strip("_")
    return f"{spec.method.lower()}_{words}"


def _parameters(spec: RouteSpec) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in _PARAMETER.findall(spec.path)
    ]
    if spec.query:
        schema = spec.model(spec.query).model_json_schema()
        required = schema.get("required", [])
        found += [
            {"name": name, "in": "query", "required": name in required, "schema": said}
            for name, said in schema["properties"].items()
        ]
    if spec.idempotent:
        found.append(_header("Idempotency-Key", {"type": "string", "minLength": 1, "maxLength": 128}))
    if spec.if_match:
        found.append(_header("If-Match", {"type": "string"}))
    return found


def _header(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": True, "schema": schema}


def _responses(spec: RouteSpec) -> dict[str, Any]:
    answered: dict[str, Any] = {"description": "成功"}
    content = {"application/json": {"schema": _ref(spec, spec.answer)}} if spec.answer else {}
    if content := {**content, **{media: {"schema": {"type": "string"}} for media in spec.media}}:
        answered["content"] = content
    refused = {
        "description": "拒绝:RFC 9457 问题说明",
        "content": {"application/problem+json": {"schema": {"$ref": _REF.format(model="Problem")}}},
    }
    return {str(spec.status): answered, "default": refused}


def _ref(spec: RouteSpec, model: str) -> dict[str, str]:
    return {"$ref": _REF.format(model=_prefix(spec) + model)}


def _schemas(routes: list[RouteSpec]) -> dict[str, Any]:
    """Every model's schema, under its domain's name: domains choose the names of their models freely."""
    found: dict[str, Any] = {}
    for spec in routes:
        for name in filter(None, (spec.body, spec.answer)):
            template = _REF.format(model=_prefix(spec) + "{model}")
            _, defined = models_json_schema([(spec.model(name), "validation")], ref_template=template)
            found |= {_prefix(spec) + own: schema for own, schema in defined["$defs"].items()}
    return dict(sorted(found.items()))


def _prefix(spec: RouteSpec) -> str:
    return spec.domain.title()


_DESCRIPTION = (
    "一网通办后端接口。错误均为 RFC 9457 problem+json:code 供程序判断,title 与 detail 可直接展示给办事人。"
    " Every create and act route needs an Idempotency-Key; x-access says who may call."
)
_PROBLEM = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457 problem document.",
    "required": ["type", "title", "status", "detail", "code", "request_id"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "request_id": {"type": "string"},
        "duties": {"type": "array", "items": {"type": "string"}, "description": "What staff must do first."},
        "ways": {
            "type": "array",
            "description": "How to reach the assurance level that is needed.",
            "items": {
                "type": "object",
                "required": ["assurance_level", "method", "resource"],
                "properties": {
                    "assurance_level": {"type": "integer"},
                    "method": {"enum": ["phone", "name_number", "face", "in_person"]},
                    "resource": {"type": "string"},
                    "where": {"type": "string"},
                },
            },
        },
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "code", "detail"],
                "properties": {
                    "pointer": {"type": "string"},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
