"""Wording of the refusals about consent. Withdrawing is never refused, so it has none."""

MESSAGES: dict[str, tuple[str, str]] = {
    "wording_changed": (
        "说明已经更新",
        "您看到的说明已经更新，现行的是第 {version} 版。请重新阅读后再决定是否同意；不同意也可以到窗口办理。",
    ),
    "purpose_not_found": ("没有这个用途", "没有这个名称的用途，请从“同意管理”的列表中选择。"),
}
