"""Element check: what the parts of an item's content must be to each other. Types and sizes are the schema's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.catalogue.checks.approval import approval_faults
from chalicelib.catalogue.checks.form import form_faults
from chalicelib.catalogue.checks.guide import guide_faults
from chalicelib.catalogue.checks.process import process_faults
from chalicelib.catalogue.checks.sources import source_faults
from chalicelib.catalogue.elements.item_types import TYPE_BY_NAME
from chalicelib.catalogue.rules import Unit
from chalicelib.decision_tables.findings import table_findings
from chalicelib.shared.errors import Fault

_AT = "/content"
_DAYS = frozenset({Unit.DAYS, "D_ADD", "D_MAX"})


def content_faults(content: Mapping[str, Any]) -> list[Fault]:
    """Return everything that is wrong within a content that has the right shape."""
    faults = [*_regime_faults(content), *_material_faults(content["materials"]), *guide_faults(content)]
    form = content["form_schema"]
    if form and (wrong := form_faults(form, f"{_AT}/form_schema")):
        faults, form = [*faults, *wrong], None
    faults += source_faults(form or {}, f"{_AT}/form_schema")
    if content["process"]:
        faults += process_faults(content["process"], f"{_AT}/process")
    if content["instant_approval"]:
        faults += approval_faults(content["instant_approval"], form, f"{_AT}/instant_approval")
    return faults


def audit_faults(content: Mapping[str, Any]) -> list[Fault]:
    """Return the gaps, overlaps and dead rows of every table in the content: none may be published."""
    tables = {f"{_AT}/guide/tables/{index}": table for index, table in enumerate(content["guide"]["tables"])}
    if content["instant_approval"]:
        tables[f"{_AT}/instant_approval"] = content["instant_approval"]
    questions = content["guide"]["questions"]
    return [fault for at, table in tables.items() for fault in table_findings(table, at, questions)]


def _regime_faults(content: Mapping[str, Any]) -> Iterator[Fault]:
    regime = TYPE_BY_NAME[content["item_type"]].regime
    if content["legal_regime"] != regime.name:
        yield Fault(f"{_AT}/legal_regime", "regime_wrong", {"regime": regime.name})
    for name in ("statutory_limit", "committed_limit"):
        limit = content[name]
        if limit and regime.day_unit == Unit.WORKING_DAYS and _units(limit) & _DAYS:
            yield Fault(f"{_AT}/{name}", "licence_counts_working_days")


def _units(limit: Mapping[str, Any]) -> set[str]:
    extension = {limit["extension"]["mode"]} if limit["extension"] else set()
    return {limit["unit"], *(stage["unit"] for stage in limit["stages"])} | extension


def _material_faults(materials: list[Mapping[str, Any]]) -> Iterator[Fault]:
    codes = [slot["code"] for slot in materials]
    for index, code in enumerate(codes):
        if code in codes[:index]:
            yield Fault(f"{_AT}/materials/{index}/code", "name_repeated")
