"""Wording of enforcement's refusals."""

MESSAGES: dict[str, tuple[str, str]] = {
    "recomputation_not_found": (
        "没有找到期限重算记录",
        "该配置发布没有引起期限重算，或者不在您的监察范围内。重算在放假安排发布后一两分钟开始，请稍后再查。",
    ),
    "subject_reported": ("期限重算已经记录", "该事项的期限重算结果已经记录，无需再次记录。"),
}
