"""Withdrawal: the one legal act after submission that is the applicant's."""

from __future__ import annotations

from typing import Any

from chalicelib.cases import acting, acts, numbers
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import found, legal, sealed_notice
from chalicelib.cases.ports import Scope
from chalicelib.cases.rules import CaseAct
from chalicelib.cases.shapes import after_act
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Change, Once


def withdraw(parts: Parts, by: Caller, case_id: str, reasons: str | None, once: Once | None) -> dict[str, Any]:
    """撤件 — the applicant takes the application back, any time before the decision."""

    def change() -> Change:
        before = found(parts.cases.case(case_id))
        authority = acting.reach(parts, before, by, Scope.APPLY)
        said: dict[str, Any] = {"document_no": numbers.document_no("withdrawal", parts.law.today())}
        if reasons:
            said["notice_sealed"] = sealed_notice(parts, before, reasons)
        said |= acting.said(parts, before, authority)
        after, act = legal(parts, before, CaseAct.WITHDRAW, acts.WITHDRAWN, by, said)
        writes = (*parts.cases.save(before, after), *acting.noted(parts, after, authority))
        return Change(writes, (act,), after_act(after))

    return parts.committer.commit(change, once)
