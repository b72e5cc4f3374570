"""What applicants and staff send about cases, and what they get."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from chalicelib.shared.schema import LongText, Model, PageQuery, Sha256, ShortText

Code = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z_.#-]+$")]
DivisionCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")]
MediaType = Literal["application/pdf", "image/jpeg", "image/png"]


class NewCase(Model):
    """A draft: which item, where, and the answers to its guide's questions.

    `on_behalf_of` is the authorisation by which the caller applies for another, or an organisation that they act for.
    """

    item_code: Code
    division_code: DivisionCode
    answers: dict[str, Any] = Field(default_factory=dict)
    on_behalf_of: Code | None = None


class FormInput(Model):
    """The form as far as it is filled in; its shape is the item's form schema."""

    form: dict[str, Any]


class NewMaterial(Model):
    """A file to come: bytes, hexadecimal SHA-256."""

    slot: Code
    name: ShortText
    content_type: MediaType
    size: Annotated[int, Field(ge=1, le=1024**3)]
    sha256: Sha256


class Nothing(Model):
    """An act that says no more than that it is done."""


class Notice(Model):
    """What the applicant is told, in full."""

    notice: LongText


class Reasons(Model):
    """Why, in words that the applicant can act on."""

    reasons: LongText


class Withdrawal(Model):
    """Why the application is taken back, if the applicant wants to say."""

    reasons: LongText | None = None


class DecisionInput(Model):
    """准予 or 不予; a refusal states its reasons."""

    result: Literal["grant", "refuse"]
    reasons: LongText | None = None


class Service(Model):
    """How the result reached the applicant."""

    manner: Literal["window", "courier", "online"]


class Completion(Model):
    """A step's outcome, one of those that its definition names."""

    outcome: ShortText
    opinion: LongText | None = None


class Lookup(Model):
    """Number of a case (public or full) and the last six characters of the applicant's certificate number."""

    number: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{8,50}$")]
    proof: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{6}$")]


class CaseQuery(PageQuery):
    """Whose cases: one's own, those that one did for others (`for=others`), or an organisation's."""

    for_: Literal["others"] | None = Field(default=None, alias="for")
    organisation_id: Code | None = None


class QueueQuery(PageQuery):
    """The open tasks of one office."""

    department: Code
    division: DivisionCode


class AgentBody(Model):
    """Who began a case for its owner, masked; a legal representative has no authorisation."""

    kind: Literal["agent", "family", "guardian", "legal_representative"]
    authorisation_id: str | None
    name: str


class PrincipalBody(Model):
    """For whom somebody acted: organisations in full, persons masked, null once erased."""

    principal_id: str
    kind: Literal["person", "organisation"]
    name: str | None


class CaseBody(Model):
    """A case. Instants are RFC 3339 UTC; null is "not yet"."""

    case_id: str
    status: str
    item_code: str
    item_version: int
    item_name: str
    department: str
    division_code: str
    channel: str
    case_no: str | None
    public_no: str | None
    created_at: str
    submitted_at: str | None
    accepted_at: str | None
    decided_at: str | None
    concluded_at: str | None
    result: Literal["grant", "refuse"] | None
    required_materials: list[str]
    version: int


class ListedCase(CaseBody):
    """`agent` is told of what somebody else began, `principal` of what the caller did for another."""

    agent: AgentBody | None = None
    principal: PrincipalBody | None = None
    may_view: Literal[True] = True


class CaseOnceDone(Model):
    """A case that one did for another, and may not see any more."""

    case_id: str
    item_code: str
    item_name: str
    created_at: str
    principal: PrincipalBody
    may_view: Literal[False]


class CaseList(Model):
    """Part of a list of cases."""

    cases: list[ListedCase | CaseOnceDone]
    next_cursor: str | None


class MaterialBody(Model):
    """A material without its file."""

    material_id: str
    slot: str
    name: str
    content_type: MediaType
    size: int
    sha256: str
    state: Literal["pending", "stored"]
    uploaded_at: str


class Upload(Model):
    """A multipart POST: every field in order, the file field `file` last."""

    url: str
    fields: dict[str, str]


class AnnouncedMaterial(MaterialBody):
    """A material, and where its file goes."""

    upload: Upload


class MaterialList(Model):
    """The materials of a case."""

    materials: list[MaterialBody]


class FileLink(Model):
    """A link to a file and how many seconds it is good for."""

    material_id: str
    url: str
    expires_in: int


class CaseFileBody(CaseBody):
    """A case with its form and materials. `form_version` is the form's ETag, 0 before it was saved."""

    agent: AgentBody | None = None
    form: dict[str, Any]
    form_version: int
    materials: list[MaterialBody]


class Missing(Model):
    """A field that is still lacking."""

    pointer: str
    code: str


class SavedForm(Model):
    """The form as stored, and what it still lacks."""

    case_id: str
    form: dict[str, Any]
    missing: list[Missing]
    version: int


class TimelineEntry(Model):
    """One act. `notice` and `opinion` are what its author wrote.

    What somebody did for the applicant says who did it (`agent`) and for whom (`on_behalf_of`), masked.
    """

    seq: int
    at: str
    type: str
    wording: str
    by: str
    channel: str
    document_no: str | None = None
    result: str | None = None
    outcome: str | None = None
    notice: str | None = None
    remedies: str | None = None
    opinion: str | None = None
    agent: str | None = None
    on_behalf_of: str | None = None


class Timeline(Model):
    """What happened, in order."""

    case_id: str
    status: str
    case_no: str | None
    entries: list[TimelineEntry]


class PublicStatus(Model):
    """What whoever knows number and proof may see."""

    public_no: str
    case_no: str
    item_name: str
    status: str
    submitted_at: str | None
    accepted_at: str | None
    decided_at: str | None
    concluded_at: str | None


class TaskBody(Model):
    """Open work. `ended_by` is `completion`, or the legal act that ends it."""

    task_id: str
    case_id: str
    step: str
    name: str
    role: str
    entered_at: str
    claimed_by: str | None
    ended_by: str


class TaskList(Model):
    """Part of an office's queue."""

    tasks: list[TaskBody]
    next_cursor: str | None


class Completed(Model):
    """The case after a step, and the work that is open now."""

    case_id: str
    status: str
    open_tasks: list[TaskBody]
