"""How items are shown to the public."""

from __future__ import annotations

from typing import Any

from chalicelib.catalogue.elements.item_types import TYPE_BY_NAME
from chalicelib.catalogue.rules import ServiceItem

PUBLIC = (
    "code_origin",
    "basic_code",
    "name",
    "aliases",
    "keywords",
    "item_type",
    "legal_regime",
    "department",
    "department_name",
    "level",
    "divisions",
    "applicant_types",
    "themes",
    "basis",
    "conditions",
    "prerequisites",
    "handling_type",
    "statutory_limit",
    "committed_limit",
    "special_procedures",
    "materials",
    "fee",
    "handling_modes",
    "channels",
    "online_depth",
    "handling_area",
    "appointment",
    "visits",
    "places",
    "commitment",
    "least_assurance_level",
    "results",
    "validity",
    "remedies",
    "consultation_line",
    "complaint_line",
    "provenance",
)
"""The elements that everybody may know: `content.PublicElements` by name. What is not named here stays inside."""


def item_shown(item: ServiceItem, *, in_force: bool) -> dict[str, Any]:
    """A published version. Its rule tables stay inside; that it may be decided at once is said."""
    content = item.content
    return {
        "item_code": item.code,
        "version": item.version,
        "in_force": in_force,
        "sha256": item.sha256,
        **{name: content[name] for name in PUBLIC},
        "item_type_name": TYPE_BY_NAME[item.item_type].title,
        "questions": content["guide"]["questions"],
        "form_schema": dict(item.form_schema),
        "steps": [node["name"] for node in item.process_definition["nodes"].values() if node["kind"] == "step"],
        "decided_at_once": item.instant_approval is not None,
    }
