"""Legal acts of staff on a case: each is asked of the rules first, and leaves a numbered document."""

from __future__ import annotations

from typing import Any, NamedTuple

from chalicelib.cases import acts, numbers, process
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal, perform, sealed_notice
from chalicelib.cases.ports import Writes
from chalicelib.cases.rules import Case, CaseAct, CaseStatus, DecisionResult
from chalicelib.cases.shapes import after_act
from chalicelib.cases.work import open_work
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act, ActType
from chalicelib.shared.change import Once
from chalicelib.shared.clocks import rfc3339
from chalicelib.shared.errors import RuleViolation


class _Noticed(NamedTuple):
    """A legal act that tells the applicant something in writing."""

    act: CaseAct
    type: ActType
    document: str
    refuses: bool = False


_CORRECTION = _Noticed(CaseAct.REQUEST_CORRECTION, acts.CORRECTION_REQUESTED, "correction")
_DECLINATION = _Noticed(CaseAct.DECLINE, acts.DECLINED, "declination", refuses=True)
APPROVED = "approve"
"""The outcome with which an examination must have ended for a grant."""
Decided = tuple[list[Act], Case, Writes, dict[str, Any]]


def accept(parts: Parts, by: Caller, case_id: str, once: Once | None) -> dict[str, Any]:
    """受理 — the application is complete and within our office; the inner process starts."""

    def decide(case: Case) -> Decided:
        _not_claimed_by_another(case, by)
        terms = parts.items.terms(case.item_code, case.item_version)
        progress = process.start(terms.definition, rfc3339(parts.law.now()))
        said = {
            "document_no": numbers.document_no("acceptance", parts.law.today()),
            "definition_sha256": terms.definition_sha256,
            "tasks": dict(progress.tasks),
            "process_result": progress.result,
        }
        return _done(legal(parts, case, CaseAct.ACCEPT, acts.ACCEPTED, by, said))

    return perform(parts, case_id, by, once, decide)


def request_correction(parts: Parts, by: Caller, case_id: str, notice: str, once: Once | None) -> dict[str, Any]:
    """补正告知 — everything that is missing or wrong, told once and for all (行政许可法 Art. 32(4))."""
    return _with_notice(parts, by, case_id, _CORRECTION, notice, once)


def decline(parts: Parts, by: Caller, case_id: str, reasons: str, once: Once | None) -> dict[str, Any]:
    """不予受理 — with its reasons (行政许可法 Art. 32(1), (2), (5))."""
    return _with_notice(parts, by, case_id, _DECLINATION, reasons, once)


def decide(
    parts: Parts, by: Caller, case_id: str, result: DecisionResult, reasons: str | None, once: Once | None
) -> dict[str, Any]:
    """决定 — once the examination is complete. A refusal states its reasons (行政许可法 Art. 38(2))."""

    def decision(case: Case) -> Decided:
        _not_claimed_by_another(case, by)
        if case.status in (CaseStatus.ACCEPTED, CaseStatus.EXAMINING) and case.tasks:
            raise RuleViolation("examination_not_complete")
        if result is DecisionResult.REFUSE and not reasons:
            raise RuleViolation("reasons_required")
        if result is DecisionResult.GRANT and case.process_result not in (None, APPROVED):
            raise RuleViolation("examination_rejected")
        said: dict[str, Any] = {
            "result": str(result),
            "document_no": numbers.document_no("decision", parts.law.today()),
        }
        if reasons:
            said["notice_sealed"] = sealed_notice(parts, case, reasons)
        if result is DecisionResult.REFUSE:
            said["remedies"] = _remedies(parts)
        return _done(legal(parts, case, CaseAct.DECIDE, acts.DECIDED, by, said))

    return perform(parts, case_id, by, once, decision)


def conclude(parts: Parts, by: Caller, case_id: str, once: Once | None) -> dict[str, Any]:
    """办结."""

    def conclusion(case: Case) -> Decided:
        _not_claimed_by_another(case, by)
        said = {"result": str(case.result) if case.result else None}
        return _done(legal(parts, case, CaseAct.CONCLUDE, acts.CONCLUDED, by, said))

    return perform(parts, case_id, by, once, conclusion)


def serve(parts: Parts, by: Caller, case_id: str, manner: str, once: Once | None) -> dict[str, Any]:
    """送达 — how the result reached the applicant (行政许可法 Art. 44)."""
    return perform(
        parts,
        case_id,
        by,
        once,
        lambda case: _done(legal(parts, case, CaseAct.SERVE, acts.SERVED, by, {"manner": manner})),
    )


def _with_notice(
    parts: Parts, by: Caller, case_id: str, told: _Noticed, text: str, once: Once | None
) -> dict[str, Any]:
    def noticed(case: Case) -> Decided:
        _not_claimed_by_another(case, by)
        said = {
            "document_no": numbers.document_no(told.document, parts.law.today()),
            "notice_sealed": sealed_notice(parts, case, text),
            **({"remedies": _remedies(parts)} if told.refuses else {}),
        }
        return _done(legal(parts, case, told.act, told.type, by, said))

    return perform(parts, case_id, by, once, noticed)


def _remedies(parts: Parts) -> dict[str, int]:
    """Until when the applicant may object: a refusal tells it (行政许可法 Art. 38(2))."""
    said = parts.remedies()
    return {"review_days": said.review_days, "litigation_months": said.litigation_months}


def _not_claimed_by_another(case: Case, by: Caller) -> None:
    """Whoever was first asked keeps the task (首问负责) until it is released."""
    for task in open_work(case).values():
        if task.legal and task.claimed_by not in (None, by.id):
            raise RuleViolation("task_claimed_by_another")


def _done(performed: tuple[Case, Act]) -> Decided:
    case, act = performed
    return [act], case, (), after_act(case)
