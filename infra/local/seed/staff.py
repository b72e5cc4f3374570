"""Sample staff: one for each post. Powers that must be separate are held by different people."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from infra.local.seed.client import SeedRefused, StaffClient

_EVERYWHERE = ("*",)
_IN_USE = 409


@dataclass(frozen=True)
class Member:
    """Somebody who works for the city: number, name, posts, and for whom."""

    staff_no: str
    name: str
    roles: tuple[str, ...]
    departments: tuple[str, ...] = _EVERYWHERE
    divisions: tuple[str, ...] = _EVERYWHERE


ADMINISTRATOR = Member("900001", "管理员", ("administrator",), (), ())
EDITOR = Member("800001", "事项编制员", ("catalogue_editor",))
AUDITOR = Member("800002", "事项审核员", ("catalogue_auditor",))
PUBLISHER = Member("800003", "事项发布员", ("catalogue_auditor",))
STAFF = (
    Member("100001", "窗口人员", ("clerk",)),
    Member("200001", "审查人员", ("examiner",)),
    Member("300001", "首席代表", ("chief_representative",)),
    Member("400001", "大厅管理员", ("hall_manager",)),
    EDITOR,
    AUDITOR,
    PUBLISHER,
    Member("810001", "配置编制员", ("configuration_editor",)),
    Member("810002", "配置审核员", ("configuration_auditor",)),
    Member("700001", "效能监督员", ("supervisor",)),
    Member("950001", "安全审计员", ("auditor",), (), ()),
    Member("960001", "安全管理员", ("security_administrator",), (), ()),
)


def new_passwords() -> dict[str, str]:
    """A password for each, made up for this city alone."""
    return {member.staff_no: secrets.token_urlsafe(12) for member in (ADMINISTRATOR, *STAFF)}


def register(administrator: StaffClient, passwords: dict[str, str]) -> None:
    """Open the accounts; those that are open stay as they are. Raises SeedRefused."""
    for member in STAFF:
        body = {**vars(member), "password": passwords[member.staff_no]}
        try:
            administrator.post("/v1/staff", body)
        except SeedRefused as refused:
            if refused.status != _IN_USE:
                raise


def shown(passwords: dict[str, str]) -> list[dict[str, Any]]:
    """The staff as `.local/city.json` shows them. Second factors come with a later issue of the application."""
    return [
        {**vars(member), "password": passwords[member.staff_no], "totp_seed": None}
        for member in (ADMINISTRATOR, *STAFF)
    ]
