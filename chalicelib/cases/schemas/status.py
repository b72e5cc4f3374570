"""Timelines, lists and lookups."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from chalicelib.cases.schemas.bodies import FindingBody
from chalicelib.cases.schemas.common import Code
from chalicelib.shared.schema import Model, PageQuery


class Lookup(Model):
    """Number of a case (public or full) and the last six characters of the applicant's certificate number."""

    number: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{8,50}$")]
    proof: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{6}$")]


class CaseQuery(PageQuery):
    """Whose cases: one's own, those that one did for others (`for=others`), or an organisation's."""

    for_: Literal["others"] | None = Field(default=None, alias="for")
    organisation_id: Code | None = None


class TimelineEntry(Model):
    """One act. `notice` and `opinion` are what its author wrote, `findings` what must be corrected until `due_on`.

    `remedy` is how somebody who was refused may become eligible, `remedies` what they may do against it.

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
    due_on: str | None = None
    notice: str | None = None
    findings: list[FindingBody] | None = None
    remedy: str | None = None
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
