"""What is sent to a guide and what it answers: models for documents and tests."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from chalicelib.catalogue.elements.content import PublicElements
from chalicelib.catalogue.elements.materials import FileReference, Material
from chalicelib.catalogue.elements.parts import (
    Basis,
    Commitment,
    Condition,
    ExaminationPoint,
    Extension,
    Fee,
    Limit,
    Place,
    Prerequisite,
    Remedies,
    Result,
    SpecialProcedure,
    Stage,
    Visits,
)
from chalicelib.catalogue.elements.process import StepLimit
from chalicelib.catalogue.elements.situations import Guide as Questions
from chalicelib.shared.schema import Model, Query

_Division = Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")]
_For = Annotated[str, StringConstraints(min_length=1, max_length=64)]
_Large = Literal["true", "false"]


class Situation(Model):
    """Answers to all of the item's questions by name; `division_code` is where the applicant wants it handled.

    `on_behalf_of` is an organisation or an authorisation, as a case has it, for who is logged in.
    """

    answers: dict[str, Any]
    division_code: _Division | None = None
    on_behalf_of: _For | None = None


class SheetLook(Query):
    """`large`: the page in letters of at least 18 pt (适老化)."""

    large: _Large = "false"


class SheetQuery(SheetLook):
    """A situation as a link: `answers` is a JSON object."""

    answers: Annotated[str, StringConstraints(min_length=2, max_length=4000)] = "{}"
    division: _Division | None = None


class Dated(Model):
    """When a period ends: null without a limit, and while the calendar is not published (`provisional`)."""

    due_on: str | None
    provisional: bool


class DatedStage(Stage, Dated):
    """A stage, begun when the one before it ends at the latest."""

    text: str


class DatedExtension(Extension, Dated):
    """延期, with the latest end that it can bring."""

    text: str


class DatedLimit(Limit, Dated):
    """A limit with its words and its end."""

    text: str
    stages: list[DatedStage] = Field(default_factory=list)  # type: ignore[assignment]
    extension: DatedExtension | None = None


class DatedClock(Dated):
    """A period that the item's rule set gives; without a date where it begins with the decision."""

    name: str
    value: int
    unit: str
    ground: str
    title: str


class UncountedProcedure(SpecialProcedure):
    """特别程序: its time is not counted."""

    text: str | None
    basis_text: str | None
    counted: Literal[False]


class GuideFile(FileReference):
    """A blank form or a sample; `path` gives a link to it."""

    path: str


class AlreadyHeld(Model):
    """By which register a material is held already, in words, and the consent that its use needs."""

    by: str
    how: str
    consent: str


class GuideMaterial(Material):
    """A material of this situation. `already_held`: the city knows what it proves; no case asks for it."""

    blank_form: GuideFile | None = None
    sample: GuideFile | None = None
    basis_text: str | None
    may_follow_text: str | None
    may_declare_text: str | None
    already_held: AlreadyHeld | None


class GuideCondition(Condition):
    """受理条件 with its basis in words."""

    basis_text: str | None


class GuideFee(Fee):
    """收费 in this situation."""

    basis_text: str | None


class GuideStep(Dated):
    """One step of the applicant; `limit` in words."""

    number: int
    kind: Literal["prepare", "book", "apply", "accept", "process", "decide", "result", "remedy"]
    name: str
    text: str
    limit: str | None


class DecidedBy(Model):
    """The row of a decision table that applied."""

    table_sha256: str
    row: str


class HandbookPoint(ExaminationPoint):
    """审查要点, with the name of its material."""

    material_name: str | None


class HandbookStep(Model):
    """A step of the process: what comes of it, and within what time."""

    name: str
    role: str
    outcomes: list[str]
    limit: StepLimit


class Handbook(PublicElements):
    """业务手册: all elements of a version, also those that stay inside."""

    version: int
    sha256: str
    item_type_name: str
    examination: list[HandbookPoint]
    handbook: str | None
    guide: Questions
    form_schema: dict[str, Any]
    steps: list[HandbookStep]
    process: dict[str, Any]
    instant_approval: dict[str, Any] | None


class Guide(Model):
    """一次性告知: exactly what one situation needs. Dates are those of an application and acceptance on `made_on`.

    `already_held` names the materials whose content the city knows already; null if nobody is logged in.
    `commitment_replaces` names those instead of which the commitment may be signed (告知承诺).
    """

    item_code: str
    version: int
    sha256: str
    name: str
    item_type_name: str
    made_on: str
    division_code: str | None
    situations: list[str]
    eligible: bool
    obstacles: list[str]
    department: str
    department_name: str
    applicant_types: list[str]
    legal_regime: str
    basis: list[Basis]
    prerequisites: list[Prerequisite]
    handling_type: str
    appointment: str
    visits: Visits
    commitment: Commitment | None
    results: list[Result]
    validity: str | None
    remedies: Remedies
    consultation_line: str | None
    complaint_line: str | None
    conditions: list[GuideCondition]
    materials: list[GuideMaterial]
    to_bring: list[str]
    commitment_replaces: list[str]
    already_held: list[str] | None
    steps: list[GuideStep]
    assumed: str
    statutory_limit: DatedLimit
    committed_limit: DatedLimit | None
    clocks: list[DatedClock]
    special_procedures: list[UncountedProcedure]
    fee: GuideFee
    places: list[Place]
    channels: list[str]
    least_assurance_level: int
    decided_at_once: bool
    notes: list[str]
    hints: list[str]
    form_schema: dict[str, Any]
    decided_by: list[DecidedBy]
