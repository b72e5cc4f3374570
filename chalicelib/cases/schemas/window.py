"""What clerks send at a window, and what they get."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from chalicelib.cases.schemas.bodies import CaseBody
from chalicelib.cases.schemas.intake import NewCase
from chalicelib.cases.schemas.values import Code, DivisionCode
from chalicelib.shared.schema import Model, PageQuery

CaseId = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{26}$")]
Department = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{1,20}$")]


class NewCaseAtWindow(NewCase):
    """A draft for somebody whom the clerk has just confirmed: `verification_id` of the identity confirmation.

    `division_code` is where it is handled, which may be another place; `on_behalf_of` an authorisation of the person
    who is present, or an organisation that they may act for.
    """

    verification_id: CaseId


class TakenInAt(Model):
    """By whom, in which division, at which window, if at one."""

    staff_no: str
    division_code: str
    window_id: str | None


class StandingCase(Model):
    """How a case stands."""

    case_id: str
    case_no: str | None
    status: str
    channel: str
    division_code: str
    created_at: str
    submitted_at: str | None


class TakenIn(CaseBody):
    """The draft. `documents` is where its receipt is printed from once it is handed in.

    `open_cases`: what the applicant has under way for the same item.
    """

    taken_in: TakenInAt
    documents: str
    open_cases: list[StandingCase]


class TakenInCase(StandingCase):
    """A case that a window took in. `arrived`: its papers are where it is handled."""

    item_code: str
    item_name: str
    department: str
    taken_in: TakenInAt
    handled_elsewhere: bool
    list_no: str | None
    arrived: bool


class TakenInList(Model):
    """Part of what the windows of a place took in; a page may be short."""

    cases: list[TakenInCase]
    next_cursor: str | None


class PlaceQuery(PageQuery):
    """Of which place."""

    division: DivisionCode


class NewHandover(Model):
    """Which cases go to which office."""

    to_division: DivisionCode
    to_department: Department
    case_ids: list[CaseId] = Field(min_length=1, max_length=25)


class HandoverSummary(Model):
    """A list without its cases; `cases` and `arrived` count them."""

    list_no: str
    from_division: str
    to_division: str
    to_department: str
    sent_by: str
    sent_at: str
    received_by: str | None
    cases: int
    arrived: int


class LeftOff(Model):
    """A case that nobody works on any more, and what becomes of its papers."""

    case_id: str
    case_no: str
    why: str


class HandoverSent(HandoverSummary):
    """The new list, and what was left off it."""

    left_off: list[LeftOff]


class HandoverQuery(PlaceQuery):
    """The lists that the place sent, or is to receive."""

    direction: Literal["sent", "received"]


class HandoverList(Model):
    """Part of a place's lists; a page may be short."""

    handovers: list[HandoverSummary]
    next_cursor: str | None


class PaperBody(Model):
    """What was handed in for a slot: files, and sheets that the office needs in the original."""

    slot: str
    name: str
    files: int
    originals: int


class HandoverItem(Model):
    """A case on a list; the applicant masked. `why` is told of a case that dropped off."""

    case_id: str
    case_no: str
    state: Literal["on_the_way", "arrived", "dropped"]
    arrived_at: str | None
    item_name: str
    applicant: str | None
    materials: list[PaperBody]
    why: str | None = None


class HandoverBody(HandoverSummary):
    """A list with its cases."""

    items: list[HandoverItem]


class HandoverReceipt(Model):
    """What did not come, by case id."""

    missing: list[Code] = Field(default_factory=list, max_length=25)
