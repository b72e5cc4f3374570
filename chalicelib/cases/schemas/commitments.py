"""Pre-check, pre-review, and what applicants sign instead of handing something in at once (容缺, 告知承诺)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StringConstraints

from chalicelib.cases.schemas.desk import Finding
from chalicelib.cases.schemas.values import Code
from chalicelib.cases.schemas.window import StandingCase
from chalicelib.shared.schema import LongText, Model, Query, Sha256

LetterKind = Literal["deficiency_tolerance", "notification_commitment"]
SlotCodes = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=r"^[0-9A-Za-z_.#,-]+$")]
_FINDINGS_WHEN_NOT_PASSED: dict[str, Any] = {
    "if": {"properties": {"passed": {"const": False}}, "required": ["passed"]},
    "then": {"required": ["findings"], "properties": {"findings": {"type": "array"}}},
}


class Signature(Model):
    """A letter that is signed by the digest of its text as it was read, for exactly these slots."""

    kind: LetterKind
    sha256: Sha256
    slots: Annotated[list[Code], Field(min_length=1, max_length=100)]


class Submission(Model):
    """What is signed along with an application; nothing, usually."""

    commitments: Annotated[list[Signature], Field(max_length=2)] = Field(default_factory=list)


class LetterQuery(Query):
    """`slots`: for which of the slots that are lacking, separated by commas; without it, for all that a letter may."""

    slots: SlotCodes | None = None


class LetterBody(Model):
    """A commitment letter (承诺书) in full; `sha256` is of its text in UTF-8, and what is signed."""

    kind: LetterKind
    title: str
    text: str
    slots: list[str]
    sha256: str


class LetterList(Model):
    """The letters that may be signed."""

    case_id: str
    letters: list[LetterBody]


class PreCheckFault(Model):
    """One thing wrong or missing: RFC 6901 pointer, empty where it is about the whole; code; what to do."""

    pointer: str
    code: str
    detail: str


class NamedSlot(Model):
    """A slot of the item's list of materials."""

    slot: str
    name: str


class PreCheck(Model):
    """Whether it may be handed in as it is.

    Of what is lacking, `to_follow` may be handed in later and `declarable` be replaced, each by a letter; `held` is
    what the city has itself. `not_eligible` is what the guide says against the situation, `open_cases` what the
    applicant has under way for the same item; both inform, and refuse nothing.
    """

    case_id: str
    ready: bool
    faults: list[PreCheckFault]
    to_follow: list[NamedSlot]
    declarable: list[NamedSlot]
    held: list[NamedSlot]
    not_eligible: list[str]
    open_cases: list[StandingCase]


class PreReview(Model):
    """网上预审: passed, with an opinion for the desk; or everything that must be corrected, once and for all."""

    model_config = ConfigDict(json_schema_extra=_FINDINGS_WHEN_NOT_PASSED)

    passed: bool
    opinion: LongText | None = None
    findings: Annotated[list[Finding], Field(min_length=1, max_length=50)] | None = None
    notice: LongText | None = None


class TolerantReceipt(Model):
    """容缺收件, with a covering text."""

    notice: LongText | None = None


class Acceptance(Model):
    """受理; `tolerant` accepts although something is still to follow (容缺受理)."""

    tolerant: bool = False


class Verification(Model):
    """承诺核查: what the check came to; a broken promise needs reasons."""

    outcome: Literal["kept", "broken"]
    opinion: LongText | None = None
