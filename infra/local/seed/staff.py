"""Sample staff: one for each post. Powers that must be separate are held by different people."""

from __future__ import annotations

import json
import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

from infra.local.first_log_in import do_duties
from infra.local.seed.client import SeedRefused, StaffClient

_EVERYWHERE = ("*",)
_UNAUTHORISED, _IN_USE = 401, 409
_AT_ONCE = 4
_ALL_CLASSES = "aA1-"  # a random text may lack one

Secrets = dict[str, Any]


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
HALL_MANAGER = Member("400001", "大厅管理员", ("hall_manager",))
STAFF = (
    Member("100001", "窗口人员", ("clerk",)),
    Member("200001", "审查人员", ("examiner",)),
    Member("300001", "首席代表", ("chief_representative",)),
    HALL_MANAGER,
    EDITOR,
    AUDITOR,
    PUBLISHER,
    Member("810001", "配置编制员", ("configuration_editor",)),
    Member("810002", "配置审核员", ("configuration_auditor",)),
    Member("700001", "效能监督员", ("supervisor",)),
    Member("950001", "安全审计员", ("auditor",), (), ()),
    Member("960001", "安全管理员", ("security_administrator",), (), ()),
)

LETTER = {
    "department": "*",
    "divisions": ["*"],
    "item_codes": ["*"],
    "document_no": "示例授权〔2026〕1号",
    "powers": ["decide", "approve_extension", "approve_urgency"],
    "from_on": "2026-01-01",
    "until_on": "2035-12-31",
}
"""What a sample chief representative may sign: everything, everywhere."""


class Keys:
    """What the sample staff log in with, in a file that this user alone can read.

    Each has a temporary password, with which they are registered, one of their own, and a seed once one is enrolled.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._alone = Lock()
        kept: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
        known = {staff_no: keys for staff_no, keys in kept.items() if isinstance(keys, dict)}
        self._keys: dict[str, Secrets] = {**new_keys(), **known}
        self._write()

    def of(self, member: Member) -> Secrets:
        """Number, temporary and own password, and seed."""
        return {"staff_no": member.staff_no, **self._keys[member.staff_no]}

    def keep_seed(self, member: Member, seed: str) -> None:
        """Remember a seed before it counts: nobody tells it again."""
        with self._alone:
            self._keys[member.staff_no]["totp_seed"] = seed
            self._write()

    def _write(self) -> None:
        unfinished = self._file.with_suffix(".part")
        unfinished.touch(mode=0o600)
        unfinished.write_text(json.dumps(self._keys, indent=2))
        unfinished.replace(self._file)


def new_keys() -> dict[str, Secrets]:
    """Passwords for each, made up for this city alone."""
    return {
        member.staff_no: {"temporary": _password(), "password": _password(), "totp_seed": None}
        for member in (ADMINISTRATOR, *STAFF)
    }


def settle(base_url: str, administrator: StaffClient, keys: Keys) -> dict[str, StaffClient]:
    """Open the accounts, do what everybody does first, let some sign; all logged in, by number. Raises SeedRefused."""

    def settled(member: Member) -> tuple[str, StaffClient]:
        register(administrator, member, keys)
        return member.staff_no, at_work(base_url, member, keys)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        at_work_now = dict(pool.map(settled, STAFF))
    authorise(administrator)
    return at_work_now


def authorise(administrator: StaffClient) -> None:
    """Let the chief representatives sign, where no letter says so yet. Raises SeedRefused."""
    for member in STAFF:
        path = f"/v1/staff/{member.staff_no}/signing-authorities"
        if "chief_representative" in member.roles and not administrator.get(path)["signing_authorities"]:
            administrator.post_anew(path, LETTER)


def register(administrator: StaffClient, member: Member, keys: Keys) -> None:
    """Open an account; one that is open stays as it is. Raises SeedRefused."""
    try:
        administrator.post("/v1/staff", {**vars(member), "password": keys.of(member)["temporary"]})
    except SeedRefused as refused:
        if refused.status != _IN_USE:
            raise


def at_work(base_url: str, member: Member, keys: Keys) -> StaffClient:
    """A member of staff, logged in, duties done. Raises SeedRefused."""
    own = keys.of(member)
    try:
        client = StaffClient(base_url, {**own, "password": own["temporary"], "totp_seed": None})
    except SeedRefused as refused:
        if refused.status != _UNAUTHORISED:
            raise
        client = StaffClient(base_url, own)
    if duties := client.get("/v1/me")["duties"]:
        do_duties(client.post_anew, duties, own["temporary"], own["password"], partial(keys.keep_seed, member))
        client.refresh()
    return client


def shown(keys: Keys) -> list[dict[str, Any]]:
    """The staff as `.local/city.json` shows them. `totp_seed` is base32, null for who has no second factor."""
    members = ((member, keys.of(member)) for member in (ADMINISTRATOR, *STAFF))
    return [{**vars(member), "password": own["password"], "totp_seed": own["totp_seed"]} for member, own in members]


def _password() -> str:
    return secrets.token_urlsafe(12) + _ALL_CLASSES
