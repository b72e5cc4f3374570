"""签发授权: within what a chief representative signs, and for how long. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import MAXYEAR, date, timedelta
from enum import StrEnum
from typing import NamedTuple

from chalicelib.shared.access import Post, Role
from chalicelib.shared.divisions import contains

ALL = "*"


class SigningPower(StrEnum):
    """What somebody may sign."""

    DECIDE = "decide"  # 决定
    APPROVE_EXTENSION = "approve_extension"  # 延期审批
    APPROVE_URGENCY = "approve_urgency"  # 急事急办审批


class SigningAuthority(NamedTuple):
    """A letter of authorisation: `staff_no` signs for a department in divisions, for items, with powers (`*`: all).

    In force from the first day to the last, both included (civil dates); a revoked one is not from that day on.
    """

    authority_no: str
    staff_no: str
    department: str
    divisions: tuple[str, ...]
    item_codes: tuple[str, ...]
    document_no: str
    powers: frozenset[SigningPower]
    from_on: date
    until_on: date
    revoked_on: date | None = None

    def on(self, day: date) -> bool:
        """Whether it is in force on that day."""
        return self.from_on <= day <= self.until_on and (self.revoked_on is None or day < self.revoked_on)

    def over(self, day: date) -> bool:
        """Whether nothing comes of it any more."""
        return self.revoked_on is not None or self.until_on < day

    def covers(self, wanted: Signing) -> bool:
        """Whether that may be signed under it, on a day on which it is in force."""
        return (
            wanted.power in self.powers
            and self.department in (ALL, wanted.department)
            and any(area == ALL or contains(area, wanted.division) for area in self.divisions)
            and bool({ALL, wanted.item_code} & {*self.item_codes})
        )


class Signing(NamedTuple):
    """What is to be signed: by which power, and for what."""

    power: SigningPower
    department: str
    division: str
    item_code: str


class SigningAuthorities(NamedTuple):
    """Those that one person was given: those in force and to come, and the latest that are over. `given` counts all."""

    staff_no: str
    authorities: tuple[SigningAuthority, ...] = ()
    given: int = 0
    version: int | None = None

    def covering(self, wanted: Signing, on: date) -> SigningAuthority | None:
        """The first under which it may be signed that day, or None."""
        return next((one for one in self.authorities if one.on(on) and one.covers(wanted)), None)


def least_last_day(first: date) -> date:
    """The first last day that makes a year, both days included; the last day that there is, at most."""
    if first.year == MAXYEAR:
        return date.max
    try:
        return first.replace(year=first.year + 1) - timedelta(days=1)
    except ValueError:  # 29 February
        return date(first.year + 1, 2, 28)


def within_posts(posts: Iterable[Post], department: str, area: str) -> bool:
    """Whether somebody is chief representative for that department in all of that division; `*`: for all of them."""
    return any(Role.CHIEF_REPRESENTATIVE in post.roles and post.reaches(area, department) for post in posts)
