"""Wording of the configuration's refusals."""

MESSAGES: dict[str, tuple[str, str]] = {
    "document_not_found": ("没有这份配置", "没有这个名称的配置文件，请核对名称。"),
    "configuration_invalid": ("配置内容有误", "请按照提示逐项修改后重新提交。"),
}

FAULTS: dict[str, str] = {
    "entry_repeated": "同一内容出现了多次。",
    "brace_alone": "花括号只能用来标出填写处，例如 {{item_name}}。",
    "placeholder_unknown": "没有“{name}”这个填写处，可以使用：{known}。",
    "placeholder_missing": "缺少填写处“{name}”，依法必须写明。",
    "span_reversed": "结束日期早于开始日期。",
    "day_of_another_year": "这一天不在{year}年，也不在其上一年12月。",
    "calendar_gap": "缺少{year}年的放假安排，各年度必须连续。",
    "working_day_also_off": "同一天既写了放假，又写了上班。",
    "holiday_forgotten": "没有写明{name}的法定放假日期，请核对通知。",
    "holiday_too_long": "连续放假或者上班最多{maximum}天，请核对起止日期。",
    "closure_too_long": "一次停止办公最多{maximum}天。",
    "placeholder_may_be_left_out": "“{name}”与可能没有内容的填写处在同一段，可能被整段略去，请单独成段。",
}
