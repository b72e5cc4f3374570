"""Wording of supervision's refusals."""

MESSAGES: dict[str, tuple[str, str]] = {
    "act_already_counted": ("已经统计", "这一办理记录已经计入统计，无需重复。"),
}

FAULTS: dict[str, str] = {
    "period_reversed": "结束日期不能早于开始日期。",
    "period_too_long": "一次最多查询 {days} 天。",
}
