"""延期 — once, with a reason, no longer than item or law allows, and on a head's approval (行政许可法 Art. 42)."""

from __future__ import annotations

from typing import Any, NamedTuple

from chalicelib.cases import acts
from chalicelib.cases.desk.noticing import Decided, done
from chalicelib.cases.desk.words import require_words
from chalicelib.cases.documents.words import UNITS
from chalicelib.cases.grounds import ADDED_JOINTLY, ADDED_WORKING_DAYS, JOINT_WORKING_DAYS, LICENSING_LAW
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal, perform, sealed_notice
from chalicelib.cases.records import Extension
from chalicelib.cases.rules import Case, CaseAct, status_after
from chalicelib.cases.terms import Period, Terms
from chalicelib.cases.work.promise import days_between, last_day, promised_day
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Once
from chalicelib.shared.errors import Fault, Invalid, RuleViolation


class Wanted(NamedTuple):
    """Why more time is needed, and how many days; None: as many as there may be."""

    reason: str
    value: int | None = None


def request_extension(parts: Parts, by: Caller, case_id: str, wanted: Wanted, once: Once | None) -> dict[str, Any]:
    """Ask a chief representative for more time. Raises RuleViolation after the last day, and after an extension."""
    require_words(reason=wanted.reason)

    def request(case: Case) -> Decided:
        status_after(case, CaseAct.REQUEST_EXTENSION)
        if case.extension and case.extension.approved is not False:
            raise RuleViolation("extension_already_requested")
        require_in_time(parts, case)
        most = allowed(parts, case)
        if wanted.value is not None and wanted.value > (most.value or 0):
            raise Invalid("body_invalid", faults=[_too_long(most)])
        extension = Extension(by.id, wanted.value or most.value or 0, most.unit)
        said = {"extension": extension._asdict(), "notice_sealed": sealed_notice(parts, case, wanted.reason)}
        return done(legal(parts, case, CaseAct.REQUEST_EXTENSION, acts.EXTENSION_REQUESTED, by, said))

    return perform(parts, case_id, by, once, request)


def _too_long(most: Period) -> Fault:
    return Fault("/value", "extension_too_long", {"most": most.value, "unit": UNITS[most.unit]})


def require_in_time(parts: Parts, case: Case) -> None:
    """Raise RuleViolation once the last day is over: what is late is not made timely afterwards. No estimate is."""
    binding = case.due_on and "due_on" not in case.provisional
    if binding and parts.law.today().isoformat() > (case.due_on or ""):
        raise RuleViolation("due_date_passed", due_on=case.due_on)


def allowed(parts: Parts, case: Case) -> Period:
    """How many days may be added at most. Raises RuleViolation where neither the item nor the law allows any."""
    terms = parts.items.terms(case.item_code, case.item_version)
    most = _most(parts, case, terms) if terms.promised.unit != "NONE" else None
    if most is None or not most.value:
        raise RuleViolation("extension_not_provided")
    return most


def _most(parts: Parts, case: Case, terms: Terms) -> Period | None:
    """What the item says (`*_ADD` adds, `*_MAX` is the whole limit); else what the licensing law does."""
    if terms.extension is None:
        return _by_law(terms)
    unit, _, mode = terms.extension.mode.partition("_")
    if mode == "ADD":
        return Period(terms.extension.value, unit)
    if mode != "MAX":
        return None
    dates = parts.dates.of(case.division_code)
    told = tuple(parts.cases.acts(case.subject)) if case.paused else ()
    first = promised_day(dates, case, terms, told)
    last = last_day(dates, case, Period(terms.extension.value, unit, terms.promised.rolls), told)
    return Period(days_between(dates, first, last, unit) if first and last else None, unit)


def _by_law(terms: Terms) -> Period | None:
    if terms.legal_regime != LICENSING_LAW:
        return None
    return Period(ADDED_JOINTLY if jointly(terms) else ADDED_WORKING_DAYS, "WD")


def jointly(terms: Terms) -> bool:
    """Whether several offices handle it as one (统一、联合、集中办理): 45 working days of a licence say so."""
    return terms.legal_regime == LICENSING_LAW and terms.statutory_limit == Period(JOINT_WORKING_DAYS, "WD")
