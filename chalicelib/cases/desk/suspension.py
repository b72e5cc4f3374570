"""特别程序 — the clock stands still for a procedure that the law and the item name, and for so many days (Art. 45)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from chalicelib.cases import acts, numbers
from chalicelib.cases.desk.noticing import Decided, done
from chalicelib.cases.documents.words import UNITS
from chalicelib.cases.grounds import UNCOUNTED, ground
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal, perform, sealed_notice
from chalicelib.cases.records import Pause
from chalicelib.cases.rules import Case, CaseAct, status_after
from chalicelib.cases.terms import Period, Procedure, Terms
from chalicelib.cases.work.limits import last_day_of
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Once
from chalicelib.shared.errors import Fault, Invalid, RuleViolation


class Announced(NamedTuple):
    """What the applicant is told: which procedure (its kind, or its name where a kind has several), how long, why."""

    procedure: str
    value: int
    unit: str
    reason: str | None = None


def suspend(parts: Parts, by: Caller, case_id: str, said: Announced, once: Once | None) -> dict[str, Any]:
    """Let the clock stand still, and tell the applicant in writing for how many days.

    Raises RuleViolation for a procedure that the law or the item does not know, Invalid for more days than it has.
    """

    def suspension(case: Case) -> Decided:
        status_after(case, CaseAct.SUSPEND)
        terms = parts.items.terms(case.item_code, case.item_version)
        procedure = _named(terms, said.procedure)
        if faults := list(_faults(case, procedure, said)):
            raise Invalid("body_invalid", faults=faults)
        told: dict[str, Any] = {
            "document_no": numbers.document_no("special_procedure", parts.law.today()),
            **_pause(parts, case, procedure, said),
        }
        if said.reason:
            told["notice_sealed"] = sealed_notice(parts, case, said.reason)
        article = ground(terms.legal_regime, CaseAct.SUSPEND) or procedure.basis
        return done(legal(parts, case, CaseAct.SUSPEND, acts.SUSPENDED, by, told, article=article))

    return perform(parts, case_id, by, once, suspension)


def possible(terms: Terms) -> tuple[Procedure, ...]:
    """The procedures of the item that stop its clock by law."""
    named = UNCOUNTED.get(terms.legal_regime)
    return tuple(one for one in terms.procedures if named is None or one.kind in named)


def _named(terms: Terms, word: str) -> Procedure:
    known = possible(terms)
    fitting = [one for one in known if word == one.name] or [one for one in known if word == one.kind]
    if len(fitting) == 1:
        return fitting[0]
    names = "、".join(f"{one.name}({one.kind})" for one in known) or "无"
    raise RuleViolation("procedure_not_of_item", procedures=names)


def _faults(case: Case, procedure: Procedure, said: Announced) -> Iterator[Fault]:
    """A procedure may be gone through in parts; together they take no longer than the item allows."""
    if procedure.value is None:
        return
    left = procedure.value - case.paused.get(procedure.name, 0)
    if said.unit != procedure.unit:
        yield Fault("/unit", "pause_unit_wrong", {"unit": procedure.unit})
    elif said.value > left:
        yield Fault("/value", "pause_too_long", {"left": max(left, 0), "unit": UNITS[procedure.unit]})


def _pause(parts: Parts, case: Case, procedure: Procedure, said: Announced) -> dict[str, Any]:
    """The pause, with the day on which it ends if it lasts as long as announced."""
    today = parts.law.today()
    period = Period(said.value, said.unit)
    end = last_day_of(parts.dates.of(case.division_code), today, period, "until_on")
    pause = Pause(procedure.kind, today.isoformat(), said.value, said.unit, end.pop("until_on", None), procedure.name)
    return {"pause": pause._asdict(), **end}
