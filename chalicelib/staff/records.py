"""What is kept of staff. Clear text is nowhere in here."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from chalicelib.shared.access import Role
from chalicelib.shared.acts import Chain

# Contexts of sealing: what is sealed as one thing cannot be passed off as another.
NAME_SEAL = "name"
REASON_SEAL = "stand_in_reason"
SEED_SEAL = "totp_seed"


class StaffState(StrEnum):
    ACTIVE = "active"
    LEFT = "left"


class Held(NamedTuple):
    """A post of a department that somebody holds, and for which divisions. What it allows, the department says."""

    department: str
    post_code: str
    divisions: tuple[str, ...]


class StandIn(NamedTuple):
    """AB 岗: who does a colleague's work from the first day to the last, both included. The reason is sealed."""

    stand_in_id: str
    stand_in: str
    from_on: date
    until_on: date
    reason: str
    revoked: bool = False

    def on(self, day: date) -> bool:
        """Whether they stand in on that day."""
        return not self.revoked and self.from_on <= day <= self.until_on

    def over(self, day: date) -> bool:
        """Whether nothing comes of it any more."""
        return self.revoked or self.until_on < day

    def meets(self, other: StandIn) -> bool:
        """Whether both are in force on some day."""
        apart = other.until_on < self.from_on or self.until_on < other.from_on
        return not (self.revoked or other.revoked or apart)


class Staff(NamedTuple):
    """A member of staff. The name is sealed under the salt. `roles` for `departments` and `divisions` are theirs
    directly, `held` through posts of departments; `stand_ins` do their work.
    """

    staff_no: str
    salt: str
    name: str
    roles: frozenset[Role]
    departments: tuple[str, ...]
    divisions: tuple[str, ...]
    state: StaffState
    chain: Chain
    held: tuple[Held, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()
    version: int | None = None

    @property
    def active(self) -> bool:
        return self.state is StaffState.ACTIVE

    @property
    def belongs_to(self) -> frozenset[str]:
        """The departments that list them: none once they left."""
        return frozenset((*self.departments, *(held.department for held in self.held))) if self.active else frozenset()


class Credentials(NamedTuple):
    """How somebody proves who they are. Passwords are argon2id PHC strings, seeds are sealed under the staff's salt.

    Sessions opened before `sessions_from` are over, but for the one that is `spared`. `last_step` is the 30 seconds
    whose one-time code was used last.
    """

    staff_no: str
    password: str
    set_at: datetime
    temporary: bool
    sessions_from: datetime
    spared: str = ""
    former: tuple[str, ...] = ()
    seed: str | None = None
    pending: str | None = None
    last_step: int = 0
    version: int | None = None


class File(NamedTuple):
    """Everything that a log-in needs of somebody. `colleagues` may be those whose work they do."""

    staff: Staff
    credentials: Credentials
    colleagues: tuple[str, ...] = ()


class DepartmentPost(NamedTuple):
    """岗位 of a department: same post, same rights."""

    post_code: str
    name: str
    roles: frozenset[Role]


class Department(NamedTuple):
    """部门. The credit code is 统一社会信用代码, where it has one."""

    code: str
    name: str
    credit_code: str | None
    posts: tuple[DepartmentPost, ...]
    chain: Chain
    version: int | None = None

    def roles_of(self, post_code: str) -> frozenset[Role]:
        """What a post allows; nothing if there is none of that code."""
        return next((post.roles for post in self.posts if post.post_code == post_code), frozenset())


class Administrators(NamedTuple):
    """Who administers the city: never nobody."""

    staff_nos: frozenset[str]
    version: int | None = None
