"""Element check: what the parts of an item's content must be to each other. Types and sizes are the schema's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.catalogue.codes import TYPE_BY_NAME
from chalicelib.catalogue.guide import EFFECTS, MATERIAL_STATES, input_of
from chalicelib.catalogue.processes import process_faults
from chalicelib.catalogue.rules import Unit
from chalicelib.decision_tables.audit import audit
from chalicelib.decision_tables.checking import table_faults
from chalicelib.decision_tables.tables import Input, read_table
from chalicelib.decision_tables.values import WrongType
from chalicelib.shared.body import escape
from chalicelib.shared.errors import Fault

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_AT = "/content"
_DAYS = frozenset({Unit.DAYS, "D_ADD", "D_MAX"})
_APPROVAL_KEYS = frozenset({"result", "grade", "notes"})
_APPROVAL_RESULTS = frozenset({"grant", "leave_to_people"})


def content_faults(content: Mapping[str, Any]) -> list[Fault]:
    """Return everything that is wrong within a content that has the right shape."""
    faults = [*_regime_faults(content), *_material_faults(content["materials"]), *_guide_faults(content)]
    if content["form_schema"]:
        faults += form_faults(content["form_schema"], f"{_AT}/form_schema")
    if content["process"]:
        faults += process_faults(content["process"], f"{_AT}/process")
    if content["instant_approval"]:
        faults += _approval_faults(content["instant_approval"], f"{_AT}/instant_approval")
    return faults


def audit_faults(content: Mapping[str, Any]) -> list[Fault]:
    """Return the gaps, overlaps and dead rows of every table in the content: none may be published."""
    tables = {f"{_AT}/guide/tables/{index}": table for index, table in enumerate(content["guide"]["tables"])}
    if content["instant_approval"]:
        tables[f"{_AT}/instant_approval"] = content["instant_approval"]
    return [fault for at, table in tables.items() for fault in audit(read_table(table)).faults(at)]


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


def _guide_faults(content: Mapping[str, Any]) -> list[Fault]:
    questions, tables = content["guide"]["questions"], content["guide"]["tables"]
    faults = list(_question_faults(questions))
    if faults:
        return faults
    inputs = {question["name"]: input_of(question) for question in questions}
    codes = {slot["code"] for slot in content["materials"]}
    for index, table in enumerate(tables):
        at = f"{_AT}/guide/tables/{index}"
        faults += table_faults(table, at) or [*_asked_faults(table, inputs, at), *_effect_faults(table, codes, at)]
    return faults


def _question_faults(questions: list[Mapping[str, Any]]) -> Iterator[Fault]:
    names = [question["name"] for question in questions]
    for index, question in enumerate(questions):
        at = f"{_AT}/guide/questions/{index}"
        if question["name"] in names[:index]:
            yield Fault(f"{at}/name", "name_repeated")
        try:
            input_of(question)
        except WrongType:
            yield Fault(f"{at}/options", "option_type_wrong", {"type": question["type"]})


def _asked_faults(table: Mapping[str, Any], asked: Mapping[str, Input], at: str) -> Iterator[Fault]:
    """A table may use only what is asked; both must agree on its type and on what may be answered."""
    for index, column in enumerate(read_table(table).inputs):
        if asked.get(column.name) != column:
            yield Fault(f"{at}/inputs/{index}", "table_input_not_asked")


def _effect_faults(table: Mapping[str, Any], codes: set[str], at: str) -> Iterator[Fault]:
    for index, row in enumerate(table["rows"]):
        effects, then = row["then"], f"{at}/rows/{index}/then"
        yield from (Fault(f"{then}/{escape(key)}", "unknown_field") for key in effects.keys() - EFFECTS)
        yield from _material_effect_faults(effects.get("materials", {}), codes, f"{then}/materials")
        for name in ("situation", "not_eligible"):
            if not isinstance(effects.get(name, ""), str):
                yield Fault(f"{then}/{name}", "wrong_type")
        notes = effects.get("notes", [])
        if not isinstance(notes, list) or not all(isinstance(note, str) for note in notes):
            yield Fault(f"{then}/notes", "wrong_type")
        fee = effects.get("fee", {"charged": None, "note": None})
        if not isinstance(fee, Mapping) or fee.keys() != {"charged", "note"}:
            yield Fault(f"{then}/fee", "wrong_type")


def _material_effect_faults(effect: Any, codes: set[str], at: str) -> Iterator[Fault]:
    if not isinstance(effect, Mapping):
        yield Fault(at, "wrong_type")
        return
    for code, state in effect.items():
        if code not in codes:
            yield Fault(f"{at}/{escape(code)}", "material_unknown")
        elif state not in MATERIAL_STATES:
            yield Fault(f"{at}/{escape(code)}", "not_an_option")


def _approval_faults(table: Mapping[str, Any], at: str) -> list[Fault]:
    return table_faults(table, at) or [
        Fault(f"{at}/rows/{index}/then", "approval_result_wrong")
        for index, row in enumerate(table["rows"])
        if row["then"].keys() - _APPROVAL_KEYS or row["then"].get("result") not in _APPROVAL_RESULTS
    ]
