"""The content of an item's edition: elements of an implementation list (实施清单), GB/T 39554.1 and GB/T 39046.

A draft may leave out what it does not know yet; `completing.py` fills that in with the defaults below. What a draft
must have before anybody passes it is said by `checks/`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from chalicelib.catalogue.elements.materials import Material
from chalicelib.catalogue.elements.parts import (
    Basis,
    Commitment,
    Condition,
    ExaminationPoint,
    Fee,
    Limit,
    Place,
    Prerequisite,
    Provenance,
    Reform,
    Remedies,
    Result,
    SpecialProcedure,
    Visits,
)
from chalicelib.catalogue.elements.process import Process
from chalicelib.catalogue.elements.situations import Guide
from chalicelib.catalogue.elements.words import (
    ApplicantType,
    Appointment,
    Channel,
    DivisionCode,
    HandlingArea,
    HandlingMode,
    ItemCode,
    ItemTypeName,
    Level,
    Name,
    OnlineDepth,
)
from chalicelib.shared.access import DEPARTMENT_CODE
from chalicelib.shared.schema import LongText, Model, ShortText


class PublicElements(Model):
    """The elements that everybody may know of a published item."""

    # 名称与编码
    item_code: ItemCode
    code_origin: Literal["official", "synthetic"] = "official"
    basic_code: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{1,64}$")] | None = None
    name: ShortText
    aliases: list[ShortText] = Field(default_factory=list, max_length=20)
    keywords: list[ShortText] = Field(default_factory=list, max_length=20)
    item_type: ItemTypeName
    legal_regime: Name
    # 实施主体
    department: Annotated[str, StringConstraints(pattern=f"^{DEPARTMENT_CODE}$")]
    department_name: ShortText
    level: Level | None = None
    divisions: list[DivisionCode] = Field(default_factory=list, max_length=50)
    # 服务对象与分类
    applicant_types: list[ApplicantType] = Field(default_factory=list, max_length=8)
    themes: list[ShortText] = Field(default_factory=list, max_length=20)
    # 依据、条件、前置
    basis: list[Basis] = Field(default_factory=list, max_length=20)
    conditions: list[Condition] = Field(default_factory=list, max_length=50)
    prerequisites: list[Prerequisite] = Field(default_factory=list, max_length=20)
    # 时限
    handling_type: Literal["IMMEDIATE", "COMMITTED"] = "COMMITTED"
    statutory_limit: Limit = Limit(value=None, unit="NONE")
    committed_limit: Limit | None = None
    special_procedures: list[SpecialProcedure] = Field(default_factory=list, max_length=20)
    # 材料与收费
    materials: list[Material] = Field(default_factory=list, max_length=100)
    fee: Fee = Fee(charged=None)
    # 办理
    handling_modes: list[HandlingMode] = Field(default_factory=list, max_length=6)
    channels: list[Channel] = Field(default_factory=list, max_length=6)
    online_depth: OnlineDepth | None = None
    handling_area: HandlingArea | None = None
    appointment: Appointment = "none"
    visits: Visits = Visits()
    places: list[Place] = Field(default_factory=list, max_length=50)
    commitment: Commitment | None = None
    least_assurance_level: Annotated[int, Field(ge=0, le=4)] = 2
    # 结果与救济
    results: list[Result] = Field(default_factory=list, max_length=10)
    validity: ShortText | None = None
    remedies: Remedies = Remedies()
    consultation_line: ShortText | None = None
    complaint_line: ShortText | None = None
    provenance: list[Provenance] = Field(default_factory=list, max_length=50)


class Content(PublicElements):
    """The whole content of a draft: what the public sees, and what stays inside."""

    confidential: bool = False  # 涉密: never in a public answer
    examination: list[ExaminationPoint] = Field(default_factory=list, max_length=100)  # 审查细则
    handbook: LongText | None = None  # 业务手册
    guide: Guide = Guide(questions=[], tables=[])
    form_schema: dict[str, Any] | None = None
    process: Process | None = None
    instant_approval: dict[str, Any] | None = None
    reform: Reform | None = None
