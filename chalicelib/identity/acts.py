"""The acts of this domain. Names and numbers in `changes` are sealed under the salt of whom they are about."""

from __future__ import annotations

from chalicelib.shared.acts import ActType

PERSON_VERIFIED = ActType(
    "person.verified",
    "已完成实名认证",
    changes=frozenset(
        {"verification_id", "method", "assurance_level", "account_id", "certificate", "name", "resident_id", "evidence"}
    ),
)
PERSON_DATA_OPENED = ActType(
    "person.data_opened",
    "已查看个人信息",
    changes=frozenset({"person_id", "why", "what", "departments", "case_no"}),
    public=False,
)

PERSON_REGISTERED = ActType(
    "person.registered",
    "已登记个人信息",
    changes=frozenset({"certificate", "name", "resident_id", "evidence"}),
)

ACT_TYPES = (PERSON_VERIFIED, PERSON_DATA_OPENED, PERSON_REGISTERED)
