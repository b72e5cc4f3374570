"""The content of an item's draft: elements of an implementation list (实施清单), GB/T 39554.1 and GB/T 39046."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from chalicelib.shared.access import DEPARTMENT_CODE
from chalicelib.shared.schema import LongText, Model, ShortText

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
DivisionCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")]
Days = Annotated[int, Field(ge=0, le=3660)]
UnitName = Literal["WD", "D", "M", "H", "NOW", "NONE"]
ExtensionMode = Literal["D_ADD", "D_MAX", "D_WINDOW", "WD_ADD", "WD_MAX", "WD_AFTER", "WD_MEDIATE"]
ApplicantType = Literal["natural_person", "legal_person", "individual_business"]
HandlingMode = Literal["at_once", "online", "one_visit", "nearby", "self_service", "mobile"]
Channel = Literal["miniprogram", "h5", "window", "kiosk", "hotline", "door"]
MediaType = Literal["application/pdf", "image/jpeg", "image/png"]
ItemTypeName = Literal[
    "administrative_licence",
    "administrative_levy",
    "benefit_payment",
    "confirmation",
    "reward",
    "ruling",
    "other_power",
    "public_service",
]


class Stage(Model):
    """One stage of a limit."""

    value: Days
    unit: UnitName
    name: ShortText | None


class Extension(Model):
    """延期."""

    value: Days
    mode: ExtensionMode


class Limit(Model):
    """办结时限; `source` is how the statute writes it."""

    value: Days | None
    unit: UnitName
    stages: list[Stage] = Field(max_length=20)
    extension: Extension | None
    notes: LongText | None
    source: dict[str, Any] | None


class Fee(Model):
    """收费: whether, and in the source's words."""

    charged: bool | None
    note: LongText | None


class Material(Model):
    """申请材料."""

    code: Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{1,10}$")]
    name: ShortText
    required: bool
    accept: list[MediaType] = Field(min_length=1, max_length=3)
    origin: ShortText | None
    note: LongText | None


class Option(Model):
    """An answer on offer."""

    value: str | int | float | bool
    title: ShortText


class Question(Model):
    """情形问题. Without options any value of the type is an answer."""

    name: Name
    title: ShortText
    type: Literal["string", "number", "boolean", "date"]
    options: list[Option] = Field(max_length=50)


class Guide(Model):
    """办事指南: questions, and the decision tables over their answers (see `guide.py`)."""

    questions: list[Question] = Field(max_length=20)
    tables: list[dict[str, Any]] = Field(max_length=10)


class StepLimit(Model):
    """The time that a step may take."""

    value: Days
    unit: UnitName


class Node(Model):
    """A node of the inner process; all but its kind are a step's. What does not apply is left out."""

    kind: Literal["start", "step", "end"]
    name: ShortText | None = None
    role: Literal["clerk", "examiner", "chief_representative"] = "examiner"
    outcomes: list[Name] = Field(default_factory=list, min_length=1, max_length=10)
    limit: StepLimit = StepLimit(value=0, unit="NONE")


class Flow(Model):
    """From node to node; `on` names the outcomes; left out, it is for every outcome."""

    from_: Name = Field(alias="from")
    to: Name
    on: list[Name] = Field(default_factory=list, min_length=1, max_length=10)


class Process(Model):
    """The inner process (see `processes.py`)."""

    nodes: dict[Name, Node] = Field(min_length=2, max_length=50)
    flows: list[Flow] = Field(min_length=1, max_length=200)


class Provenance(Model):
    """Where a part comes from: `of` is a pointer, `origin` e.g. statute, guide, sample."""

    of: Annotated[str, StringConstraints(max_length=200)]
    origin: ShortText
    source: Annotated[str, StringConstraints(max_length=500)]


class Content(Model):
    """The whole content of a draft."""

    item_code: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{1,64}$")]
    code_origin: Literal["official", "synthetic"]
    name: ShortText
    item_type: ItemTypeName
    department: Annotated[str, StringConstraints(pattern=f"^{DEPARTMENT_CODE}$")]
    department_name: ShortText
    divisions: list[DivisionCode] = Field(min_length=1, max_length=50)
    applicant_types: list[ApplicantType] = Field(min_length=1, max_length=3)
    themes: list[ShortText] = Field(max_length=20)
    handling_modes: list[HandlingMode] = Field(max_length=6)
    channels: list[Channel] = Field(max_length=6)
    legal_regime: Name
    handling_type: Literal["IMMEDIATE", "COMMITTED"]
    statutory_limit: Limit
    committed_limit: Limit | None
    basis: list[LongText] = Field(min_length=1, max_length=20)
    conditions: list[LongText] = Field(max_length=50)
    fee: Fee
    validity: ShortText | None
    materials: list[Material] = Field(max_length=100)
    guide: Guide
    form_schema: dict[str, Any] | None
    process: Process | None
    instant_approval: dict[str, Any] | None
    least_assurance_level: Annotated[int, Field(ge=0, le=4)]
    provenance: list[Provenance] = Field(max_length=50)
