"""The wording of what is refused about windows: code → (title, detail), and of faults in their fields."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "accepted_at_window_only": (
        "该事项由窗口统一受理",
        "该事项实行一窗对外，部门不在窗口之外重复受理。请由以下窗口受理：{windows}。",
    ),
    "served_at_window_only": (
        "该事项的结果由窗口统一送达",
        "该事项实行一窗对外，窗口受理的，结果也在窗口领取。请由以下窗口送达：{windows}；也可以邮寄或者网上送达。",
    ),
    "window_not_found": ("没有这个窗口", "没有这个窗口，或者不在您的管理范围内。请核对窗口编号。"),
    "window_closed": ("窗口已关闭", "该窗口已经关闭，不能再变更。需要恢复的，请重新开设窗口。"),
    "too_many_windows": ("窗口过多", "一个区划最多开设 {most} 个窗口，请先关闭不再使用的窗口。"),
    "windows_too_large": ("窗口配置过大", "该区划的窗口配置过大，请精简窗口受理的事项和人员，或者按部门配置。"),
}

FAULTS: dict[str, str] = {
    "window_no_in_use": "该区划已有同号的窗口，请更换窗口号。",
    "window_serves_nothing": "请至少填写一个部门或者一个事项；受理全部事项的填写 *。",
    "hours_reversed": "结束时间应晚于开始时间。",
    "hours_overlap": "同一天的开放时间重叠，请合并或者修改。",
    "division_unknown": "没有这个行政区划，请核对区划代码。",
    "department_unknown": "没有登记这个部门，请核对部门代码。",
    "item_unknown": "没有正在实施的此事项，请核对事项编码。",
    "staff_unknown": "没有该工号的在职人员，请核对工号。",
}
