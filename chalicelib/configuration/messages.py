"""Wording of the configuration's refusals."""

MESSAGES: dict[str, tuple[str, str]] = {
    "document_not_found": ("没有这份配置", "没有这个名称的配置文件，请核对名称。"),
    "configuration_invalid": ("配置内容有误", "请按照提示逐项修改后重新提交。"),
}

FAULTS: dict[str, str] = {
    "entry_repeated": "同一内容出现了多次。",
}
