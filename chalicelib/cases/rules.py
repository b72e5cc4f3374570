"""The legal life of a case (办件): statuses, which act leads where, and the state that follows from recorded acts.

Pure: time, ids and acts arrive as arguments. The licensing law's articles are named where they bind (行政许可法).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from chalicelib.shared.errors import RuleViolation


class CaseStatus(StrEnum):
    """Past states. A draft is not yet a case in law: it has no acts and expires."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CORRECTION_REQUESTED = "correction_requested"
    RETURNED = "returned"
    DECLINED = "declined"
    ACCEPTED = "accepted"
    EXAMINING = "examining"
    SUSPENDED = "suspended"
    DECIDED = "decided"
    CONCLUDED = "concluded"
    SERVED = "served"
    WITHDRAWN = "withdrawn"


class CaseAct(StrEnum):
    """Legal acts, and the moments at which the inner process moves the legal status."""

    SUBMIT = "submit"
    REQUEST_CORRECTION = "request_correction"
    RESUBMIT = "resubmit"
    RETURN = "return"
    DECLINE = "decline"
    ACCEPT = "accept"
    EXAMINE = "examine"
    SUSPEND = "suspend"
    RESUME = "resume"
    DECIDE = "decide"
    CONCLUDE = "conclude"
    SERVE = "serve"
    WITHDRAW = "withdraw"


class DecisionResult(StrEnum):
    """准予 / 不予."""

    GRANT = "grant"
    REFUSE = "refuse"


S = CaseStatus
NEXT: dict[tuple[CaseStatus, CaseAct], CaseStatus] = {
    (S.DRAFT, CaseAct.SUBMIT): S.SUBMITTED,
    (S.SUBMITTED, CaseAct.REQUEST_CORRECTION): S.CORRECTION_REQUESTED,
    (S.CORRECTION_REQUESTED, CaseAct.RESUBMIT): S.SUBMITTED,
    (S.CORRECTION_REQUESTED, CaseAct.RETURN): S.RETURNED,
    (S.SUBMITTED, CaseAct.DECLINE): S.DECLINED,
    (S.SUBMITTED, CaseAct.ACCEPT): S.ACCEPTED,
    (S.ACCEPTED, CaseAct.EXAMINE): S.EXAMINING,
    (S.EXAMINING, CaseAct.EXAMINE): S.EXAMINING,
    (S.EXAMINING, CaseAct.SUSPEND): S.SUSPENDED,
    (S.SUSPENDED, CaseAct.RESUME): S.EXAMINING,
    (S.ACCEPTED, CaseAct.DECIDE): S.DECIDED,
    (S.EXAMINING, CaseAct.DECIDE): S.DECIDED,
    (S.DECIDED, CaseAct.CONCLUDE): S.CONCLUDED,
    (S.CONCLUDED, CaseAct.SERVE): S.SERVED,
    **{
        (before_decision, CaseAct.WITHDRAW): S.WITHDRAWN
        for before_decision in (S.SUBMITTED, S.CORRECTION_REQUESTED, S.ACCEPTED, S.EXAMINING, S.SUSPENDED)
    },
}
CLOSED = frozenset({S.RETURNED, S.DECLINED, S.SERVED, S.WITHDRAWN})
"""Nothing leads out of these."""


class Material(NamedTuple):
    """A file that was handed in: which slot of the item's list it fills, and what it hashes to."""

    material_id: str
    slot: str
    sha256: str


class Case(NamedTuple):
    """What is known of a case. All but `version` follows from its acts; a draft has only what was chosen.

    `required` are the material slots that this applicant's situation needs, `tasks` is the inner process's open
    work, `claims` who has taken which task, `definition_sha256` the process definition that acceptance pinned.
    """

    case_id: str
    owner: str
    item_code: str
    item_version: int
    item_name: str
    department: str
    division_code: str
    channel: str
    required: tuple[str, ...] = ()
    status: CaseStatus = CaseStatus.DRAFT
    created_at: str = ""
    submitted_at: str | None = None
    case_no: str | None = None
    public_no: str | None = None
    form_round: int = 1
    form_sha256: str | None = None
    materials: tuple[Material, ...] = ()
    corrections: int = 0
    accepted_at: str | None = None
    definition_sha256: str | None = None
    tasks: Mapping[str, dict[str, Any]] = {}
    claims: Mapping[str, str] = {}
    process_result: str | None = None
    result: DecisionResult | None = None
    decided_at: str | None = None
    concluded_at: str | None = None
    seq: int = 0
    head: str = ""
    version: int = 0

    @property
    def subject(self) -> str:
        """The subject of the case's chain of acts."""
        return f"case#{self.case_id}"


