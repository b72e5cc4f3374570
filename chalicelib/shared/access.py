"""Who may call: declared on each route as data, checked in one place, denied unless allowed."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NamedTuple

from chalicelib.shared.divisions import contains
from chalicelib.shared.errors import Forbidden, NotFound, Unauthenticated

DEPARTMENT_CODE = "[0-9A-Za-z]{1,20}"
"""How departments are called, for items and for staff alike: a city's own short code or a credit code."""


class Role(StrEnum):
    """Posts of staff. What a role may do is on the routes; who holds it is data."""

    CLERK = "clerk"  # 窗口人员
    EXAMINER = "examiner"  # 审查人员
    CHIEF_REPRESENTATIVE = "chief_representative"  # 首席代表
    HALL_MANAGER = "hall_manager"
    CATALOGUE_EDITOR = "catalogue_editor"
    CATALOGUE_AUDITOR = "catalogue_auditor"
    CONFIGURATION_EDITOR = "configuration_editor"
    CONFIGURATION_AUDITOR = "configuration_auditor"
    SUPERVISOR = "supervisor"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    SECURITY_ADMINISTRATOR = "security_administrator"


class Reach(StrEnum):
    """Whose things a route touches: anybody's, one's own, one's office's, or either of the last two."""

    ANY = "any"
    OWN = "own"
    OFFICE = "office"
    OWN_OR_OFFICE = "own_or_office"


class Access(NamedTuple):
    """Who may call a route. An empty declaration lets nobody in.

    `least_assurance_level` (实名等级, 0-4) is what a citizen needs; `stage` limits a route to one stage.
    """

    public: bool = False
    citizens: bool = False
    roles: AbstractSet[Role] = frozenset()
    least_assurance_level: int = 0
    reach: Reach = Reach.ANY
    stage: str | None = None

    def declared(self) -> dict[str, object]:
        """The declaration as data, for OpenAPI's `x-access`."""
        said: dict[str, object] = {"public": self.public, "citizens": self.citizens, "roles": sorted(self.roles)}
        if self.citizens:
            said["least_assurance_level"] = self.least_assurance_level
        return {**said, "reach": str(self.reach), **({"stage": self.stage} if self.stage else {})}


@dataclass
class Caller:
    """Who is asking. Staff carry the divisions and departments that they work for; `*` is all of them."""

    kind: Literal["citizen", "staff", "public", "system"]
    id: str = ""
    level: int = 0
    roles: frozenset[Role] = frozenset()
    divisions: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    session_id: str = ""
    channel: str = "h5"
    reach: Reach = Reach.ANY
    reach_checked: bool = field(default=False, compare=False)

    @property
    def role(self) -> str:
        """The word that stands beside the actor's id in acts."""
        return ",".join(sorted(self.roles)) if self.kind == "staff" else self.kind

    def works_for(self, division: str, department: str) -> bool:
        """Whether this is staff of that department, in that division or one that contains it."""
        if self.kind != "staff":
            return False
        return _within(division, self.divisions) and ("*" in self.departments or department in self.departments)

    def require_reach(self, code: str, *, owner: str | None = None, division: str = "", department: str = "") -> None:
        """Raise `NotFound(code)` unless the thing is within the reach that the route declares."""
        self.reach_checked = True
        own = self.reach in (Reach.OWN, Reach.OWN_OR_OFFICE) and self.kind == "citizen" and owner == self.id
        at_the_desk = self.reach in (Reach.OFFICE, Reach.OWN_OR_OFFICE) and bool(department)
        office = at_the_desk and self.works_for(division, department)
        if not (own or office or self.reach is Reach.ANY):
            raise NotFound(code)


PUBLIC = Caller(kind="public")


def system(name: str) -> Caller:
    """The city itself acting, under the name of the function or rule that acts."""
    return Caller(kind="system", id=name, channel="system")


def check(access: Access, caller: Caller) -> None:
    """Let the caller pass, or raise: 401 unknown, 403 role or assurance level lacking."""
    if access.public:
        return
    if caller.kind == "public":
        raise Unauthenticated("sign_in_required")
    if caller.kind == "citizen" and access.citizens:
        if caller.level < access.least_assurance_level:
            raise Forbidden("assurance_level_too_low", needed=access.least_assurance_level, held=caller.level)
        return
    if not (caller.kind == "staff" and caller.roles & access.roles):
        raise Forbidden("not_permitted")


def _within(division: str, scope: tuple[str, ...]) -> bool:
    return any(area == "*" or contains(area, division) for area in scope)
