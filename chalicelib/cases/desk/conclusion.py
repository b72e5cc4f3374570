"""办结."""

from __future__ import annotations

from typing import Any

from chalicelib.cases import acts
from chalicelib.cases.desk.noticing import Decided, done, require_not_claimed_by_another
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal, perform
from chalicelib.cases.rules import Case, CaseAct, status_after
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Once


def conclude(parts: Parts, by: Caller, case_id: str, once: Once | None) -> dict[str, Any]:
    """Conclude the case."""

    def conclusion(case: Case) -> Decided:
        from chalicelib.cases.work.spent import clock

        status_after(case, CaseAct.CONCLUDE)
        require_not_claimed_by_another(case, by)
        said = {"result": str(case.result) if case.result else None, "clock": clock(parts, case)}
        return done(legal(parts, case, CaseAct.CONCLUDE, acts.CONCLUDED, by, said))

    return perform(parts, case_id, by, once, conclusion)
