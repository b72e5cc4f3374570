"""How long a case took, beside what the law and the city allowed: what its conclusion says for figures.

Timeliness is measured at the decision (行政许可法 Art. 42). Days are working days after the day of acceptance; those
of a special procedure (Art. 45) are not counted. An approved extension moves the day of the promise, but makes neither
the promise nor the statute's limit longer: a case that was extended was not quicker for it.
"""

# No "from __future__ import annotations": a named tuple compiles every annotation that is a text, at each cold start.
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

from chalicelib.cases.acting import ONLINE
from chalicelib.cases.neighbours import Dates
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case
from chalicelib.cases.terms import Period, Terms
from chalicelib.cases.work.promise import accepted_on, unit_of
from chalicelib.shared.clocks import civil_date, from_rfc3339

PASSED = "passed:"
_WHOLE = ("committed", "statutory")


class Spent(NamedTuple):
    """Working days: used until the decision, promised, allowed by the statute. None: no limit, or no calendar tells."""

    used: int | None
    promised: int | None
    statutory: int | None


def clock(parts: Parts, case: Case) -> dict[str, Any]:
    """The facts of a decided case by its item's terms and the calendar of its division."""
    terms = parts.items.terms(case.item_code, case.item_version)
    return clock_of(case, terms, parts.dates.of(case.division_code), lambda: parts.measures().month_working_days)


def clock_of(case: Case, terms: Terms, dates: Dates, month_working_days: Callable[[], int]) -> dict[str, Any]:
    """The facts of a decided case, as `case.concluded` carries them.

    `due_on` is the last day of the promise, or else of the statute's limit, `provisional` that it is an estimate;
    `passed`: an act says already that it went by without a decision. `on_time` and `early` (before that
    day) are None where there is no such day, or none that binds.
    """
    decided = civil_date(from_rfc3339(case.decided_at or ""))
    spent = _spent(case, terms, dates, month_working_days)
    before = _used(case, dates, unit_of(terms.promised), decided - timedelta(days=1))
    on_time, early = _judged(case, decided, spent, before)
    return {
        "accepted_on": accepted_on(case).isoformat(),
        "decided_on": decided.isoformat(),
        "due_on": case.due_on,
        "provisional": "due_on" in case.provisional,
        **spent._asdict(),
        "on_time": on_time,
        "early": early,
        "same_day": decided == accepted_on(case),
        "passed": any(case.alarms.get(kind, "").startswith(PASSED) for kind in _WHOLE),
        "corrections": case.corrections,
        "online": case.channel in ONLINE and case.collection is None,
    }


def _spent(case: Case, terms: Terms, dates: Dates, month_working_days: Callable[[], int]) -> Spent:
    limits = (terms.promised, terms.statutory_limit)
    promised, statutory = (_working_days(dates, accepted_on(case), limit, month_working_days) for limit in limits)
    decided = civil_date(from_rfc3339(case.decided_at or ""))
    return Spent(_used(case, dates, unit_of(terms.promised), decided), promised, statutory)


def _used(case: Case, dates: Dates, unit: str, through: date) -> int | None:
    """Natural days that did not count are laid before the first that did, as they move a promise in natural days."""
    if case.stopped is None:
        return None
    if unit == "D":
        begun = accepted_on(case) + timedelta(days=case.stopped)
        return 0 if begun >= through else dates.working_days(begun, through)
    days = dates.working_days(accepted_on(case), through)
    return None if days is None else max(days - case.stopped, 0)


def _working_days(dates: Dates, start: date, limit: Period, month_working_days: Callable[[], int]) -> int | None:
    if limit.unit == "NOW":
        return 0
    if limit.value is None or limit.unit == "WD":
        return limit.value
    if limit.unit == "M":
        return limit.value * month_working_days()
    last = dates.due_on(start, limit)
    return dates.working_days(start, last) if last else None


def _judged(case: Case, decided: date, spent: Spent, before: int | None) -> tuple[bool | None, bool | None]:
    """By the day that was told; where none binds, by the days used: nobody is called late by an estimate.

    `before` are those used by the evening before: a decision on the Saturday after the last Friday is late.
    """
    if case.due_on and "due_on" not in case.provisional:
        day = date.fromisoformat(case.due_on)
        return decided <= day, decided < day
    if spent.used is None or spent.promised is None or before is None:
        return None, None
    in_time = decided == accepted_on(case) or before < spent.promised
    return (True, spent.used < spent.promised) if in_time else (None, None)
