"""受理 — the application is complete, or what is lacking may follow (容缺受理); the inner process starts."""

from __future__ import annotations

from datetime import date
from typing import Any

from chalicelib.cases import acts, numbers
from chalicelib.cases.desk.noticing import Decided, done, require_not_claimed_by_another
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal, perform
from chalicelib.cases.rules import Case, CaseAct, status_after
from chalicelib.cases.terms import Terms
from chalicelib.cases.work import process
from chalicelib.cases.work.limits import last_day_of, step_due
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Once
from chalicelib.shared.clocks import rfc3339
from chalicelib.shared.errors import RuleViolation

_NOT_COMPLETE = ""
"""行政许可法 Art. 32(1)(5) is on what is complete; 容缺受理 is the city's own favour."""


def accept(parts: Parts, by: Caller, case_id: str, once: Once | None, *, tolerant: bool = False) -> dict[str, Any]:
    """Accept the application; the limits run from here. `tolerant` accepts it although something is still to follow.

    Raises Forbidden for whoever does not sit at a window that has the item to itself (事项一窗对外).
    """

    def acceptance(case: Case) -> Decided:
        status_after(case, CaseAct.ACCEPT)
        require_not_claimed_by_another(case, by)
        window_id = parts.windows.require_may_accept(by, case)
        terms = parts.items.terms(case.item_code, case.item_version)
        if case.collection:
            from chalicelib.cases.collecting.rules import require_arrived

            require_arrived(case, terms)
        said = {**begun(parts, case, terms, parts.law.today()), **_lacking(parts, terms, case, tolerant)}
        if window_id:
            said["window_id"] = window_id
        article = _NOT_COMPLETE if case.tolerance else None
        return done(legal(parts, case, CaseAct.ACCEPT, acts.ACCEPTED, by, said, article=article))

    return perform(parts, case_id, by, once, acceptance)


def begun(parts: Parts, case: Case, terms: Terms, accepted_on: date) -> dict[str, Any]:
    """The notice's number, the process as it starts now, and the day that was promised, where there is a limit."""
    dates = parts.dates.of(case.division_code)
    progress = process.start(terms.definition, rfc3339(parts.law.now()), step_due(dates, parts.law.today()))
    return {
        "document_no": numbers.document_no("acceptance", parts.law.today()),
        "definition_sha256": terms.definition_sha256,
        "tasks": dict(progress.tasks),
        "process_result": progress.result,
        **last_day_of(dates, accepted_on, terms.promised),
    }


def _lacking(parts: Parts, terms: Terms, case: Case, tolerant: bool) -> dict[str, Any]:
    if case.tolerance is None:
        return {}
    if not tolerant:
        raise RuleViolation("accepted_only_tolerantly")
    from chalicelib.cases.intake import tolerance

    told = tolerance.accepted(parts, terms, case, case.tolerance)
    return {"tolerance": told, "settings": tolerance.days_given(parts)}
