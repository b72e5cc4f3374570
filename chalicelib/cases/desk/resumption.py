"""恢复计时 — the special procedure is over: the clock goes on, and its days move by what did not count."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from chalicelib.cases import acts
from chalicelib.cases.desk.noticing import Decided, done, require_not_claimed_by_another
from chalicelib.cases.neighbours import Dates
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal, perform, sealed_notice
from chalicelib.cases.records import Pause
from chalicelib.cases.rules import Case, CaseAct, status_after
from chalicelib.cases.work.promise import Days, later_tasks, promised_day, redated, stopped_days, uncounted, unit_of
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act
from chalicelib.shared.change import Once


def resume(parts: Parts, by: Caller, case_id: str, opinion: str | None, once: Once | None) -> dict[str, Any]:
    """Let the clock go on; what the procedure came to may be noted (`opinion`, for the desk)."""

    def resumption(case: Case) -> Decided:
        status_after(case, CaseAct.RESUME)
        require_not_claimed_by_another(case, by)
        said = _moved(parts, case)
        if opinion:
            said["opinion_sealed"] = sealed_notice(parts, case, opinion)
        return done(legal(parts, case, CaseAct.RESUME, acts.RESUMED, by, said))

    return perform(parts, case_id, by, once, resumption)


def _moved(parts: Parts, case: Case) -> dict[str, Any]:
    """The days that did not count so far, and the days that the promise and the open tasks have now.

    While no calendar tells how many there were, `stopped` is None and the days are estimates.
    """
    terms, today = parts.items.terms(case.item_code, case.item_version), parts.law.today()
    dates, unit = parts.dates.of(case.division_code), unit_of(terms.promised)
    pause = case.pause or Pause("other", today.isoformat(), 0, "D")
    binding = pause._replace(until_on=None) if "pause" in case.provisional else pause
    told = tuple(parts.cases.acts(case.subject))

    def days(by: Dates) -> Days:
        more = {one: uncounted(by, binding, today, one) for one in ("WD", "D")}
        return promised_day(by, case, terms, told, today), later_tasks(by, case, terms, more, pause.since)

    return {
        "stopped": _sum(_before(dates, case, told, unit), uncounted(dates, binding, today, unit)),
        **redated(dates, days),
        "pause_ended": {**pause._asdict(), "provisional": "pause" in case.provisional},
    }


def _before(dates: Dates, case: Case, acts_before: Iterable[Act], unit: str) -> int | None:
    """The days that did not count before this pause; what no calendar told then, one may tell now."""
    return stopped_days(dates, acts_before, unit) if case.stopped is None else case.stopped


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other
