"""Departments and their posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.shared.access import Access, Role
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import staff as wiring

if TYPE_CHECKING:
    from chalicelib.staff.departments import Described

routes = Routes("staff")

ADMINISTRATOR = Access(roles=frozenset({Role.ADMINISTRATOR}))
ALL_POSTS = Access(roles=frozenset(Role))


@routes.get("/departments", access=ALL_POSTS, query="PageQuery", answer="DepartmentList")
def list_departments(call: Call) -> dict[str, Any]:
    """部门列表 — departments and their posts."""
    return wiring.departments().listed(call.query.limit, call.query.cursor)


@routes.post("/departments", access=ADMINISTRATOR, body="NewDepartment", answer="DepartmentBody")
def register_department(call: Call) -> dict[str, Any]:
    """登记部门 — a department and its posts."""
    return wiring.departments().register(call.body.code, _described(call.body), call.caller, call.once)


@routes.get("/departments/{code}", access=ALL_POSTS, answer="DepartmentBody")
def show_department(call: Call, code: str) -> dict[str, Any]:
    """查看部门 — a department and its posts."""
    return wiring.departments().shown(code)


@routes.put(
    "/departments/{code}", access=ADMINISTRATOR, body="DescribedDepartment", answer="DepartmentBody", if_match=True
)
def change_department(call: Call, code: str) -> dict[str, Any]:
    """变更部门 — its name, credit code and posts; whoever holds a changed post has to refresh their tokens."""
    return wiring.departments().change(code, _described(call.body), call.if_match or 0, call.caller)


def _described(body: Any) -> Described:
    from chalicelib.staff.departments import Described
    from chalicelib.staff.records import DepartmentPost

    posts = (
        DepartmentPost(post["post_code"], post["name"].strip(), frozenset(map(Role, post["roles"])))
        for post in body.posts
    )
    return Described(body.name.strip(), body.credit_code, tuple(posts))
