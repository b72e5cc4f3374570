"""What colleagues wrote on a case's way, and what its applicant was asked for: opened for whoever works on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from chalicelib.cases import acts
from chalicelib.cases.desk.findings import opened
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import notice_context
from chalicelib.cases.rules import Case
from chalicelib.shared.acts import Act

_NOTE = "opinion_sealed"


def notes(parts: Parts, case: Case, salt: str, told: Iterable[Act]) -> list[dict[str, Any]]:
    """Opinions, reasons, questions and answers, in order."""
    return [
        {
            "type": act.type,
            "at": act.law_time,
            "by": act.actor.id,
            "step": act.changes.get("step"),
            "outcome": act.changes.get("outcome"),
            "text": _open(parts, case, salt, act, _NOTE),
        }
        for act in told
        if act.changes.get(_NOTE)
    ]


def corrections(parts: Parts, case: Case, salt: str, told: Iterable[Act]) -> dict[str, Any] | None:
    """What the one request for correction said; None if there was none."""
    asked = next((act for act in told if act.type == acts.CORRECTION_REQUESTED.name), None)
    if asked is None:
        return None
    findings = asked.changes.get("findings_sealed")
    return {
        "requested_at": asked.law_time,
        "due_on": asked.changes.get("due_on"),
        "findings": opened(parts, case, salt, str(findings)) if findings else [],
        "notice": _open(parts, case, salt, asked, "notice_sealed"),
    }


def steps_done(told: Iterable[Act]) -> set[str]:
    """The steps that the case has completed, however often."""
    return {str(act.changes["step"]) for act in told if act.type == acts.TASK_COMPLETED.name}


def _open(parts: Parts, case: Case, salt: str, act: Act, name: str) -> str | None:
    sealed = act.changes.get(name)
    return parts.sealer.open(salt, str(sealed), notice_context(case.case_id)) if sealed else None
