"""The closed lists of words that elements use, with the codes that GB/T 39046-2020 has for them where it has any."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
ItemCode = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{1,64}$")]
DivisionCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")]
BasisCode = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]{1,10}$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
CivilDate = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Days = Annotated[int, Field(ge=0, le=3660)]
Copies = Annotated[int, Field(ge=0, le=99)]

UnitName = Literal["WD", "D", "M", "H", "NOW", "NONE"]
ExtensionMode = Literal["D_ADD", "D_MAX", "D_WINDOW", "WD_ADD", "WD_MAX", "WD_AFTER", "WD_MEDIATE"]
ApplicantType = Literal[
    "natural_person",  # 自然人 1
    "legal_person",  # 法人, of any of the kinds below
    "enterprise",  # 企业法人 2
    "institution",  # 事业法人 3
    "social_organisation",  # 社会组织法人 4
    "government_body",  # 行政机关 5
    "individual_business",  # 个体工商户
    "other_organisation",  # 其他组织 6
]
HandlingMode = Literal["at_once", "online", "one_visit", "nearby", "self_service", "mobile"]
Channel = Literal["miniprogram", "h5", "window", "kiosk", "hotline", "door"]
MediaType = Literal["application/pdf", "image/jpeg", "image/png"]
FileType = Literal[
    "application/pdf",
    "image/jpeg",
    "image/png",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
]
Level = Literal["national", "province", "city", "county", "township", "village", "split"]  # 行使层级 1-7
HandlingArea = Literal["national", "cross_province", "cross_city", "cross_county"]  # 通办范围
OnlineDepth = Annotated[int, Field(ge=1, le=4)]  # 网上办理深度: information, booking, application, all of it
Appointment = Literal["none", "optional", "required"]
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
SpecialProcedureKind = Literal[
    "hearing",
    "tender",
    "auction",
    "inspection",
    "testing",
    "quarantine",
    "appraisal",
    "expert_review",
    "public_notice",
    "other",
]
ReformKind = Literal["cancelled", "delegated", "merged", "transferred"]  # 取消、下放、合并、转移
