"""Submission and resubmission: everything wrong or missing is told at once; what is handed in is frozen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from chalicelib.cases import acting, acts, numbers, proof
from chalicelib.cases.intake.drafts import editable_by, editing_round, form_context
from chalicelib.cases.intake.materials import STORED, current
from chalicelib.cases.intake.verdict import Verdict, judge
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal
from chalicelib.cases.ports import Applicant, Authority, CaseFile, Form, Writes
from chalicelib.cases.records import Signature
from chalicelib.cases.rules import USUAL_LEVEL, Case, CaseAct, CaseStatus
from chalicelib.cases.shapes import after_act
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import RuleViolation
from chalicelib.shared.sealing import sha256

if TYPE_CHECKING:
    from chalicelib.cases.credit import CreditStanding


def submit(
    parts: Parts, by: Caller, case_id: str, once: Once | None, signatures: Sequence[Signature] = ()
) -> dict[str, Any]:
    """提交 — hand a draft in. It gets its numbers; an item with a rule table may be decided in the same moment.

    `signatures` are of the letters (承诺书) that the applicant signs with it.
    """
    asked: list[CreditStanding] = []

    def change() -> Change:
        file, authority = editable_by(parts, by, case_id)
        if file.case.status is not CaseStatus.DRAFT:
            raise RuleViolation("cannot_submit", status=file.case.status)
        verdict, form, said = _handed_in(parts, by, file, authority, signatures, asked)
        said |= _opening(parts, file.case) | _prefilled(parts, file.case, verdict)
        case, act = legal(parts, file.case, CaseAct.SUBMIT, acts.SUBMITTED, by, said)
        case, decided = _decided_at_once(parts, case, verdict, acting.level(by) if authority is None else None)
        beside = (*_named(parts, case, verdict.applicant), *acting.noted(parts, case, authority))
        return _written(parts, file, form, case, (act, *decided), beside)

    return parts.committer.commit(change, once)


def resubmit(
    parts: Parts, by: Caller, case_id: str, once: Once | None, signatures: Sequence[Signature] = ()
) -> dict[str, Any]:
    """补正后重新提交 — hand the corrected application in again. A letter signed anew replaces the earlier one."""
    asked: list[CreditStanding] = []

    def change() -> Change:
        file, authority = editable_by(parts, by, case_id)
        if file.case.status is not CaseStatus.CORRECTION_REQUESTED:
            raise RuleViolation("cannot_resubmit", status=file.case.status)
        _, form, said = _handed_in(parts, by, file, authority, signatures, asked)
        case, act = legal(parts, file.case, CaseAct.RESUBMIT, acts.RESUBMITTED, by, said)
        return _written(parts, file, form, case, (act,), acting.noted(parts, case, authority))

    return parts.committer.commit(change, once)


def _handed_in(
    parts: Parts,
    by: Caller,
    file: CaseFile,
    authority: Authority | None,
    signatures: Sequence[Signature],
    asked: list[CreditStanding],
) -> tuple[Verdict, Form, dict[str, Any]]:
    """Whatever is complete and right: the verdict, the form, and what the act says of both and of what was signed."""
    verdict = judge(parts, by, file, authority, signatures)
    verdict.require_ready()
    form = verdict.form or _empty_form(parts, file, verdict.applicant.salt)
    said = {**_round(file, form), **acting.said(parts, file.case, authority)}
    if verdict.signed or file.case.tolerance or file.case.declared:
        from chalicelib.cases.intake import signing

        said |= signing.signed(parts, file.case, verdict, asked)
    return verdict, form, said


def _decided_at_once(parts: Parts, case: Case, verdict: Verdict, level: int | None) -> tuple[Case, tuple[Act, ...]]:
    if not verdict.terms.decides_at_once:
        return case, ()
    from chalicelib.cases.intake import instant

    return instant.decide(parts, case, verdict, level)


def _empty_form(parts: Parts, file: CaseFile, salt: str) -> Form:
    """An item without a form still hands one in: the empty one."""
    round_ = editing_round(file.case)
    sealed = parts.sealer.seal(salt, "{}", form_context(file.case, round_))
    return Form(round_, sealed, sha256(sealed.encode()))


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
        "document_no": numbers.document_no("receipt", today),
        **({"agent": case.agent._asdict()} if case.agent else {}),
        **({"collection": case.collection._asdict()} if case.collection else {}),
        **({"answers_sealed": case.answers_sealed} if case.answers_sealed else {}),
        **({"held": dict(case.held)} if case.held else {}),
        **({"least_assurance_level": case.least_assurance_level} if case.least_assurance_level > USUAL_LEVEL else {}),
    }


def _prefilled(parts: Parts, case: Case, verdict: Verdict) -> dict[str, Any]:
    """What was filled in for the applicant, and stands as it was."""
    if verdict.form is None or verdict.form.prefilled is None:
        return {}
    from chalicelib.cases.intake import prefilled

    return prefilled.said(parts, case, verdict.form, verdict.filled, verdict.applicant.salt)


def _named(parts: Parts, case: Case, applicant: Applicant) -> Writes:
    """The numbers by which whoever proves to know the applicant's finds the case."""
    lookup = proof.lookup_proof(parts, case.case_id, applicant.number[-proof.LENGTH :])
    numbers_ = (case.case_no or "", case.public_no or "")
    return tuple(write for number in numbers_ for write in parts.cases.name(number, case.case_id, lookup))


def _round(file: CaseFile, form: Form) -> dict[str, Any]:
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
    from chalicelib.cases.intake.shelving import noted

    writes = [
        *noted(parts, case, handed_in),
        *parts.cases.save(file.case, case),
        *parts.cases.save_form(case.case_id, form, expires_at=None),
        *(write for m in handed_in for write in parts.cases.save_material(case.case_id, m, expires_at=None)),
        *beside,
    ]
    return Change(tuple(writes), recorded, after_act(case))
