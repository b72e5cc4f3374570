"""Whatever people do in whatever order: the log tells the state, a closed case stays closed, the queue is right."""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from chalicelib.cases.desk import acceptance, conclusion, correction, decision, declination, service_of_result
from chalicelib.cases.history import evolve
from chalicelib.cases.intake import drafts, submission, withdrawing
from chalicelib.cases.rules import CLOSED, NEXT, Case, CaseAct, CaseStatus, DecisionResult
from chalicelib.cases.work import tasks
from chalicelib.cases.work.open_work import open_work
from chalicelib.shared.acts import verify_chain
from chalicelib.shared.errors import ServiceError
from tests.cases import at_the_desk, scenes
from tests.cases.fakes import memory_parts

S = CaseStatus
ACT_OF = {
    "case.submitted": CaseAct.SUBMIT,
    "case.correction_requested": CaseAct.REQUEST_CORRECTION,
    "case.resubmitted": CaseAct.RESUBMIT,
    "case.accepted": CaseAct.ACCEPT,
    "case.declined": CaseAct.DECLINE,
    "case.decided": CaseAct.DECIDE,
    "case.concluded": CaseAct.CONCLUDE,
    "case.served": CaseAct.SERVE,
    "case.withdrawn": CaseAct.WITHDRAW,
}


class CaseMachine(RuleBasedStateMachine):
    """One case and everybody who may touch it, each trying whatever comes to mind."""

    @initialize()
    def begin(self) -> None:
        self.parts = memory_parts()
        self.case_id = scenes.filled(self.parts)
        self.closed: CaseStatus | None = None

    @rule(act=st.sampled_from(["submit", "resubmit", "withdraw", "edit", "upload"]))
    def the_applicant_acts(self, act: str) -> None:
        who = scenes.applicant()
        deeds: dict[str, Any] = {
            "submit": lambda: submission.submit(self.parts, who, self.case_id, None),
            "resubmit": lambda: submission.resubmit(self.parts, who, self.case_id, None),
            "withdraw": lambda: withdrawing.withdraw(self.parts, who, self.case_id, "不办了", None),
            "edit": lambda: drafts.save_form(self.parts, who, self.case_id, scenes.FORM, 0),
            "upload": lambda: scenes.uploaded(self.parts, self.case_id, "work"),
        }
        self._try(deeds[act])

    @rule(act=st.sampled_from(["accept", "correct", "decline", "conclude", "serve"]), who=st.sampled_from("AB"))
    def a_clerk_acts(self, act: str, who: str) -> None:
        clerk = scenes.clerk(who)
        deeds: dict[str, Any] = {
            "accept": lambda: acceptance.accept(self.parts, clerk, self.case_id, None),
            "correct": lambda: correction.request_correction(
                self.parts, clerk, self.case_id, scenes.FINDINGS, None, None
            ),
            "decline": lambda: declination.decline(self.parts, clerk, self.case_id, scenes.ELSEWHERE, None),
            "conclude": lambda: conclusion.conclude(self.parts, clerk, self.case_id, None),
            "serve": lambda: service_of_result.serve(
                self.parts, clerk, self.case_id, "window", scenes.SIGNED, None
            ),
        }
        self._try(deeds[act])

    @rule(result=st.sampled_from(list(DecisionResult)))
    def the_chief_decides(self, result: DecisionResult) -> None:
        self._try(lambda: decision.decide(
            self.parts, scenes.chief(), self.case_id, scenes.REFUSE._replace(result=result), None
        ))

    @rule(
        deed=st.sampled_from(["claim", "release", "approve", "reject", "maybe"]),
        who=st.sampled_from(["clerk", "examiner", "chief"]),
        number=st.sampled_from("AB"),
    )
    def somebody_works_on_a_task(self, deed: str, who: str, number: str) -> None:
        caller = getattr(scenes, who)(number)
        for task_id in list(open_work(self._case())) or [f"{self.case_id}-examine-9"]:
            if deed in ("claim", "release"):
                self._try(lambda: getattr(tasks, deed)(self.parts, caller, task_id, None))  # noqa: B023
            else:
                self._try(lambda: tasks.complete(self.parts, caller, task_id, deed, None, None))  # noqa: B023

    @invariant()
    def the_log_tells_the_state(self) -> None:
        if self._case().seq == 0:
            return
        acts = list(self.parts.cases.acts(f"case#{self.case_id}"))
        verify_chain(f"case#{self.case_id}", acts)
        state: Case | None = None
        for act in acts:
            before = state.status if state else CaseStatus.DRAFT
            state = evolve(state, act.type, act.changes, act.law_time, act.seq, act.hash)
            if act.type in ACT_OF:
                assert NEXT[before, ACT_OF[act.type]] is state.status
        assert state == self._case()._replace(version=0)

    @invariant()
    def a_closed_case_stays_closed(self) -> None:
        status = self._case().status
        assert self.closed in (None, status)
        self.closed = status if status in CLOSED else None

    @invariant()
    def the_queue_shows_what_is_due(self) -> None:
        queued = at_the_desk.queue(self.parts)
        assert {task["task_id"] for task in queued} == set(open_work(self._case()))
        assert bool(queued) == (
            self._case().status in {S.SUBMITTED, S.ACCEPTED, S.EXAMINING, S.SUSPENDED, S.DECIDED, S.CONCLUDED}
        )

    def _case(self) -> Case:
        case = self.parts.cases.case(self.case_id)
        assert case is not None
        return case

    def _try(self, deed: Any) -> None:
        before = self._case()
        try:
            deed()
        except ServiceError:
            assert self._case() == before


TestCaseMachine = CaseMachine.TestCase
TestCaseMachine.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
