"""Whether an instant-approval table fits the item's form: what an applicant may fill in, the table must take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.decision_tables.checking import table_faults
from chalicelib.decision_tables.values import Kind
from chalicelib.shared.errors import Fault

HELD_FACTS: dict[str, Kind] = {
    "age": Kind.NUMBER,
    "assurance_level": Kind.NUMBER,
    "sex": Kind.STRING,
    "applicant_kind": Kind.STRING,
    "organisation_kind": Kind.STRING,
    "declared": Kind.BOOLEAN,
}
"""What the city knows of an application without asking, whatever a form says of the same name.

A table that asks for `declared` judges applications with a signed commitment (告知承诺); others are left to people.
"""
HELD_VALUES: dict[str, tuple[object, ...]] = {
    "sex": ("female", "male"),
    "applicant_kind": ("person", "organisation"),
    "organisation_kind": (
        "government_body",
        "institution",
        "social_organisation",
        "enterprise",
        "individual_business",
        "other_organisation",
    ),
    "declared": (True, False),
}

_KEYS = frozenset({"result", "grade", "notes"})
_RESULTS = ("grant", "leave_to_people")
_KINDS = {"integer": Kind.NUMBER, "number": Kind.NUMBER, "boolean": Kind.BOOLEAN, "string": Kind.STRING}


def approval_faults(table: Mapping[str, Any], form: Mapping[str, Any] | None, at: str) -> list[Fault]:
    """Return what is wrong with a table by itself, with its results, and with its inputs against the form."""
    if faults := table_faults(table, at):
        return faults
    fields = (form or {}).get("properties", {})
    return [*_result_faults(table, at), *_input_faults(table, fields if isinstance(fields, Mapping) else {}, at)]


def _result_faults(table: Mapping[str, Any], at: str) -> Iterator[Fault]:
    for index, row in enumerate(table["rows"]):
        then = row["then"]
        if then.keys() - _KEYS or then.get("result") not in _RESULTS:
            yield Fault(f"{at}/rows/{index}/then", "approval_result_wrong")
        elif _has_fraction(then):
            yield Fault(f"{at}/rows/{index}/then", "approval_result_fraction")


def _has_fraction(value: Any) -> bool:
    """Acts hold no fractions: their text would depend on who writes it."""
    if isinstance(value, Mapping):
        return any(map(_has_fraction, value.values()))
    return any(map(_has_fraction, value)) if isinstance(value, list) else isinstance(value, float)


def _input_faults(table: Mapping[str, Any], fields: Mapping[str, Any], at: str) -> Iterator[Fault]:
    for index, column in enumerate(table["inputs"]):
        name, here = column["name"], f"{at}/inputs/{index}"
        if name in HELD_FACTS:
            if column["type"] != HELD_FACTS[name] or not _knows(column, HELD_VALUES.get(name)):
                yield Fault(here, "approval_fact_wrong", {"type": str(HELD_FACTS[name])})
        elif not isinstance(fields.get(name), Mapping):
            yield Fault(f"{here}/name", "approval_input_unknown")
        elif column["type"] not in _kinds(fields[name]):
            yield Fault(f"{here}/type", "approval_input_type_differs")
        elif "values" in column and not _all_taken(fields[name], column["values"]):
            yield Fault(f"{here}/values", "approval_input_value_missing")


def _knows(column: Mapping[str, Any], known: tuple[object, ...] | None) -> bool:
    """Whether a column that lists its values lists each one that the fact may have."""
    return "values" not in column or (known is not None and set(known) <= set(column["values"]))


def _kinds(field: Mapping[str, Any]) -> frozenset[Kind]:
    """The types of input that can take whatever the field takes."""
    said = field.get("type")
    kind = _KINDS.get(said) if isinstance(said, str) else None
    dated = kind is Kind.STRING and field.get("format") == "date"
    return frozenset({kind} if kind else ()) | ({Kind.DATE} if dated else set())


def _all_taken(field: Mapping[str, Any], values: list[Any]) -> bool:
    """Whether every value that the form offers is one that the table takes; a field open to any value is not."""
    offered = field.get("enum", [True, False] if field.get("type") == "boolean" else [field.get("const")])
    return all(value in values for value in offered)
