"""A case, and what belongs to it, as the texts that are stored."""

from __future__ import annotations

import json
from typing import Any

from chalicelib.cases.ports import Form, StoredMaterial
from chalicelib.cases.records import Agent, Collection, Declared, Extension, Material, Pause, Tolerance
from chalicelib.cases.rules import Case, CaseStatus, DecisionResult

_SELDOM = frozenset(
    {"agent", "least_assurance_level", "held", "answers_sealed", "collection", "tolerance", "declared", "red_list"}
    | {"urgency", "pre_reviewed_at", "correction_due_on", "due_on", "pause", "paused", "stopped", "extension"}
    | {"handlers", "consultations", "received_at", "alarms", "provisional"}
)
"""What most cases do not have: their text does not speak of it."""
_PARTS: dict[str, type[Any]] = {
    "agent": Agent,
    "collection": Collection,
    "tolerance": Tolerance,
    "declared": Declared,
    "pause": Pause,
    "extension": Extension,
}


def case_text(case: Case) -> str:
    """The state as JSON."""
    state = {**case._asdict(), "materials": [material._asdict() for material in case.materials], "version": None}
    for name in _SELDOM:
        value = state.pop(name)
        if value != Case._field_defaults[name]:
            state[name] = value._asdict() if name in _PARTS else value
    return text(state)


def case_from(stored: str, version: int) -> Case:
    """The case in its stored text."""
    body = json.loads(stored)
    body.update(
        status=CaseStatus(body["status"]),
        result=DecisionResult(body["result"]) if body["result"] else None,
        materials=tuple(Material(**material) for material in body["materials"]),
        required=tuple(body["required"]),
        provisional=tuple(body.get("provisional", ())),
        version=version,
    )
    for name in _PARTS.keys() & body.keys():
        body[name] = _part(_PARTS[name], body[name])
    return Case(**body)


def form_from(stored: str, **kept: int | None) -> Form:
    """A form in its stored text; `kept` is what stands beside it: version and expires_at."""
    return Form(**{**json.loads(stored), **kept})


def material_from(stored: str, **kept: int | None) -> StoredMaterial:
    """A material's record, in the same way."""
    return StoredMaterial(**{**json.loads(stored), **kept})


def text(record: dict[str, Any]) -> str:
    """JSON without spaces."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _part(kind: type[Any], told: dict[str, Any]) -> Any:
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in told.items()})
