"""What the directory of staff needs from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from chalicelib.staff.authority import SigningAuthorities
    from chalicelib.staff.records import Administrators, Credentials, Department, File, Staff, StandIn

Writes = tuple[Any, ...]


class Page(NamedTuple):
    """Part of a list; `next` is where it goes on."""

    entries: tuple[Any, ...]
    next: dict[str, str] | None


class StaffStore(Protocol):
    """Where the staff are. Readers return None for what is absent; the rest make writes for a change."""

    def file(self, staff_no: str, today: date) -> File | None:
        """Account, credentials and those whose work they may do today or later: one read."""

    def staff(self, staff_no: str) -> Staff | None: ...

    def several(self, staff_nos: Iterable[str]) -> Mapping[str, Staff]:
        """The accounts that there are, by number: one read; at most 100 are asked for."""

    def save_staff(self, staff: Staff, before: Staff | None = None) -> Writes:
        """Save an account and list it with the departments it belongs to now; `before` is as it was read."""

    def listed(self, department: str | None, state: str | None, limit: int, position: dict[str, str] | None) -> Page:
        """The numbers of all staff, or of those who belong to a department."""

    def credentials(self, staff_no: str) -> Credentials | None: ...

    def save_credentials(self, credentials: Credentials) -> Any: ...

    def cover(self, colleague: str, stand_in: StandIn) -> Any:
        """The write by which the stand-in's log-in learns of the colleague."""

    def uncover(self, colleague: str, stand_in: StandIn) -> Any: ...

    def authorities(self, staff_no: str) -> SigningAuthorities:
        """What somebody may sign; nothing for who was never given any. One read."""

    def several_authorities(self, staff_nos: Iterable[str]) -> Mapping[str, SigningAuthorities]:
        """Those that were ever given any, by number: one read; at most 100 are asked for."""

    def save_authorities(self, authorities: SigningAuthorities) -> Any: ...

    def administrators(self) -> Administrators | None: ...

    def save_administrators(self, administrators: Administrators) -> Any: ...

    def claim_first_administrator(self, staff_no: str) -> Any:
        """The write that succeeds once in the life of a city; RuleViolation `administrator_exists` after that."""

    def department(self, code: str) -> Department | None: ...

    def departments(self, codes: Iterable[str]) -> Mapping[str, Department]:
        """The departments that there are, by code: one read; at most 100 are asked for."""

    def save_department(self, department: Department) -> Any: ...

    def listed_departments(self, limit: int, position: dict[str, str] | None) -> Page: ...


OWN_ATTEMPTS = "own password"
"""As what guesses at a password are counted by somebody who is logged in with it."""


class Guesses(Protocol):
    """How often something may be guessed."""

    def reserve(self, purpose: str, subject: str, limit: int, window: timedelta) -> None:
        """Raises Throttled."""

    def forget(self, purpose: str, subject: str) -> Any:
        """The write that starts the count anew."""
