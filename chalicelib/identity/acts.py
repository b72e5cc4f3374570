"""The acts of this domain. Names and numbers in `changes` are sealed under the salt of whom they are about."""

from __future__ import annotations

from chalicelib.shared.acts import ActType

PERSON_VERIFIED = ActType(
    "person.verified",
    "已完成实名认证",
    changes=frozenset(
        {
            "verification_id", "method", "assurance_level", "account_id", "certificate", "name", "resident_id",
            "evidence", "reason_sealed", "guardian_present",
        }
    ),
)  # fmt: skip
PERSON_PHONE_CONFIRMED = ActType(
    "person.phone_confirmed", "已确认手机号", changes=frozenset({"account_id", "assurance_level"})
)
PERSON_ACCOUNT_DETACHED = ActType("person.account_detached", "已解除账号绑定", changes=frozenset({"account_id"}))
PERSON_ACCOUNT_SEPARATED = ActType(
    "person.account_separated", "已更正被误认证的账号", changes=frozenset({"account_id", "reason_sealed"})
)
PERSON_ACCOUNT_RECEIVED = ActType("person.account_received", "账号已独立", changes=frozenset({"account_id"}))
PERSON_CLOSING_REQUESTED = ActType("person.closing_requested", "已申请注销账号", changes=frozenset({"due_on"}))
PERSON_CLOSING_WITHDRAWN = ActType("person.closing_withdrawn", "已撤回注销申请", changes=frozenset({"due_on"}))
PERSON_CLOSED = ActType("person.closed", "账号已注销", changes=frozenset({"kept_until"}))
PERSON_REOPENED = ActType("person.reopened", "已重新启用", changes=frozenset({"state"}))
PERSON_ERASED = ActType("person.erased", "个人信息已删除", changes=frozenset({"state"}))
PERSON_SESSION_ENDED = ActType(
    "person.session_ended",
    "登录凭证被重复使用，系统已让该设备退出登录。如非本人操作，请检查您的登录设备",
    changes=frozenset({"reason", "session_id", "session_channel"}),
)
KIOSK_REGISTERED = ActType("kiosk.registered", "已登记自助终端", changes=frozenset({"place"}), public=False)
KIOSK_DEREGISTERED = ActType("kiosk.deregistered", "已停用自助终端", changes=frozenset({"place"}), public=False)
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

ACT_TYPES = (
    PERSON_VERIFIED,
    PERSON_PHONE_CONFIRMED,
    PERSON_ACCOUNT_DETACHED,
    PERSON_ACCOUNT_SEPARATED,
    PERSON_ACCOUNT_RECEIVED,
    PERSON_CLOSING_REQUESTED,
    PERSON_CLOSING_WITHDRAWN,
    PERSON_CLOSED,
    PERSON_REOPENED,
    PERSON_ERASED,
    PERSON_SESSION_ENDED,
    KIOSK_REGISTERED,
    KIOSK_DEREGISTERED,
    PERSON_DATA_OPENED,
    PERSON_REGISTERED,
)
