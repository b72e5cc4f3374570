"""The wording of what the directory of staff refuses: code → (title, detail), and of faults in its fields."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "staff_not_found": ("没有找到", "没有该工号的工作人员。"),
    "staff_no_in_use": ("工号已使用", "该工号已经登记,请核对后更换工号。"),
    "administrator_exists": ("管理员已存在", "首位系统管理员已经登记,其他人员请由管理员登记。"),
}

FAULTS: dict[str, str] = {
    "powers_not_separate": "系统管理员、安全管理员、审计员三类权限不能授予同一人。",
}
