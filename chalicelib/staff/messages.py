"""The wording of what the directory of staff refuses: code → (title, detail), and of faults in its fields."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "staff_not_found": ("没有找到", "没有该工号的在职人员，或者不在您的管理范围内。请核对工号。"),
    "staff_no_in_use": ("工号已使用", "该工号已经登记，请核对后更换工号。"),
    "administrator_exists": ("管理员已存在", "首位系统管理员已经登记，其他人员请由管理员登记。"),
    "last_administrator": ("不能没有系统管理员", "这是最后一位系统管理员，请先登记另一位系统管理员再办理。"),
    "not_on_oneself": (
        "不能为本人办理",
        "不能变更本人或者您所顶岗同事的权限、账号和顶岗安排，请由另一位有权限的人员办理。",
    ),
    "not_by_stand_in": (
        "顶岗期间不能办理",
        "系统管理员、安全管理员、审计员的权限不能由顶岗人员授予或转交，请由系统管理员本人办理。",
    ),
    "powers_not_separate": (
        "权限必须分离",
        "系统管理员、安全管理员、审计员三类权限不能由同一人行使，顶岗也不例外，请另选人员。",
    ),
    "too_many_posts": ("顶岗人数过多", "同一时间最多为两位同事顶岗，请另选人员或调整日期。"),
    "too_many_stand_ins": ("顶岗安排过多", "该人员尚未结束的顶岗安排过多，请先终止不再需要的安排。"),
    "stand_in_not_found": ("没有找到", "没有这项顶岗安排，请刷新后重试。"),
    "stand_in_over": ("顶岗已经结束", "这项顶岗安排已经结束，无需再次终止。"),
    "signing_authority_not_found": ("没有找到", "没有这项签发授权，请核对授权编号。"),
    "signing_authority_over": ("授权已经失效", "这项签发授权已经到期或撤销，无需再次撤销。"),
    "too_many_authorities": (
        "签发授权过多",
        "一人最多有 {most} 项有效的签发授权，请先撤销不再需要的授权，或者合并为一项。",
    ),
    "second_factor_enrolled": (
        "已绑定动态口令",
        "您已绑定动态口令。更换手机或遗失的，请联系安全管理员解除后重新绑定。",
    ),
    "second_factor_not_begun": ("尚未申请绑定", "请先申请绑定动态口令，用认证器扫码后再填写验证码。"),
    "department_exists": ("部门代码已使用", "该部门代码已经登记，请核对后更换代码，或者直接修改该部门。"),
    "department_not_found": ("没有这个部门", "没有这个代码的部门，请核对部门代码。"),
}

FAULTS: dict[str, str] = {
    "powers_not_separate": "系统管理员、安全管理员、审计员三类权限不能授予同一人。",
    "power_given_to_persons_only": "系统管理员、安全管理员、审计员三类权限只能直接授予个人，不能设为部门岗位。",
    "power_would_be_lent": "该人员有尚未结束的顶岗安排，授予此项权限会一并交给顶岗人员，请先终止顶岗安排。",
    "post_code_repeated": "同一部门的岗位代码不能重复。",
    "post_unknown": "该部门没有这个岗位，请核对部门和岗位代码。",
    "too_many_posts": "岗位、部门或区划过多，请精简，或使用上级区划代码。",
    "password_too_plain": "口令应包含大写字母、小写字母、数字、其他字符中的至少 {classes} 种。",
    "password_names_its_owner": "口令不能包含工号。",
    "password_used_before": "不能使用最近 {history} 次用过的口令。",
    "password_wrong": "当前口令不正确，请核对；连续输错会暂时锁定。",
    "totp_code_wrong": "动态口令不正确或已过期，请核对手机时间后填写最新的 6 位数字。",
    "authority_too_short": "签发授权的期限不得少于一年，请核对授权书上的起止日期。",
    "authority_already_over": "授权书已经到期，请填写现行有效的授权书。",
    "not_chief_representative_there": "该人员不是该部门在此区划的首席代表，请先调整岗位，或者核对部门和区划。",
    "stand_in_is_the_same": "顶岗人员不能是本人，请另选人员。",
    "stand_in_dates_wrong": "截止日期不能早于开始日期和今天，顶岗最长不超过一年。",
}
