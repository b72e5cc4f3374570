"""Ages in completed years, and what the law lets somebody do from which age on."""

from __future__ import annotations

from datetime import date

ACTS_ALONE_FROM = 16
"""The younger prove who they are, and apply, with a guardian (民法典 Arts. 18-20, 23; 居民身份证法 Art. 7)."""
OF_AGE = 18
"""民法典 Art. 17."""


def born_on(number: str) -> date:
    """The birth date in a resident number of 18 characters."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def completed_years(born: date, on: date) -> int:
    """Age on a day; whoever was born on 29 February completes a common year on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def needs_guardian(born: date, on: date) -> bool:
    """Whether somebody born then is too young to act alone on that day of law time."""
    return completed_years(born, on) < ACTS_ALONE_FROM
