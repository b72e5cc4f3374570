"""What is kept of staff. Clear text is nowhere in here."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from chalicelib.shared.access import Post, Role
from chalicelib.shared.acts import Chain

# Contexts of sealing: what is sealed as one thing cannot be passed off as another.
NAME_SEAL = "name"


class StaffState(StrEnum):
    ACTIVE = "active"
    LEFT = "left"


class Staff(NamedTuple):
    """A member of staff. The name is sealed under the salt; the password is an argon2id PHC string."""

    staff_no: str
    salt: str
    name: str
    password: str
    roles: frozenset[Role]
    departments: tuple[str, ...]
    divisions: tuple[str, ...]
    state: StaffState
    chain: Chain
    version: int | None = None

    @property
    def active(self) -> bool:
        return self.state is StaffState.ACTIVE

    @property
    def posts(self) -> tuple[Post, ...]:
        """What they may do, and for whom."""
        return (Post(self.roles, self.departments, self.divisions),)
