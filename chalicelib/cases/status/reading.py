"""Reading a case with its form and files. Staff who open one leave an access act first."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.acting import asked, at_window, reach, require_level_for
from chalicelib.cases.intake.drafts import read_form
from chalicelib.cases.intake.materials import STORED, link, listed
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import found
from chalicelib.cases.ports import CaseFile, Scope, StoredMaterial
from chalicelib.cases.rules import Case, CaseStatus, filled_in_now
from chalicelib.cases.shapes import case_summary
from chalicelib.cases.status import agents
from chalicelib.cases.status.remaining import remaining
from chalicelib.shared.access import Caller


def full(parts: Parts, by: Caller, case_id: str) -> dict[str, Any]:
    """The case with its form and materials. Staff who open it leave an access act first."""
    file = opened(parts, by, case_id, "case")
    form, form_version = read_form(parts, file, handed_in=_handed_in_only(parts, file, by))
    return {
        **case_summary(file.case),
        **agents.shown(parts, file.case, agents.salt_for(parts, file.case.owner, [file.case])),
        **_not_asked_for(parts, file, form),
        "form": form,
        "form_version": form_version,
        "materials": listed(parts, file),
        **_to_correct(parts, file.case),
        "remaining": remaining(parts, file.case),
        **({"desk": _inside(parts, file.case)} if by.kind == "staff" else {}),
    }


def _not_asked_for(parts: Parts, file: CaseFile, form: dict[str, Any]) -> dict[str, Any]:
    """What the city looked up or filled in, and from where."""
    from chalicelib.cases.intake import held, prefilled

    case = file.case
    terms = parts.items.terms(case.item_code, case.item_version) if case.held else None
    return {"held": held.shown(terms, case) if terms else [], "prefilled": prefilled.shown(parts, file, form)}


def _inside(parts: Parts, case: Case) -> dict[str, Any]:
    """What only the office sees: who applies, and how the case stands."""
    from chalicelib.cases.status.applicants import applicant

    return {
        "applicant": applicant(parts, case.owner),
        "red_list": case.red_list,
        "collected_by": case.collection.staff_no if case.collection else None,
        "extension_requested_by": case.extension.requested_by if case.extension else None,
        "handlers": dict(case.handlers),
        "consultations": dict(case.consultations),
    }


def _to_correct(parts: Parts, case: Case) -> dict[str, Any]:
    """What the applicant is asked to correct, while they are."""
    if case.status is not CaseStatus.CORRECTION_REQUESTED:
        return {}
    from chalicelib.cases.desk.findings import asked

    return {"findings": asked(parts, case)}


def material_file(parts: Parts, by: Caller, case_id: str, material_id: str) -> dict[str, Any]:
    """A short link to one file; opening it is on the record for staff, looking for one that there is not, is not."""
    file = within_reach(parts, by, case_id)
    shown = link(parts, file, material_id)
    on_record(parts, by, file, f"material:{material_id}")
    return shown


def materials(parts: Parts, by: Caller, case_id: str) -> dict[str, Any]:
    """The materials of a case."""
    return {"materials": listed(parts, opened(parts, by, case_id, "materials"))}


def opened(parts: Parts, by: Caller, case_id: str, what: str) -> CaseFile:
    """The case with everything handed in, within the caller's reach and on the record."""
    file = within_reach(parts, by, case_id)
    on_record(parts, by, file, what)
    return file


def within_reach(parts: Parts, by: Caller, case_id: str) -> CaseFile:
    """The case, with as much of it as the caller may see.

    Name and number alone open nothing of an item that asked for more; the timeline and the list stay open to them.
    """
    file = found(parts.cases.file(case_id))
    if not (asked(file.case, by) or at_window(parts, file.case, by)):
        require_level_for(by, reach(parts, file.case, by, Scope.VIEW), file.case)
    if not _handed_in_only(parts, file, by):
        return file
    return file._replace(materials=tuple(material for material in file.materials if _was_handed_in(file, material)))


def on_record(parts: Parts, by: Caller, file: CaseFile, what: str) -> None:
    """Leave an access act of staff before they are shown `what`."""
    if by.kind == "staff":
        parts.people.opened(by, file.case.owner, f"case:{file.case.case_id}", what, file.case.case_no)


def _was_handed_in(file: CaseFile, material: StoredMaterial) -> bool:
    """In this round or an earlier one: what a correction has replaced stays to be seen."""
    taken = {known.material_id for known in file.case.materials}
    return material.material_id in taken or (material.state == STORED and material.round <= file.case.form_round)


def _handed_in_only(parts: Parts, file: CaseFile, by: Caller) -> bool:
    """What an applicant is still working on is theirs and the window's, and nobody's once the case has moved on."""
    if by.kind == "staff" and not at_window(parts, file.case, by):
        return True
    return not filled_in_now(file.case)
