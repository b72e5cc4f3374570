"""受理 — the application is complete and within our office; the inner process starts."""

from __future__ import annotations

from typing import Any

from chalicelib.cases import acts, numbers
from chalicelib.cases.desk.noticing import Decided, done, require_not_claimed_by_another
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal, perform
from chalicelib.cases.rules import Case, CaseAct
from chalicelib.cases.work import process
from chalicelib.cases.work.limits import step_due
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Once
from chalicelib.shared.clocks import rfc3339


def accept(parts: Parts, by: Caller, case_id: str, once: Once | None) -> dict[str, Any]:
    """Accept the application; the limits run from here."""

    def acceptance(case: Case) -> Decided:
        require_not_claimed_by_another(case, by)
        terms = parts.items.terms(case.item_code, case.item_version)
        progress = process.start(terms.definition, rfc3339(parts.law.now()), step_due(parts))
        said = {
            "document_no": numbers.document_no("acceptance", parts.law.today()),
            "definition_sha256": terms.definition_sha256,
            "tasks": dict(progress.tasks),
            "process_result": progress.result,
        }
        return done(legal(parts, case, CaseAct.ACCEPT, acts.ACCEPTED, by, said))

    return perform(parts, case_id, by, once, acceptance)
