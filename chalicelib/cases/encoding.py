"""A case, and what belongs to it, as the texts that are stored."""

from __future__ import annotations

import json
from typing import Any

from chalicelib.cases.ports import Form, StoredMaterial
from chalicelib.cases.rules import USUAL_LEVEL, Agent, Case, CaseStatus, DecisionResult, Material


def case_text(case: Case) -> str:
    """The state as JSON. Most cases have no agent and the usual level, and their text does not speak of them."""
    state = {**case._asdict(), "materials": [material._asdict() for material in case.materials], "version": None}
    agent, level = state.pop("agent"), state.pop("least_assurance_level")
    unusual = {"agent": agent._asdict()} if agent else {}
    if level != USUAL_LEVEL:
        unusual["least_assurance_level"] = level
    return text({**state, **unusual})


def case_from(stored: str, version: int) -> Case:
    """The case in its stored text."""
    body = json.loads(stored)
    body.update(
        status=CaseStatus(body["status"]),
        result=DecisionResult(body["result"]) if body["result"] else None,
        materials=tuple(Material(**material) for material in body["materials"]),
        required=tuple(body["required"]),
        agent=Agent(**body["agent"]) if "agent" in body else None,
        version=version,
    )
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
