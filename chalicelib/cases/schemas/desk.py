"""What staff say with legal acts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.cases.schemas.common import Code, FieldPointer
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


class Reasons(Model):
    """Why, in words that the applicant can act on."""

    reasons: LongText


class DecisionInput(Model):
    """准予 or 不予; a refusal states its reasons."""

    result: Literal["grant", "refuse"]
    reasons: LongText | None = None


class Service(Model):
    """How the result reached the applicant."""

    manner: Literal["window", "courier", "online"]
