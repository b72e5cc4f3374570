"""What is shown of those who act for others, on both sides: names of persons masked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from chalicelib.cases.acting import agent_context
from chalicelib.cases.parts import Parts
from chalicelib.cases.records import Agent
from chalicelib.cases.rules import Case
from chalicelib.shared.acts import Act
from chalicelib.shared.masking import masked_name
from chalicelib.shared.owners import is_organisation

WORDS = {
    "agent": "经办人",
    "family": "代办人",
    "guardian": "监护人",
    "legal_representative": "法定代表人",
}


def salt_for(parts: Parts, owner: str, cases: Iterable[Case]) -> str:
    """The salt of the owner's key, if one of these cases of theirs has an agent to be named."""
    return parts.people.salt_of(owner) if any(case.agent for case in cases) else ""


def shown(parts: Parts, case: Case, salt: str) -> dict[str, Any]:
    """Who began the case for its owner; nothing for the owner's own."""
    if case.agent is None:
        return {}
    name = _name(parts, case, case.agent, salt)
    return {"agent": {"kind": case.agent.kind, "authorisation_id": case.agent.authorisation_id, "name": name}}


def principal(parts: Parts, owner: str) -> dict[str, Any]:
    """For whom somebody acted: organisations in full, persons masked, null once erased."""
    kind = "organisation" if is_organisation(owner) else "person"
    return {"principal_id": owner, "kind": kind, "name": parts.representation.shown_name(owner)}


def in_timeline(parts: Parts, case: Case, act: Act, salt: str) -> dict[str, Any]:
    """Who did an act for whom; nothing for what the applicant and the office did themselves."""
    if not isinstance(held := act.changes.get("authority"), dict):
        return {}
    agent = Agent(**held)
    name = _name(parts, case, agent, salt)
    return {"by": WORDS[agent.kind], "agent": name, "on_behalf_of": parts.representation.shown_name(case.owner)}


def _name(parts: Parts, case: Case, agent: Agent, salt: str) -> str:
    return masked_name(parts.sealer.open(salt, agent.name_sealed, agent_context(case.case_id)))
