"""Wording of supervision's refusals."""

MESSAGES: dict[str, tuple[str, str]] = {
    "act_already_counted": ("已经统计", "这一办理记录已经计入统计，无需重复。"),
}
