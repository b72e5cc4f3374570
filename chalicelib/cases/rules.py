"""The legal life of a case (办件): statuses, and which act leads where. What follows from the acts: `history`.

Pure: time, ids and acts arrive as arguments. The licensing law's articles are named where they bind (行政许可法).
"""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from chalicelib.cases.records import Agent, Collection, Declared, Extension, Material, Pause, Tolerance
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
    RECEIVE = "receive"
    SUPPLEMENT = "supplement"
    PRE_REVIEW = "pre_review"
    REQUEST_CORRECTION = "request_correction"
    RESUBMIT = "resubmit"
    RETURN = "return"
    DECLINE = "decline"
    ACCEPT = "accept"
    DEEM_ACCEPTED = "deem_accepted"
    LAPSE = "lapse"
    EXAMINE = "examine"
    SUSPEND = "suspend"
    RESUME = "resume"
    REQUEST_EXTENSION = "request_extension"
    DECIDE_EXTENSION = "decide_extension"
    MAKE_URGENT = "make_urgent"
    HAND_OVER = "hand_over"
    DECIDE = "decide"
    CONCLUDE = "conclude"
    SERVE = "serve"
    VERIFY_COMMITMENT = "verify_commitment"
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
    (S.SUBMITTED, CaseAct.DEEM_ACCEPTED): S.ACCEPTED,
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
    **{(lacking, CaseAct.LAPSE): S.RETURNED for lacking in (S.SUBMITTED, S.ACCEPTED, S.EXAMINING, S.SUSPENDED)},
    # Acts that leave the status as it is, and the statuses that they are possible in.
    **{(same, CaseAct.SUPPLEMENT): same for same in (S.SUBMITTED, S.ACCEPTED, S.EXAMINING, S.SUSPENDED)},
    **{(same, CaseAct.MAKE_URGENT): same for same in (S.SUBMITTED, S.ACCEPTED, S.EXAMINING, S.SUSPENDED)},
    **{(same, CaseAct.REQUEST_EXTENSION): same for same in (S.ACCEPTED, S.EXAMINING)},
    **{(same, CaseAct.DECIDE_EXTENSION): same for same in (S.ACCEPTED, S.EXAMINING)},
    **{(same, CaseAct.VERIFY_COMMITMENT): same for same in (S.DECIDED, S.CONCLUDED, S.SERVED)},
    **{(S.SUBMITTED, act): S.SUBMITTED for act in (CaseAct.RECEIVE, CaseAct.PRE_REVIEW)},
    **{
        (same, CaseAct.HAND_OVER): same
        for same in (S.SUBMITTED, S.CORRECTION_REQUESTED, S.ACCEPTED, S.EXAMINING, S.SUSPENDED)
    },
}
CLOSED = frozenset({S.RETURNED, S.DECLINED, S.SERVED, S.WITHDRAWN})
"""Nothing leads out of these."""
EDITABLE = (S.DRAFT, S.CORRECTION_REQUESTED)
"""While the form and the materials are the applicant's to change, or the window's that took the case in."""


USUAL_LEVEL = 2
"""实名等级 that every case needs; an item may need more."""
SEEN = 4
"""实名等级 of somebody whom a clerk confirmed in person."""


class Case(NamedTuple):
    """What is known of a case. All but `version` follows from its acts; a draft has only what was chosen.

    `required` are the material slots that this applicant's situation needs, `tasks` is the inner process's open
    work, `claims` who has taken which task, `definition_sha256` the process definition that acceptance pinned, `agent`
    who began the case, if not the owner. Below `least_assurance_level` nobody reads what was filled in.
    `held` are the slots that the city fills by what it holds, with the kind of holding; `answers_sealed` the answers
    to the guide's questions, where there were any, under the owner's key; `due_on` is the civil date by which the
    decision was promised, where one can be told; `paused` how many days of which special procedure were announced,
    `stopped` how many days of the promise's kind did not count so far (None: no calendar could tell); `handlers` who
    first took which step (首问负责); `consultations` the open questions to colleagues.

    `received_at` is the instant of the last handing in that the office has to answer; `alarms` says of deadlines, by
    name, what was done about which day of theirs (`near:2026-12-01`, `passed:2026-12-01`); `provisional` names those
    of the case's days (`due_on`, `correction_due_on`, `pause`, `verify_by`) that are estimates, for a year whose
    notice is not out: nothing is enforced by them. A task says so itself.
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
    agent: Agent | None = None
    least_assurance_level: int = USUAL_LEVEL
    held: Mapping[str, str] = {}
    answers_sealed: str | None = None
    collection: Collection | None = None
    tolerance: Tolerance | None = None
    declared: Declared | None = None
    red_list: bool = False
    urgency: str | None = None
    pre_reviewed_at: str | None = None
    correction_due_on: str | None = None
    due_on: str | None = None
    pause: Pause | None = None
    paused: Mapping[str, int] = {}
    stopped: int | None = 0
    extension: Extension | None = None
    handlers: Mapping[str, str] = {}
    consultations: Mapping[str, dict[str, Any]] = {}
    received_at: str | None = None
    alarms: Mapping[str, str] = {}
    provisional: tuple[str, ...] = ()
    seq: int = 0
    head: str = ""
    version: int = 0

    @property
    def subject(self) -> str:
        """The subject of the case's chain of acts."""
        return f"case#{self.case_id}"


def filled_in_now(case: Case) -> bool:
    """Whether the applicant works on it: before it is handed in, in a correction, and while something may follow."""
    return case.status in EDITABLE or awaits_supplement(case)


def awaits_supplement(case: Case) -> bool:
    """Whether materials may follow (容缺) what was handed in."""
    return case.tolerance is not None and (case.status, CaseAct.SUPPLEMENT) in NEXT


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
