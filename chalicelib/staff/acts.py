"""The acts of this domain. Names and reasons in `changes` are sealed under the salt of whom they are about."""

from __future__ import annotations

from chalicelib.shared.acts import ActType

_SCOPE = frozenset({"roles", "departments", "divisions", "posts"})


def _internal(name: str, wording: str, *changes: str) -> ActType:
    return ActType(name, wording, changes=frozenset(changes), public=False)


STAFF_REGISTERED = _internal("staff.registered", "已登记工作人员", "name", *_SCOPE)
STAFF_CHANGED = _internal("staff.changed", "已变更工作人员岗位", *_SCOPE)
STAFF_DEPARTED = _internal("staff.departed", "工作人员已离职", "state")
STAFF_UNLOCKED = _internal("staff.unlocked", "已解除登录锁定", "locked")
PASSWORD_RESET = _internal("staff.password_replaced", "管理员已重置口令", "temporary")
PASSWORD_CHANGED = _internal("staff.password_changed", "本人已修改口令", "temporary")
SECOND_FACTOR_ENROLLED = _internal("staff.second_factor_enrolled", "本人已绑定动态口令", "second_factor")
SECOND_FACTOR_RESET = _internal("staff.second_factor_removed", "安全管理员已解除动态口令", "second_factor")
STAND_IN_APPOINTED = _internal(
    "staff.stand_in_appointed", "已安排 B 岗顶岗", "stand_in_id", "stand_in", "from_on", "until_on", "reason"
)
STAND_IN_ASSIGNED = _internal(
    "staff.stand_in_assigned", "已受命顶岗", "stand_in_id", "colleague", "from_on", "until_on"
)
STAND_IN_DISMISSED = _internal("staff.stand_in_dismissed", "已终止 B 岗顶岗", "stand_in_id", "stand_in")
STAND_IN_RELEASED = _internal("staff.stand_in_released", "已结束顶岗", "stand_in_id", "colleague")
SIGNING_AUTHORITY_GIVEN = _internal(
    "staff.signing_authority_given", "已登记签发授权",
    "authority_no", "department", "divisions", "item_codes", "document_no", "powers", "from_on", "until_on",
)  # fmt: skip
SIGNING_AUTHORITY_REVOKED = _internal("staff.signing_authority_revoked", "已撤销签发授权", "authority_no", "revoked_on")
DEPARTMENT_REGISTERED = _internal("department.registered", "已登记部门", "name", "credit_code", "posts")
DEPARTMENT_CHANGED = _internal("department.changed", "已变更部门", "name", "credit_code", "posts")

ACT_TYPES = (
    STAFF_REGISTERED,
    STAFF_CHANGED,
    STAFF_DEPARTED,
    STAFF_UNLOCKED,
    PASSWORD_RESET,
    PASSWORD_CHANGED,
    SECOND_FACTOR_ENROLLED,
    SECOND_FACTOR_RESET,
    STAND_IN_APPOINTED,
    STAND_IN_ASSIGNED,
    STAND_IN_DISMISSED,
    STAND_IN_RELEASED,
    SIGNING_AUTHORITY_GIVEN,
    SIGNING_AUTHORITY_REVOKED,
    DEPARTMENT_REGISTERED,
    DEPARTMENT_CHANGED,
)
