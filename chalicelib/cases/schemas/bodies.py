"""Cases as they are shown."""

from __future__ import annotations

from typing import Any, Literal

from chalicelib.cases.schemas.intake import MaterialBody
from chalicelib.cases.schemas.standing import (
    CollectionBody,
    DeclaredBody,
    DeskBody,
    PauseBody,
    PeriodBody,
    Remaining,
    ToleranceBody,
)
from chalicelib.shared.schema import Model


class Nothing(Model):
    """An act that says no more than that it is done."""


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
    """A case. Instants are RFC 3339 UTC; null is "not yet".

    `due_on` is the promised day, `extension` one that was approved, `pause` a special procedure that goes on.
    `provisional` names those of its days (`due_on`, `correction_due_on`, `pause`, `verify_by`) that are estimates.
    `held_materials` are the slots that nobody is asked for: the city holds what they prove.
    """

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
    held_materials: list[str]
    due_on: str | None
    correction_due_on: str | None
    provisional: list[str]
    tolerance: ToleranceBody | None
    declared: DeclaredBody | None
    pause: PauseBody | None
    extension: PeriodBody | None
    urgency: str | None
    collection: CollectionBody | None
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


class FindingBody(Model):
    """One thing to correct, of a material (its slot) or a field (a pointer into the form); `by` is `system` or null."""

    material: str | None = None
    field: str | None = None
    name: str
    reason: str
    remedy: str
    by: Literal["system"] | None = None


class HeldBody(Model):
    """已有信息: a material that was looked up instead of being asked for, in which register, and when."""

    slot: str
    name: str
    kind: Literal["resident_identity", "business_licence"]
    by: Literal["population_register", "business_register"]
    how: str
    looked_up_at: str


class PrefilledBody(Model):
    """A field that was filled in for the applicant: from where, and by consent to which edition of its wording.

    `earlier_case_id` is the application that an earlier value was taken from; `unchanged`: nobody has changed it since.
    """

    pointer: str
    source: str
    consent_version: int
    earlier_case_id: str | None
    unchanged: bool


class CaseFileBody(CaseBody):
    """A case with its form and materials. `form_version` is the form's ETag, 0 before it was saved.

    `findings` stand there while a correction is awaited, until the civil date `correction_due_on` if one can be told.
    `desk` is for the case's office alone.
    """

    agent: AgentBody | None = None
    held: list[HeldBody]
    prefilled: list[PrefilledBody]
    form: dict[str, Any]
    form_version: int
    materials: list[MaterialBody]
    findings: list[FindingBody] | None = None
    remaining: Remaining
    desk: DeskBody | None = None
