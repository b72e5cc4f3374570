"""What staff say with legal acts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.cases.schemas.values import CivilDay, Code, FieldPointer
from chalicelib.shared.schema import LongText, Model, ShortText


class Finding(Model):
    """One thing to correct: a slot of the item's list of materials, or a field of its form by pointer.

    `reason` says what is wrong, `remedy` what to do about it.
    """

    material: Code | None = None
    field: FieldPointer | None = None
    reason: ShortText
    remedy: ShortText


class CorrectionInput(Model):
    """Everything that must be corrected, at once; `notice` is a covering text."""

    findings: Annotated[list[Finding], Field(min_length=1, max_length=50)]
    notice: LongText | None = None


class DeclinationInput(Model):
    """不予受理: the law's reasons by code, why in words, and what can be done instead.

    `competent_office` is the office whose business it is, if it is none of ours and somebody knows.
    """

    grounds: Annotated[list[Code], Field(min_length=1, max_length=5)]
    reasons: LongText
    how_to_qualify: LongText
    competent_office: ShortText | None = None


class MeetingRecord(Model):
    """The record of a joint or collective decision: number of the minutes, day, who took part, what was found."""

    document_no: ShortText
    held_on: CivilDay
    participants: Annotated[list[ShortText], Field(min_length=2, max_length=50)]
    summary: LongText


class DecisionInput(Model):
    """准予 or 不予. A refusal says why not and how to become eligible (书面双告知).

    `manner`: decided by one, jointly (联审) or collectively (集体讨论); the latter two carry their record.
    """

    result: Literal["grant", "refuse"]
    reasons: LongText | None = None
    how_to_qualify: LongText | None = None
    manner: Literal["sole", "joint", "collective"] = "sole"
    record: MeetingRecord | None = None


class SuspensionInput(Model):
    """特别程序: one of those that the item names, by kind (or name), and for how many days at most."""

    procedure: ShortText
    value: Annotated[int, Field(ge=1, le=1000)]
    unit: Literal["WD", "D"]
    reason: LongText | None = None


class ResumptionInput(Model):
    """What the procedure came to, for the desk."""

    opinion: LongText | None = None


class ExtensionInput(Model):
    """Why more time is needed, and how many days, if not as many as may be."""

    reason: LongText
    value: Annotated[int, Field(ge=1, le=1000)] | None = None


class ExtensionDecision(Model):
    """Whether there is more time; a refusal needs an opinion.

    `government_approval` is the number of the approval that joint handling needs (行政许可法 Art. 42(2)).
    """

    approved: bool
    opinion: LongText | None = None
    government_approval: ShortText | None = None


class UrgencyInput(Model):
    """急事急办 (`urgent`) or 特事特办 (`special`): why, and who asked for it."""

    kind: Literal["urgent", "special"]
    reason: LongText
    requested_by: Literal["applicant", "department", "hall"] | None = None


class ReturnInput(Model):
    """A covering text, if any."""

    notice: LongText | None = None


class ServiceProof(Model):
    """送达凭证: a signature with the name of who signed, a courier's receipt with its number, or that it was read."""

    kind: Literal["signature", "courier_receipt", "read_online"]
    received_on: CivilDay
    signed_by: ShortText | None = None
    reference: ShortText | None = None


class Service(Model):
    """How the result reached the applicant, and what proves it."""

    manner: Literal["window", "courier", "online"]
    proof: ServiceProof
