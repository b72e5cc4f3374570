"""恢复计时 — the special procedure is over: the clock goes on, and its days move by what did not count."""

from __future__ import annotations

from typing import Any

from chalicelib.cases import acts
from chalicelib.cases.desk.noticing import Decided, done, require_not_claimed_by_another
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal, perform, sealed_notice
from chalicelib.cases.records import Pause
from chalicelib.cases.rules import Case, CaseAct, status_after
from chalicelib.cases.work.promise import later_tasks, promised_day, uncounted, unit_of
from chalicelib.shared.access import Caller
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

    No day is told while no calendar tells how many working days there were.
    """
    terms = parts.items.terms(case.item_code, case.item_version)
    dates = parts.dates.of(case.division_code)
    pause = case.pause or Pause("other", parts.law.today().isoformat(), 0, "D")
    more = {unit: uncounted(dates, pause, parts.law.today(), unit) for unit in ("WD", "D")}
    days = more[unit_of(terms.promised)]
    after = case._replace(stopped=None if days is None or case.stopped is None else case.stopped + days)
    due_on = promised_day(dates, after, terms)
    return {
        "stopped": after.stopped,
        "due_on": due_on.isoformat() if due_on else None,
        "tasks": later_tasks(dates, case, terms, more),
        "pause_ended": {**pause._asdict(), "provisional": "pause" in case.provisional},
    }