def status_after(case: Case, act: CaseAct) -> CaseStatus:
    """The status that `act` leads to. Raises RuleViolation if the law knows no such act from here.

    Correction may be asked for once (Art. 32(4): everything is told at one time).
    """
    status = NEXT.get((case.status, act))
    if status is None:
        raise RuleViolation(f"cannot_{act}", status=case.status)
    if act is CaseAct.REQUEST_CORRECTION and case.corrections:
        raise RuleViolation("correction_already_requested")
    return status


def facts(case: Case, after: CaseStatus) -> dict[str, Any]:
    """What every act that changes the status says of the case, for whoever counts and dates by acts."""
    return {
        "status": {"from": str(case.status), "to": str(after)},
        "item_code": case.item_code,
        "division_code": case.division_code,
        "department": case.department,
        "channel": case.channel,
    }


def evolve(case: Case | None, type_: str, changes: dict[str, Any], at: str, seq: int, head: str) -> Case:
    """The state after a recorded act, from the state before it: the log alone tells a case."""
    known = case or _submitted(changes)
    moved = _MOVES.get(type_, _unmoved)(known, changes, at)
    if "status" in changes:
        moved = moved._replace(status=CaseStatus(changes["status"]["to"]))
    return moved._replace(seq=seq, head=head)


def _submitted(changes: dict[str, Any]) -> Case:
    return Case(
        case_id=changes["case_id"],
        owner=changes["owner"],
        item_code=changes["item_code"],
        item_version=changes["item_version"],
        item_name=changes["item_name"],
        department=changes["department"],
        division_code=changes["division_code"],
        channel=changes["channel"],
        required=tuple(changes["required"]),
        created_at=changes["created_at"],
    )


def _take_form(case: Case, changes: dict[str, Any], at: str) -> Case:
    return case._replace(
        case_no=changes.get("case_no", case.case_no),
        public_no=changes.get("public_no", case.public_no),
        submitted_at=case.submitted_at or at,
        form_round=changes["form_round"],
        form_sha256=changes["form_sha256"],
        materials=tuple(Material(**material) for material in changes["materials"]),
    )


def _ask(case: Case, _changes: dict[str, Any], _at: str) -> Case:
    return _without_claims(case)._replace(corrections=case.corrections + 1)


def _accept(case: Case, changes: dict[str, Any], at: str) -> Case:
    return _without_claims(case)._replace(
        accepted_at=at,
        definition_sha256=changes.get("definition_sha256"),
        tasks=changes.get("tasks", {}),
        process_result=changes.get("process_result"),
    )


def _claim(case: Case, changes: dict[str, Any], _at: str) -> Case:
    return case._replace(claims={**case.claims, changes["task_id"]: changes["claimed_by"]})


def _release(case: Case, changes: dict[str, Any], _at: str) -> Case:
    return case._replace(claims={task: who for task, who in case.claims.items() if task != changes["task_id"]})


def _complete(case: Case, changes: dict[str, Any], at: str) -> Case:
    released = _release(case, changes, at)
    return released._replace(tasks=changes["tasks"], process_result=changes.get("process_result"))


def _decide(case: Case, changes: dict[str, Any], at: str) -> Case:
    return _without_claims(case)._replace(tasks={}, result=DecisionResult(changes["result"]), decided_at=at)


def _conclude(case: Case, _changes: dict[str, Any], at: str) -> Case:
    return _without_claims(case)._replace(concluded_at=at)


def _close(case: Case, _changes: dict[str, Any], _at: str) -> Case:
    return _without_claims(case)._replace(tasks={})


def _without_claims(case: Case) -> Case:
    return case._replace(claims={})


def _unmoved(case: Case, _changes: dict[str, Any], _at: str) -> Case:
    return case


_MOVES = {
    "case.submitted": _take_form,
    "case.resubmitted": _take_form,
    "case.correction_requested": _ask,
    "case.accepted": _accept,
    "case.task_claimed": _claim,
    "case.task_released": _release,
    "case.task_completed": _complete,
    "case.decided": _decide,
    "case.concluded": _conclude,
    "case.declined": _close,
    "case.returned": _close,
    "case.withdrawn": _close,
}
