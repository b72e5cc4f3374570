"""What staff say with legal acts."""

from __future__ import annotations

from typing import Literal

from chalicelib.shared.schema import LongText, Model


class Notice(Model):
    """What the applicant is told, in full."""

    notice: LongText


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
