"""The configuration documents and the defaults they ship with. A city publishes its own values; code has none.

A field is here when code obeys it, and not before: what can be set takes effect.
"""

from __future__ import annotations

from chalicelib.configuration.rules import Document, choice, flag, whole

PRODUCT = "product default"
MIB = 1024 * 1024


class Intake(Document):
    """收件: what an applicant may send, and how long it is kept."""

    draft_days: int = whole(30, "草稿保留天数", "day", PRODUCT, least=1, most=365)
    form_max_bytes: int = whole(65536, "表单大小上限", "byte", PRODUCT, least=1024, most=128 * 1024)
    material_max_bytes: int = whole(10 * MIB, "单份材料大小上限", "byte", PRODUCT, least=100 * 1024, most=50 * MIB)
    materials_per_case: int = whole(30, "每件材料份数上限", "file", PRODUCT, least=1, most=60)
    material_types: tuple[str, ...] = choice(
        ("application/pdf", "image/jpeg", "image/png"),
        "接收的文件类型",
        "media type",
        PRODUCT,
        among=("application/pdf", "image/jpeg", "image/png"),
    )
    retention_years: int = whole(
        30, "办件档案保管年限", "year", "product default; the city's archive schedule decides", least=10, most=200
    )


class Remedies(Document):
    """救济途径: what whoever is refused is told, with every refusal."""

    review_days: int = whole(60, "申请行政复议的期限", "day", "行政复议法第二十条", least=60, most=365)
    litigation_months: int = whole(6, "提起行政诉讼的期限", "month", "行政诉讼法第四十六条", least=6, most=24)


class Sessions(Document):
    """会话: how long a log-in lasts."""

    access_seconds: int = whole(900, "访问令牌有效期", "second", PRODUCT, least=60, most=900)
    refresh_absolute_seconds: int = whole(
        30 * 86400, "刷新令牌最长有效期", "second", PRODUCT, least=1800, most=90 * 86400
    )
    staff_absolute_seconds: int = whole(12 * 3600, "工作人员最长登录时间", "second", PRODUCT, least=1800, most=86400)
    refresh_grace_seconds: int = whole(60, "重复刷新宽限时间", "second", PRODUCT, least=0, most=300)


class Publishing(Document):
    """发布: how many people stand between a draft and the public."""

    auditor_may_publish: bool = flag(True, "审核人可以兼任发布人", PRODUCT)


TITLES = {
    "intake": "收件",
    "remedies": "救济途径",
    "sessions": "会话",
    "publishing": "发布",
}
KINDS: dict[str, type[Document]] = {
    "intake": Intake,
    "remedies": Remedies,
    "sessions": Sessions,
    "publishing": Publishing,
}
