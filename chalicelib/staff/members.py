"""Who somebody is today: the posts they hold, and what they have to do before they hold any."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from chalicelib.shared.access import Post
from chalicelib.shared.clocks import SHANGHAI, Clock, LawClock
from chalicelib.staff.passwords import Policy, expired
from chalicelib.staff.ports import StaffStore
from chalicelib.staff.records import File, Staff
from chalicelib.staff.rights import Rights, needs_second_factor, rights

CHANGE_PASSWORD = "change_password"  # noqa: S105 - a duty
ENROL_SECOND_FACTOR = "enrol_second_factor"


class Member(NamedTuple):
    """Somebody who works here today. While `duties` are outstanding they hold no post.

    `ends_at` (wall time) is when posts held for a colleague end: no token may outlive it. `looked_at` is the instant
    before a log-in read their password: a reset while it was still being checked ends the session that it opens.
    """

    staff_no: str
    posts: tuple[Post, ...]
    duties: tuple[str, ...] = ()
    ends_at: datetime | None = None
    sessions_from: datetime | None = None
    spared: str = ""
    looked_at: datetime | None = None

    def honours(self, session_id: str, opened_at: datetime) -> bool:
        """Whether a session may go on: those opened before password or second factor changed may not."""
        return self.sessions_from is None or opened_at >= self.sessions_from or session_id == self.spared


class Members:
    """Makes members of files: at most two reads more, for colleagues and for departments, if there are any."""

    def __init__(self, store: StaffStore, wall: Clock, law: LawClock, policy: Callable[[], Policy]) -> None:
        self._store = store
        self._wall = wall
        self._law = law
        self._policy = policy

    def of(self, file: File) -> Member:
        """The member whose file it is."""
        credentials, found = file.credentials, self._rights(file)
        duties = tuple(self._duties(file, found))
        return Member(
            staff_no=file.staff.staff_no,
            posts=() if duties else found.posts,
            duties=duties,
            ends_at=self._end_of(found.until) if found.until else None,
            sessions_from=credentials.sessions_from,
            spared=credentials.spared,
        )

    def _rights(self, file: File) -> Rights:
        colleagues = tuple(self._store.several(file.colleagues).values()) if file.colleagues else ()
        codes = _departments((file.staff, *colleagues))
        departments = self._store.departments(codes) if codes else {}
        return rights(file.staff, colleagues, departments, self._law.today())

    def _duties(self, file: File, found: Rights) -> Iterable[str]:
        if file.credentials.temporary or expired(file.credentials, self._policy(), self._wall.now()):
            yield CHANGE_PASSWORD
        if file.credentials.seed is None and needs_second_factor(found.posts):
            yield ENROL_SECOND_FACTOR

    def _end_of(self, day: date) -> datetime:
        """The wall time at which a day of law time ends."""
        ends = datetime(day.year, day.month, day.day, tzinfo=SHANGHAI) + timedelta(days=1)
        return self._wall.now() + (ends - self._law.now())


def _departments(staff: Iterable[Staff]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(held.department for member in staff for held in member.held))
