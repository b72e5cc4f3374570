"""业务手册: everything that staff need of an item, public elements and those that stay inside (审查工作细则)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.catalogue.elements.item_types import TYPE_BY_NAME
from chalicelib.catalogue.guides.flow import steps_in_order
from chalicelib.catalogue.rules import ServiceItem
from chalicelib.catalogue.shapes import PUBLIC


def handbook(item: ServiceItem) -> dict[str, Any]:
    """Return the handbook of a published version; each examination point with the name of the material it is about."""
    content = item.content
    return {
        "item_code": item.code,
        "version": item.version,
        "sha256": item.sha256,
        "item_type_name": TYPE_BY_NAME[item.item_type].title,
        **{name: content[name] for name in PUBLIC},
        "examination": [_point(content, point) for point in content["examination"]],
        "handbook": content["handbook"],
        "guide": content["guide"],
        "form_schema": dict(item.form_schema),
        "steps": [_step(item.process_definition["nodes"][name]) for name in steps_in_order(item.process_definition)],
        "process": {name: item.process_definition[name] for name in ("nodes", "flows")},
        "instant_approval": content["instant_approval"],
    }


def _point(content: Mapping[str, Any], point: Mapping[str, Any]) -> dict[str, Any]:
    named = next((slot["name"] for slot in content["materials"] if slot["code"] == point["material"]), None)
    return {**point, "material_name": named}


def _step(node: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": node["name"],
        "role": node["role"],
        "outcomes": node["outcomes"],
        "limit": node.get("limit") or {"value": 0, "unit": "NONE"},
    }
