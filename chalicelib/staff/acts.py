"""The acts of this domain. Names in `changes` are sealed under the salt of whom they are about."""

from __future__ import annotations

from chalicelib.shared.acts import ActType

STAFF_REGISTERED = ActType(
    "staff.registered",
    "已登记工作人员",
    changes=frozenset({"name", "roles", "departments", "divisions"}),
    public=False,
)

ACT_TYPES = (STAFF_REGISTERED,)
