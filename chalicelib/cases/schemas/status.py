"""Timelines, lists and lookups."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from chalicelib.cases.schemas.bodies import FindingBody, ListedCase
from chalicelib.cases.schemas.documents import ListedDocument
from chalicelib.cases.schemas.intake import MaterialBody
from chalicelib.cases.schemas.standing import DeadlineBody, FollowingBody, PauseBody, PeriodBody, Remaining
from chalicelib.cases.schemas.values import Code
from chalicelib.shared.schema import Model, PageQuery, ShortText


class Lookup(Model):
    """Number of a case (public or full) and the last six characters of the applicant's certificate number."""

    number: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{8,50}$")]
    proof: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{6}$")]


Status = Literal[
    "draft",
    "submitted",
    "correction_requested",
    "returned",
    "declined",
    "accepted",
    "examining",
    "suspended",
    "decided",
    "concluded",
    "served",
    "withdrawn",
]


class RecordQuery(PageQuery):
    """Whose record: one's own or an organisation's; in which form, of which cases.

    `year` is the one in which they were begun, in the city's time.
    """

    limit: Annotated[int, Field(ge=1, le=50)] = 20
    organisation_id: Code | None = None
    item_code: Code | None = None
    year: Annotated[int, Field(ge=2000, le=9998)] | None = None
    status: Status | None = None
    format: Literal["json", "csv"] = "json"


class CaseQuery(PageQuery):
    """Whose cases: one's own, those that one did for others (`for=others`), or an organisation's; and which of them.

    With both, those that one did for the organisation.
    `year` is the one in which they were begun, in the city's time. The words of `q`, parted by blanks, are all in the
    item's name or in one of the case's numbers. A page may have fewer cases than asked for, or none, and go on.
    """

    for_: Literal["others"] | None = Field(default=None, alias="for")
    organisation_id: Code | None = None
    item_code: Code | None = None
    year: Annotated[int, Field(ge=2000, le=9998)] | None = None
    status: Status | None = None
    q: ShortText | None = None


class Staged(Model):
    """Where a case stands in words: the stage (受理、办理、取件) and the status."""

    stage: Literal["draft", "apply", "accept", "handle", "collect", "served", "closed"]
    stage_name: str
    status_name: str


class TimelineEntry(Model):
    """One act. `detail` says in words what it means for the applicant, `documents` what it issued.

    `notice` and `opinion` are what its author wrote, `findings` what must be corrected until `due_on`. Whoever was
    refused is told by `remedy` how they may become eligible, by `office` who is competent, by `remedies` what they may
    do against it. What somebody did for the applicant says who did it (`agent`) and for whom (`on_behalf_of`), masked.
    From `staff_no` on only the desk sees it.
    """

    seq: int
    at: str
    type: str
    wording: str
    by: str
    channel: str
    detail: str | None = None
    documents: list[ListedDocument]
    document_no: str | None = None
    result: str | None = None
    tolerance: FollowingBody | None = None
    pause: PauseBody | None = None
    extension: PeriodBody | None = None
    deadline: DeadlineBody | None = None
    accepted_at: str | None = None
    urgency: str | None = None
    manner: str | None = None
    proof: str | None = None
    received_on: str | None = None
    list_no: str | None = None
    verify_by: str | None = None
    due_on: str | None = None
    provisional: bool | None = None
    notice: str | None = None
    findings: list[FindingBody] | None = None
    remedy: str | None = None
    office: str | None = None
    remedies: str | None = None
    agent: str | None = None
    on_behalf_of: str | None = None
    staff_no: str | None = None
    opinion: str | None = None
    outcome: str | None = None
    task_id: str | None = None
    step: str | None = None
    round: int | None = None
    to_step: str | None = None
    claimed_by: str | None = None
    asked: Any = None
    consultation_id: str | None = None
    rule: Any = None
    window_id: str | None = None
    authority_no: str | None = None
    record: dict[str, str] | None = None
    minutes: dict[str, Any] | None = None
    requested_by: str | None = None
    reason_codes: list[str] | None = None
    credit: dict[str, Any] | None = None


class Timeline(Staged, Remaining):
    """What happened, in order, and how long it may still take."""

    case_id: str
    status: str
    case_no: str | None
    entries: list[TimelineEntry]


class RecordedCase(ListedCase, Staged):
    """A case of a record: with what was handed in (`withheld` below the item's assurance level), issued and done."""

    form: dict[str, Any] | None
    materials: list[MaterialBody]
    withheld: bool
    documents: list[ListedDocument]
    entries: list[TimelineEntry]


class CaseRecord(Model):
    """Part of somebody's record of cases, newest first. It ends where `next_cursor` is null."""

    cases: list[RecordedCase]
    next_cursor: str | None


class PublicStatus(Staged):
    """What whoever knows number and proof may see. `due_on` is the day that was promised, as it stands now.

    `provisional` names those of the days that are estimates (暂定), for a year whose holidays are not announced yet.
    """

    public_no: str
    case_no: str
    item_name: str
    status: str
    submitted_at: str | None
    accepted_at: str | None
    decided_at: str | None
    concluded_at: str | None
    due_on: str | None
    correction_wanted: bool
    correction_due_on: str | None
    provisional: list[str]
