"""急事急办、特事特办 — a case goes first, on an approval that is on the record."""

from __future__ import annotations

from typing import Any

from chalicelib.cases import acts
from chalicelib.cases.desk.authority import signed
from chalicelib.cases.desk.noticing import Decided, done
from chalicelib.cases.desk.words import require_words
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import legal, perform, sealed_notice
from chalicelib.cases.rules import Case, CaseAct, status_after
from chalicelib.shared.access import Caller, Role
from chalicelib.shared.change import Once
from chalicelib.shared.errors import RuleViolation


def make_urgent(parts: Parts, by: Caller, case_id: str, said: dict[str, Any], once: Once | None) -> dict[str, Any]:
    """Let a case go first: `kind` (`urgent`, `special`), `reason`, `requested_by` (who asked for it).

    A hall manager (大厅管理) approves by their post, a chief representative by the power that their letter gives.
    """
    require_words(reason=said["reason"])

    def approval(case: Case) -> Decided:
        status_after(case, CaseAct.MAKE_URGENT)
        if case.urgency == said["kind"]:
            raise RuleViolation("already_urgent")
        told = {"urgency": said["kind"], "opinion_sealed": sealed_notice(parts, case, said["reason"])}
        if said.get("requested_by"):
            told["requested_by"] = said["requested_by"]
        if not by.holds(Role.HALL_MANAGER, case.division_code, case.department):
            told["authority_no"] = signed(parts, by, "approve_urgency", case)
        return done(legal(parts, case, CaseAct.MAKE_URGENT, acts.MADE_URGENT, by, told))

    return perform(parts, case_id, by, once, approval)
