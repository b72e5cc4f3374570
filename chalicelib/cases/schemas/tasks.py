"""Tasks at the desk."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import StringConstraints

from chalicelib.cases.schemas.intake import MaterialBody
from chalicelib.cases.schemas.standing import ApplicantBody
from chalicelib.cases.schemas.values import Code, DivisionCode
from chalicelib.shared.schema import LongText, Model, PageQuery, Query, ShortText

StaffNo = Annotated[str, StringConstraints(min_length=1, max_length=32, pattern=r"^[0-9A-Za-z_-]+$")]
YesOrNo = Literal["true", "false"]
DeskRole = Literal["clerk", "examiner", "chief_representative"]


class Completion(Model):
    """A step's outcome, one of those that its definition names."""

    outcome: ShortText
    opinion: LongText | None = None


class ReturnToStep(Model):
    """Back to a step that the case has completed, and why."""

    to_step: Code
    reason: LongText


class Transfer(Model):
    """To which colleague of the office, and why."""

    to: StaffNo
    reason: LongText


class Question(Model):
    """To which colleague of the city, and what they are asked."""

    to: StaffNo
    question: LongText


class Answer(Model):
    """What a colleague says to what they were asked."""

    answer: LongText


class QueueQuery(PageQuery):
    """The open tasks of one office; all that is given must be so of a task."""

    department: Code
    division: DivisionCode
    step: Code | None = None
    role: DeskRole | None = None
    item_code: Code | None = None
    status: Code | None = None
    mine: YesOrNo = "false"
    unclaimed: YesOrNo = "false"
    overdue: YesOrNo = "false"


class OfficeQuery(Query):
    """One office: a department in a division."""

    department: Code
    division: DivisionCode


class TaskBody(Model):
    """Open work. `ended_by` is `completion`, `answer`, or the legal act that ends it.

    `due_on` is a civil date, null without a limit; `provisional` where it is an estimate. `role` is `colleague` for
    what one was asked.
    """

    task_id: str
    case_id: str
    step: str
    name: str
    role: str
    entered_at: str
    claimed_by: str | None
    ended_by: str
    due_on: str | None
    provisional: bool
    urgency: str | None
    round: int
    item_code: str
    item_name: str
    status: str


class TaskList(Model):
    """Part of a queue, the most urgent first. With filters a page may be short, or empty, and still go on."""

    tasks: list[TaskBody]
    next_cursor: str | None


class StepCount(Model):
    """How much is open of one step."""

    step: str
    role: str
    open: int


class TaskCounts(Model):
    """How much is open in an office; `mine` includes that of whom the caller stands in for.

    `complete` is false where more is open than is counted: then it is the most urgent thousand.
    """

    open: int
    complete: bool
    by_step: list[StepCount]
    unclaimed: int
    mine: int
    overdue: int
    due_today: int


class Completed(Model):
    """The case after a step, and the work that is open now."""

    case_id: str
    status: str
    open_tasks: list[TaskBody]


class ConsultationBody(Model):
    """A question to a colleague."""

    consultation_id: str
    case_id: str
    task_id: str
    asked: str
    asked_at: str
    due_on: str | None
    open: bool


class ExaminationPoint(Model):
    """审查细则: what to look at, and by which standard."""

    point: str
    standard: str | None


class SlotSheet(Model):
    """One place in the item's list of materials, with what was handed in and how to examine it.

    `filled_by` says where nothing was handed in: `held` by the city, `declared` in a commitment, to `follow` until
    the day of the tolerance, or null.
    """

    slot: str
    name: str
    required: bool
    basis: str | None
    filled_by: Literal["held", "declared", "follow"] | None
    materials: list[MaterialBody]
    examination: list[ExaminationPoint]


class DeskNote(Model):
    """What colleagues wrote on the way: opinions, reasons, questions and answers."""

    type: str
    at: str
    by: str
    step: str | None
    outcome: str | None
    text: str


class ToleranceBody(Model):
    """容缺: what may follow until when."""

    slots: list[str]
    kind: str
    due_on: str | None


class DeclaredBody(Model):
    """告知承诺: what is declared, and by when it is to be checked."""

    slots: list[str]
    verified: str | None
    verify_by: str | None


class CorrectionBody(Model):
    """补正: what the applicant was asked for, as far as it was told."""

    requested_at: str
    due_on: str | None
    findings: list[dict[str, Any]]
    notice: str | None


class Worksheet(Model):
    """A task with everything that is needed to do it.

    `outcomes` and `return_to` are a step's, `legal_acts` those that the case's status allows.
    """

    task: TaskBody
    outcomes: list[str]
    return_to: list[str]
    legal_acts: list[str]
    case: dict[str, Any]
    applicant: ApplicantBody
    form: dict[str, Any]
    conditions: list[str]
    examination: list[ExaminationPoint]
    slots: list[SlotSheet]
    other_materials: list[MaterialBody]
    tolerance: ToleranceBody | None
    declared: DeclaredBody | None
    correction: CorrectionBody | None
    notes: list[DeskNote]
