"""What somebody may do today, by their own posts and those of colleagues whose work they do: pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from chalicelib.shared.access import Post, Role
from chalicelib.staff.records import Department, Staff

SEPARATE_POWERS = frozenset({Role.ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR})
SECOND_FACTOR_ROLES = SEPARATE_POWERS | {Role.SUPERVISOR}

COLLEAGUES_AT_ONCE = 2
OWN_POSTS_BYTES = 1800  # of a token's claims: one's own and two colleagues' posts fit the 8 KB that a token may have
DEPARTMENTS = 40  # each is an item of the transaction that lists somebody there
ALL_ROLES_BYTES = len(json.dumps(sorted(Role)))


class Rights(NamedTuple):
    """The posts, and the last day of the first stand-in that ends, if there is one."""

    posts: tuple[Post, ...]
    until: date | None = None


def rights(staff: Staff, colleagues: Iterable[Staff], departments: Mapping[str, Department], today: date) -> Rights:
    """Own posts, and those of each colleague for whom they stand in today.

    A colleague's post passes on what is the colleague's own, never what they have by standing in themselves. Powers
    that must be separate stay separate: a colleague's posts that would unite them are left out as a whole.
    """
    posts = posts_of(staff, departments)
    last_days: list[date] = []
    for colleague, until in _covered(staff.staff_no, colleagues, today):
        lent = posts_of(colleague, departments, stands_in_for=colleague.staff_no)
        if lent and powers_are_separate((*posts, *lent)):
            posts += lent
            last_days.append(until)
    return Rights(posts, min(last_days, default=None))


def posts_of(staff: Staff, departments: Mapping[str, Department], stands_in_for: str | None = None) -> tuple[Post, ...]:
    """The posts that are somebody's own."""
    direct = Post(staff.roles, staff.departments, staff.divisions, stands_in_for)
    held = (
        Post(departments[post.department].roles_of(post.post_code), (post.department,), post.divisions, stands_in_for)
        for post in staff.held
        if post.department in departments
    )
    return tuple(post for post in (direct, *held) if post.roles)


def powers_are_separate(posts: Iterable[Post]) -> bool:
    """三权分立: administrator, security administrator and auditor are three different people."""
    return len(frozenset().union(*(post.roles for post in posts)) & SEPARATE_POWERS) <= 1


def needs_second_factor(posts: Iterable[Post]) -> bool:
    """Whether a password alone is too little for what the posts allow."""
    return any(post.roles & SECOND_FACTOR_ROLES for post in posts)


def too_many_posts(staff: Staff) -> bool:
    """Whether a token could not carry the posts, even if each post of a department allowed everything."""
    direct = json.dumps([sorted(staff.roles), staff.departments, staff.divisions, "", *staff.held])
    held = len(staff.held) * ALL_ROLES_BYTES
    return len(direct) + held > OWN_POSTS_BYTES or len(staff.belongs_to) > DEPARTMENTS


def _covered(staff_no: str, colleagues: Iterable[Staff], today: date) -> list[tuple[Staff, date]]:
    found = []
    for colleague in colleagues:
        days = [one.until_on for one in colleague.stand_ins if one.stand_in == staff_no and one.on(today)]
        if colleague.active and days:
            found.append((colleague, max(days)))
    return found
