"""办理期限说明: which limits stand of a case, and each day of the clock that runs: counted or skipped, and why.

Before acceptance it is the clock of the answer, from receipt; from acceptance on that of the promise, and once the
matter is decided it tells how it was used. One read of the case and one of its acts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from chalicelib.cases import acts
from chalicelib.cases.documents.words import PROVISIONAL, period
from chalicelib.cases.enforcing.days import Reminding, running
from chalicelib.cases.intake.tolerance import RECEIPT
from chalicelib.cases.neighbours import Course, Stop
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import loaded
from chalicelib.cases.regime_clocks import ACCEPTANCE, clock
from chalicelib.cases.rules import Case, CaseStatus
from chalicelib.cases.status import stops
from chalicelib.cases.status.clock_entries import DEADLINES
from chalicelib.cases.status.day_words import day_told
from chalicelib.cases.status.lights import light
from chalicelib.cases.status.limits import Asked, limits_told
from chalicelib.cases.status.stages import stage
from chalicelib.cases.terms import Period
from chalicelib.cases.work.pauses import special_procedures
from chalicelib.cases.work.promise import accepted_on, granted
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Act

MOST_DAYS = 400
"""So many days are told, the first ones; `more_days` says how many there are besides."""
_ASKING = frozenset(one.name for one in (acts.CORRECTION_REQUESTED, acts.RECEIVED, acts.ACCEPTED, acts.DEEMED_ACCEPTED))


def explained(parts: Parts, settings: Reminding, by: Caller, case_id: str) -> dict[str, Any]:
    """The limits, the clock with its days, and for staff the light."""
    case = loaded(parts, case_id, by)
    told = list(parts.cases.acts(case.subject)) if case.seq else []
    terms, dates = parts.items.terms(case.item_code, case.item_version), parts.dates.of(case.division_code)
    asked = Asked(parts, case, terms, dates, settings, by.kind == "staff", tuple(told))
    asked_on = next((stops.on(act) for act in reversed(told) if act.type in _ASKING), None)
    standing = list(running(case, terms, dates, settings, asked_on, told))
    limits, clock_now = limits_told(asked, standing), _clock(asked, told)
    estimated = any(one["provisional"] for one in (*limits, *([clock_now] if clock_now else ())))
    return {
        "case_id": case.case_id,
        "status": str(case.status),
        **stage(case.status),
        "today": asked.today.isoformat(),
        "limits": limits,
        "clock": clock_now,
        "extension": _extension(asked),
        "calendar": dates.version,
        **({"note": PROVISIONAL} if estimated else {}),
        **({"light": light(standing, dates, settings, asked.today)} if asked.inside else {}),
    }


def _clock(asked: Asked, told: list[Act]) -> dict[str, Any] | None:
    """The clock that runs or ran; None of a draft, and where neither item nor law sets one."""
    if asked.case.accepted_at:
        return _handling(asked, told)
    law = clock(asked.terms.legal_regime, ACCEPTANCE)
    return _answer(asked, told, law.period) if law and told else None


def _handling(asked: Asked, told: list[Act]) -> dict[str, Any] | None:
    case, limit = asked.case, asked.terms.promised
    if limit.unit == "NONE":
        return None
    over, stopped = stops.over_on(told), special_procedures(told, asked.dates.estimating)
    more = granted(asked.case)
    whole = asked.dates.course(accepted_on(case), limit, stops=stopped, more=more)
    ends = over or (asked.today if whole.due_on and asked.today > whole.due_on else None)
    course = asked.dates.course(accepted_on(case), limit, stops=stopped, more=more, until=ends) if ends else whole
    return {
        **_told(asked, asked.terms.due_kind, limit, accepted_on(case), course._replace(due_on=whole.due_on), over),
        "stops": [_stop(stop) for stop in stopped],
    }


def _answer(asked: Asked, told: list[Act], limit: Period) -> dict[str, Any]:
    """What was handed in again begins the clock anew: the days before it are told as they went by."""
    waits, receipts = stops.waits(told), list(stops.handed_in(told))
    over = stops.over_on(told)
    courses = list(_rounds(asked, limit, receipts, waits, over))
    days = tuple(day for course in courses for day in course.days)
    notices = tuple(dict.fromkeys(notice for course in courses for notice in course.notices))
    course = courses[-1]._replace(days=days, notices=notices)
    return {**_told(asked, ACCEPTANCE, limit, receipts[-1], course, over), "stops": [_stop(stop) for stop in waits]}


def _rounds(
    asked: Asked, limit: Period, receipts: list[date], waits: tuple[Stop, ...], over: date | None
) -> Iterator[Course]:
    for begun, again in zip(receipts, [*receipts[1:], None], strict=True):
        stopped = [wait for wait in waits if _within(wait, begun, again)]
        open_to = asked.today if stopped and again is None and over is None else None
        yield asked.dates.course(begun, limit, stops=stopped, until=again or over or open_to)


def _within(wait: Stop, begun: date, again: date | None) -> bool:
    return (wait.through is None or begun < wait.through) and (again is None or wait.after <= again)


def _told(asked: Asked, kind: str, limit: Period, since: date, course: Course, over: date | None) -> dict[str, Any]:
    days = [day_told(day, limit.unit) for day in course.days]
    used = [day for day in course.days if day.number and day.on <= (over or asked.today)]
    return {
        "kind": kind,
        "name": DEADLINES[kind],
        "value": limit.value,
        "unit": limit.unit,
        "length": period(limit.value, limit.unit),
        "since": since.isoformat(),
        "due_on": course.due_on.isoformat() if course.due_on else None,
        "provisional": course.provisional,
        "over_on": over.isoformat() if over else None,
        "stands_still": over is None and _stands_still(asked.case),
        "used": used[-1].number if used else 0,
        "days": days[:MOST_DAYS],
        "more_days": max(len(days) - MOST_DAYS, 0),
        "notices": list(course.notices),
    }


_STILL = frozenset({CaseStatus.SUSPENDED, CaseStatus.CORRECTION_REQUESTED})


def _stands_still(case: Case) -> bool:
    """No clock runs of what was taken in although something lacks (容缺收件), until that followed."""
    return case.status in _STILL or (case.tolerance is not None and case.tolerance.kind == RECEIPT)


def _stop(stop: Stop) -> dict[str, Any]:
    return {
        "name": stop.name,
        "since": stop.after.isoformat(),
        "until": stop.through.isoformat() if stop.through else None,
        "announced_until": stop.cap.isoformat() if stop.cap else None,
    }


def _extension(asked: Asked) -> dict[str, Any] | None:
    more = granted(asked.case)
    return {"value": more.value, "unit": more.unit} if more else None
