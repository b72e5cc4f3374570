"""审查工作单 — a task with everything that is needed to do it: the papers beside the points to examine them by.

Opening one leaves an access act, as opening the case does.
"""

from __future__ import annotations

from typing import Any

from chalicelib.cases.intake.drafts import read_form
from chalicelib.cases.intake.materials import listed
from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import CaseFile
from chalicelib.cases.rules import Case
from chalicelib.cases.shapes import case_summary, task_body
from chalicelib.cases.status.applicants import applicant
from chalicelib.cases.status.reading import on_record, within_reach
from chalicelib.cases.terms import Point, Slot, Terms
from chalicelib.cases.work import process, what_changed
from chalicelib.cases.work.choices import legal_acts
from chalicelib.cases.work.notes import corrections, notes, steps_done
from chalicelib.cases.work.open_work import ANSWER, Task, case_of, open_work
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act
from chalicelib.shared.errors import NotFound


def worksheet(parts: Parts, by: Caller, task_id: str) -> dict[str, Any]:
    """The sheet of an open task. Raises RuleViolation that says what ended it, NotFound."""
    try:
        file = within_reach(parts, by, case_of(task_id))
    except NotFound as unknown:
        raise NotFound("task_not_found") from unknown
    task = open_work(file.case).get(task_id)
    if task is None:
        raise what_changed.ended(parts, file.case, task_id)
    on_record(parts, by, file, "worksheet")
    return _sheet(parts, file, task)


def _sheet(parts: Parts, file: CaseFile, task: Task) -> dict[str, Any]:
    case, told = file.case, list(parts.cases.acts(file.case.subject))
    terms = parts.items.terms(case.item_code, case.item_version)
    salt = parts.people.salt_of(case.owner)
    form, _ = read_form(parts, file, handed_in=True)
    return {
        "task": task_body(task),
        **_choices(terms, case, task, told),
        "case": case_summary(case),
        "applicant": applicant(parts, case.owner),
        "form": form,
        "conditions": list(terms.conditions),
        **_papers(parts, file, terms),
        **_commitments(case),
        "correction": corrections(parts, case, salt, told),
        "notes": notes(parts, case, salt, told),
    }


def _choices(terms: Terms, case: Case, task: Task, told: list[Act]) -> dict[str, Any]:
    """How the task may end: by an outcome of its step, at an earlier step, or by a legal act. Who was asked answers."""
    if task.legal == ANSWER:
        return {"outcomes": [], "return_to": [], "legal_acts": []}
    if task.legal:
        return {"outcomes": [], "return_to": [], "legal_acts": legal_acts(case)}
    possible = process.earlier(terms.definition, task.step, steps_done(told))
    outcomes = terms.definition["nodes"][task.step]["outcomes"]
    return {"outcomes": list(outcomes), "return_to": possible, "legal_acts": legal_acts(case)}


def _papers(parts: Parts, file: CaseFile, terms: Terms) -> dict[str, Any]:
    """Slot by slot: what was handed in or does instead, and the points to examine it by."""
    points = parts.items.examination(terms.item_code, terms.version)
    handed_in = listed(parts, file)
    known = {slot.code for slot in terms.slots}
    return {
        "examination": _points(points, None),
        "slots": [_slot(file.case, slot, handed_in, points) for slot in terms.slots],
        "other_materials": [material for material in handed_in if material["slot"] not in known],
    }


def _slot(case: Case, slot: Slot, handed_in: list[dict[str, Any]], points: tuple[Point, ...]) -> dict[str, Any]:
    return {
        "slot": slot.code,
        "name": slot.name,
        "required": slot.code in case.required,
        "basis": slot.basis,
        "filled_by": _filled_by(case, slot.code),
        "materials": [material for material in handed_in if material["slot"] == slot.code],
        "examination": _points(points, slot.code),
    }


def _filled_by(case: Case, code: str) -> str | None:
    ways = {"held": case.held, "declared": case.declared and case.declared.slots}
    ways["follow"] = case.tolerance and case.tolerance.slots
    return next((way for way, slots in ways.items() if slots and code in slots), None)


def _points(points: tuple[Point, ...], material: str | None) -> list[dict[str, Any]]:
    return [{"point": one.point, "standard": one.standard} for one in points if one.material == material]


def _commitments(case: Case) -> dict[str, Any]:
    tolerance, declared = case.tolerance, case.declared
    follow = tolerance and {"slots": list(tolerance.slots), "kind": tolerance.kind, "due_on": tolerance.due_on}
    said = declared and {
        "slots": list(declared.slots),
        "verified": declared.verified,
        "verify_by": declared.verify_by,
    }
    return {"tolerance": follow or None, "declared": said or None}
