"""Submission and resubmission: everything wrong or missing is told at once; what is handed in is frozen."""

from __future__ import annotations

import json
from typing import Any

from chalicelib.cases import acting, acts, numbers, proof
from chalicelib.cases.intake import forms, instant
from chalicelib.cases.intake.drafts import editable_by, editing_round, form_context
from chalicelib.cases.intake.materials import STORED, current
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal
from chalicelib.cases.ports import Applicant, Authority, CaseFile, Form, Writes
from chalicelib.cases.rules import USUAL_LEVEL, Case, CaseAct, CaseStatus
from chalicelib.cases.shapes import after_act
from chalicelib.cases.terms import Terms
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import Fault, Invalid, NotFound, RuleViolation
from chalicelib.shared.sealing import sha256


def submit(parts: Parts, by: Caller, case_id: str, once: Once | None) -> dict[str, Any]:
    """提交 — hand a draft in. It gets its numbers; an item with a rule table may be decided in the same moment."""

    def change() -> Change:
        file, authority = editable_by(parts, by, case_id)
        if file.case.status is not CaseStatus.DRAFT:
            raise RuleViolation("cannot_submit", status=file.case.status)
        _require_in_force(parts, file.case, by, authority)
        applicant = acting.applicant(parts, file.case, authority)
        terms, form, filled = _complete(parts, file, applicant.salt)
        said = {**_opening(parts, file.case), **_handed_in(file, form), **acting.said(parts, file.case, authority)}
        case, act = legal(parts, file.case, CaseAct.SUBMIT, acts.SUBMITTED, by, said)
        case, decided = instant.decide(parts, terms, case, filled, applicant)
        beside = (*_named(parts, case, applicant), *acting.noted(parts, case, authority))
        return _written(parts, file, form, case, (act, *decided), beside)

    return parts.committer.commit(change, once)


def resubmit(parts: Parts, by: Caller, case_id: str, once: Once | None) -> dict[str, Any]:
    """补正后重新提交 — hand the corrected application in again."""

    def change() -> Change:
        file, authority = editable_by(parts, by, case_id)
        if file.case.status is not CaseStatus.CORRECTION_REQUESTED:
            raise RuleViolation("cannot_resubmit", status=file.case.status)
        _, form, _ = _complete(parts, file, acting.applicant(parts, file.case, authority).salt)
        said = {**_handed_in(file, form), **acting.said(parts, file.case, authority)}
        case, act = legal(parts, file.case, CaseAct.RESUBMIT, acts.RESUBMITTED, by, said)
        return _written(parts, file, form, case, (act,), acting.noted(parts, case, authority))

    return parts.committer.commit(change, once)


def _require_in_force(parts: Parts, case: Case, by: Caller, authority: Authority | None) -> None:
    """A draft may be older than its item: nothing is applied for that is no longer in force, nor below its level."""
    try:
        terms = parts.items.terms(case.item_code)
    except NotFound as gone:
        raise RuleViolation("item_withdrawn", name=case.item_name) from gone
    if terms.version != case.item_version:
        raise RuleViolation("item_changed", name=case.item_name)
    acting.require_level_for(by, authority, terms)


def _complete(parts: Parts, file: CaseFile, salt: str) -> tuple[Terms, Form, dict[str, Any]]:
    """The terms, the form of this round and its content; Invalid with everything that is wrong or missing."""
    terms = parts.items.terms(file.case.item_code, file.case.item_version)
    form = file.forms[max(file.forms)] if file.forms else None
    filled: dict[str, Any] = {}
    if form:
        filled = json.loads(parts.sealer.open(salt, form.sealed, form_context(file.case, form.round)))
    wrong, lacking = forms.faults(terms.form_schema, filled)
    in_form = [Fault(f"/form{fault.pointer}", fault.code, fault.params) for fault in (*wrong, *lacking)]
    if faults := [*in_form, *_missing(terms, file)]:
        raise Invalid("application_incomplete", faults=faults)
    return terms, form or _empty_form(parts, file, salt), filled


def _empty_form(parts: Parts, file: CaseFile, salt: str) -> Form:
    """An item without a form still hands one in: the empty one."""
    round_ = editing_round(file.case)
    sealed = parts.sealer.seal(salt, "{}", form_context(file.case, round_))
    return Form(round_, sealed, sha256(sealed.encode()))


def _missing(terms: Terms, file: CaseFile) -> list[Fault]:
    given = {material.slot for material in current(file, editing_round(file.case))}
    names = {slot.code: slot.name for slot in terms.slots}
    return [
        Fault(f"/materials/{code}", "material_missing", {"name": names.get(code, code)})
        for code in file.case.required
        if code not in given
    ]


def _opening(parts: Parts, case: Case) -> dict[str, Any]:
    today = parts.law.today()
    return {
        "case_id": case.case_id,
        "owner": case.owner,
        "item_version": case.item_version,
        "item_name": case.item_name,
        "required": list(case.required),
        "created_at": case.created_at,
        "case_no": numbers.case_no(case.item_code, today),
        "public_no": numbers.public_no(),
        **({"agent": case.agent._asdict()} if case.agent else {}),
        **({"least_assurance_level": case.least_assurance_level} if case.least_assurance_level > USUAL_LEVEL else {}),
    }


def _named(parts: Parts, case: Case, applicant: Applicant) -> Writes:
    """The numbers by which whoever proves to know the applicant's finds the case."""
    lookup = proof.lookup_proof(parts, case.case_id, applicant.number[-proof.LENGTH :])
    numbers_ = (case.case_no or "", case.public_no or "")
    return tuple(write for number in numbers_ for write in parts.cases.name(number, case.case_id, lookup))


def _handed_in(file: CaseFile, form: Form) -> dict[str, Any]:
    handed_in = current(file, editing_round(file.case))
    return {
        "form_round": form.round,
        "form_sha256": form.sha256,
        "materials": [
            {"material_id": material.material_id, "slot": material.slot, "sha256": material.sha256}
            for material in handed_in
        ],
    }


def _written(parts: Parts, file: CaseFile, form: Form, case: Case, recorded: tuple[Act, ...], beside: Writes) -> Change:
    """Everything at once: nothing of a submitted case expires any more, and what was read is what is handed in."""
    handed_in = [m for m in file.materials if m.state == STORED and m.round == editing_round(file.case)]
    writes = [
        *parts.cases.save(file.case, case),
        *parts.cases.save_form(case.case_id, form, expires_at=None),
        *(write for m in handed_in for write in parts.cases.save_material(case.case_id, m, expires_at=None)),
        *beside,
    ]
    return Change(tuple(writes), recorded, after_act(case))
