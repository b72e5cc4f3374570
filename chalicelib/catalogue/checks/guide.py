"""Whether a guide's questions, tables and effects fit each other and the list of materials."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.catalogue.guides.guide import EFFECTS, MATERIAL_STATES, input_of
from chalicelib.decision_tables.checking import table_faults
from chalicelib.decision_tables.tables import Input, read_table
from chalicelib.decision_tables.values import WrongType
from chalicelib.shared.body import escape
from chalicelib.shared.errors import Fault

_AT = "/content"


def guide_faults(content: Mapping[str, Any]) -> list[Fault]:
    """Return everything wrong with the guide of a content."""
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
        if not _is_fee(effects.get("fee", {"charged": None, "note": None})):
            yield Fault(f"{then}/fee", "wrong_type")


def _is_fee(fee: object) -> bool:
    if not isinstance(fee, Mapping) or fee.keys() != {"charged", "note"}:
        return False
    return isinstance(fee["charged"], bool | None) and isinstance(fee["note"], str | None)


def _material_effect_faults(effect: Any, codes: set[str], at: str) -> Iterator[Fault]:
    if not isinstance(effect, Mapping):
        yield Fault(at, "wrong_type")
        return
    for code, state in effect.items():
        if code not in codes:
            yield Fault(f"{at}/{escape(code)}", "material_unknown")
        elif state not in MATERIAL_STATES:
            yield Fault(f"{at}/{escape(code)}", "not_an_option")
