"""办事指南 for one applicant: answers to the item's situation questions (情形) in, exactly what they need out.

Each table of the guide decides on one aspect; the row that matches has effects, taken in the order of the tables:

    {"materials": {"M03": "required" | "optional" | "omitted"}, "fee": {…}, "notes": ["…"],
     "not_eligible": "why", "situation": "its name"}
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from chalicelib.catalogue.rules import ServiceItem
from chalicelib.decision_tables.evaluation import Decision, decide, read_inputs
from chalicelib.decision_tables.tables import Input, read_input
from chalicelib.shared.body import escape
from chalicelib.shared.errors import Fault, Invalid, RuleViolation

EFFECTS = frozenset({"materials", "fee", "notes", "not_eligible", "situation"})
REQUIRED, OPTIONAL, OMITTED = "required", "optional", "omitted"
MATERIAL_STATES = (REQUIRED, OPTIONAL, OMITTED)
_AT = "/answers"


class Guide(NamedTuple):
    """What one situation needs, and by which rows of which tables."""

    situations: tuple[str, ...]
    materials: tuple[dict[str, Any], ...]
    fee: Mapping[str, Any]
    notes: tuple[str, ...]
    obstacles: tuple[str, ...]
    decisions: tuple[Decision, ...]

    @property
    def required(self) -> tuple[str, ...]:
        """The codes of the materials that must be handed in."""
        return tuple(material["code"] for material in self.materials if material["required"])


def guide_for(item: ServiceItem, answers: Mapping[str, object]) -> Guide:
    """Return the guide for one situation.

    Raises Invalid naming every answer that is missing, wrong or not asked for; RuleViolation
    `situation_not_covered` where the tables say nothing, which their audit rules out.
    """
    _check(item.content["guide"]["questions"], answers)
    decisions = tuple(decide(table, answers, _AT) for table in item.guide_tables)
    if any(decision.row is None for decision in decisions):
        raise RuleViolation("situation_not_covered")
    effects = [decision.output for decision in decisions]
    return Guide(
        situations=tuple(effect["situation"] for effect in effects if "situation" in effect),
        materials=_materials(item.content["materials"], effects),
        fee=next((effect["fee"] for effect in reversed(effects) if "fee" in effect), item.content["fee"]),
        notes=tuple(note for effect in effects for note in effect.get("notes", ())),
        obstacles=tuple(effect["not_eligible"] for effect in effects if "not_eligible" in effect),
        decisions=decisions,
    )


def input_of(question: Mapping[str, Any]) -> Input:
    """A question as the input that its answer is."""
    values = [option["value"] for option in question["options"]]
    return read_input({"name": question["name"], "type": question["type"], **({"values": values} if values else {})})


def _check(questions: list[Mapping[str, Any]], answers: Mapping[str, object]) -> None:
    asked = {question["name"] for question in questions}
    unasked = [Fault(f"{_AT}/{escape(name)}", "unknown_field") for name in sorted(answers.keys() - asked)]
    try:
        read_inputs([input_of(question) for question in questions], answers, _AT)
    except Invalid as wrong:
        raise Invalid(wrong.code, faults=[*unasked, *wrong.faults]) from wrong
    if unasked:
        raise Invalid("decision_inputs_invalid", faults=unasked)


def _materials(slots: list[Mapping[str, Any]], effects: list[Mapping[str, Any]]) -> tuple[dict[str, Any], ...]:
    states = {slot["code"]: REQUIRED if slot["required"] else OPTIONAL for slot in slots}
    for effect in effects:
        states |= effect.get("materials", {})
    return tuple(
        {**slot, "required": states[slot["code"]] == REQUIRED} for slot in slots if states[slot["code"]] != OMITTED
    )
