"""Whatever people do in whatever order: the log tells the state, a closed case stays closed, the queue is right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from chalicelib.cases.desk import (
    acceptance,
    conclusion,
    correction,
    decision,
    declination,
    extension,
    extension_approval,
    resumption,
    returning,
    service_of_result,
    suspension,
    urgency,
)
from chalicelib.cases.desk.extension_approval import Answered
from chalicelib.cases.history import evolve
from chalicelib.cases.intake import drafts, submission, withdrawing
from chalicelib.cases.rules import CLOSED, NEXT, Case, CaseAct, CaseStatus
from chalicelib.cases.work import tasks
from chalicelib.cases.work.open_work import open_work
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import verify_chain
from chalicelib.shared.errors import ServiceError
from tests.cases import at_the_desk, left_alone, licences, scenes
from tests.cases.fakes import memory_parts
from tests.cases.model import Model
from tests.cases.test_urgency import URGENT
from tests.fakes import FakeClock

Deed = Callable[[Caller], object]
BY_WHOM: dict[str, Callable[[], Caller]] = {
    **dict.fromkeys(("submit", "resubmit"), scenes.applicant),
    **dict.fromkeys(("accept", "correct", "return", "conclude", "serve"), lambda: scenes.clerk("A")),
    **dict.fromkeys(("suspend", "resume", "want_time"), lambda: scenes.examiner("A")),
    **dict.fromkeys(("grant", "refuse", "give_time", "deny_time", "hurry"), scenes.chief),
}
"""All but what ends a case early."""
LAST_DAY = date(2026, 8, 1)

S = CaseStatus
ACT_OF = {
    "case.submitted": CaseAct.SUBMIT,
    "case.correction_requested": CaseAct.REQUEST_CORRECTION,
    "case.resubmitted": CaseAct.RESUBMIT,
    "case.accepted": CaseAct.ACCEPT,
    "case.deemed_accepted": CaseAct.DEEM_ACCEPTED,
    "case.declined": CaseAct.DECLINE,
    "case.decided": CaseAct.DECIDE,
    "case.concluded": CaseAct.CONCLUDE,
    "case.served": CaseAct.SERVE,
    "case.withdrawn": CaseAct.WITHDRAW,
    "case.returned": CaseAct.RETURN,
    "case.suspended": CaseAct.SUSPEND,
    "case.resumed": CaseAct.RESUME,
    "case.extension_requested": CaseAct.REQUEST_EXTENSION,
    "case.extended": CaseAct.DECIDE_EXTENSION,
    "case.extension_refused": CaseAct.DECIDE_EXTENSION,
    "case.urgency_approved": CaseAct.MAKE_URGENT,
}


class CaseMachine(RuleBasedStateMachine):
    """One case and everybody who may touch it, each trying whatever comes to mind, beside a model of the law."""

    @initialize(already=st.integers(0, 2))
    def begin(self, already: int) -> None:
        self.clock = FakeClock(datetime(2026, 3, 2, 1, tzinfo=UTC))
        self.parts = memory_parts(licences.an_item(), self.clock)
        self.case_id = scenes.filled(self.parts)
        self.closed: CaseStatus | None = None
        self.model = Model(self.parts.law.today())
        for act in ("submit", "accept")[:already]:
            self._legal(act, self.deeds[act], BY_WHOM[act]())

    @rule(days=st.integers(1, 30))
    def days_go_by(self, days: int) -> None:
        """A draft would go by itself, and the calendar ends with the year."""
        if self.model.status != "draft" and self.model.today < LAST_DAY:
            self.clock.move(timedelta(days=days))
            self.model.today = self.parts.law.today()

    @rule(asked=st.lists(st.sampled_from(["acceptance", "correction", "committed", "stage:examine-1"]), max_size=3))
    def the_clock_is_looked_at(self, asked: list[str]) -> None:
        """Whoever keeps it asks about anything, and then about all that is due."""
        for name in asked:
            left_alone.enforced(self.parts, self.case_id, name)
        left_alone.swept(self.parts, self.case_id)
        self.model.left_alone()

    @rule(act=st.sampled_from(["submit", "resubmit", "withdraw"]))
    def the_applicant_acts(self, act: str) -> None:
        self._legal(act, self.deeds[act], scenes.applicant())

    @rule(what=st.sampled_from(["edit", "upload"]))
    def the_applicant_fills_in(self, what: str) -> None:
        who = scenes.applicant()
        if what == "edit":
            self._try(lambda: drafts.save_form(self.parts, who, self.case_id, scenes.FORM, 0))
        else:
            self._try(lambda: scenes.uploaded(self.parts, self.case_id, "work"))

    @rule(
        act=st.sampled_from(["accept", "correct", "decline", "return", "conclude", "serve"]), who=st.sampled_from("AB")
    )
    def a_clerk_acts(self, act: str, who: str) -> None:
        self._legal(act, self.deeds[act], scenes.clerk(who))

    @rule(act=st.sampled_from(["suspend", "resume", "want_time"]), who=st.sampled_from("AB"))
    def an_examiner_acts(self, act: str, who: str) -> None:
        self._legal(act, self.deeds[act], scenes.examiner(who))

    @rule(act=st.sampled_from(["grant", "refuse", "give_time", "deny_time", "hurry"]))
    def the_chief_acts(self, act: str) -> None:
        self._legal(act, self.deeds[act], scenes.chief())

    @rule(choice=st.integers(0, 99))
    def the_law_takes_its_course(self, choice: int) -> None:
        """One of the acts that are legal now, so that much happens late in a case's life, too."""
        legal = [act for act in BY_WHOM if self.model.allows(act)]
        if self.model.status in ("accepted", "examining") and self.model.examined is None:
            legal += ["claim", "approve", "reject"]
        act = legal[choice % len(legal)] if legal else ""
        if act in BY_WHOM:
            self._legal(act, self.deeds[act], BY_WHOM[act]())
        elif act:
            self._work(scenes.examiner("A"), act)

    @rule(
        deed=st.sampled_from(["claim", "release", "approve", "reject", "maybe"]),
        who=st.sampled_from(["clerk", "examiner", "chief"]),
        number=st.sampled_from("AB"),
    )
    def somebody_works_on_a_task(self, deed: str, who: str, number: str) -> None:
        self._work(getattr(scenes, who)(number), deed)

    def _work(self, caller: Caller, deed: str) -> None:
        for task_id in list(open_work(self._case())) or [f"{self.case_id}-examine-9"]:
            if deed in ("claim", "release"):
                done = self._try(lambda: getattr(tasks, deed)(self.parts, caller, task_id, None))  # noqa: B023
            else:
                done = self._try(lambda: tasks.complete(self.parts, caller, task_id, deed, None, None))  # noqa: B023
            if done and task_id == f"{self.case_id}-examine-1":
                self._examined(deed)

    def _examined(self, deed: str) -> None:
        self.model.status = "examining" if deed == "claim" else self.model.status
        self.model.examined = deed if deed in ("approve", "reject") else self.model.examined

    @property
    def deeds(self) -> dict[str, Deed]:
        """Each legal act."""
        parts, case_id, today = self.parts, self.case_id, self.model.today.isoformat()
        signed = {**scenes.SIGNED, "received_on": today}
        return {
            "submit": lambda by: submission.submit(parts, by, case_id, None),
            "resubmit": lambda by: submission.resubmit(parts, by, case_id, None),
            "withdraw": lambda by: withdrawing.withdraw(parts, by, case_id, "不办了", None),
            "accept": lambda by: acceptance.accept(parts, by, case_id, None),
            "correct": lambda by: correction.request_correction(parts, by, case_id, scenes.FINDINGS, None, None),
            "decline": lambda by: declination.decline(parts, by, case_id, scenes.ELSEWHERE, None),
            "return": lambda by: returning.return_case(parts, by, case_id, None, None),
            "conclude": lambda by: conclusion.conclude(parts, by, case_id, None),
            "serve": lambda by: service_of_result.serve(parts, by, case_id, "window", signed, None),
            "suspend": lambda by: suspension.suspend(parts, by, case_id, licences.HEARD, None),
            "resume": lambda by: resumption.resume(parts, by, case_id, None, None),
            "want_time": lambda by: extension.request_extension(parts, by, case_id, licences.WHY, None),
            "give_time": lambda by: extension_approval.decide_extension(parts, by, case_id, Answered(True), None),
            "deny_time": lambda by: extension_approval.decide_extension(
                parts, by, case_id, Answered(False, "按期办"), None
            ),
            "hurry": lambda by: urgency.make_urgent(parts, by, case_id, URGENT, None),
            "grant": lambda by: decision.decide(parts, by, case_id, scenes.GRANT, None),
            "refuse": lambda by: decision.decide(parts, by, case_id, scenes.REFUSE, None),
        }

    def _legal(self, act: str, deed: Deed, by: Caller) -> None:
        """The act passes just when the model allows it, unless somebody else has taken the task."""
        may, refused = self.model.allows(act), self._refused(lambda: deed(by))
        assert may if refused is None else not may or refused == "task_claimed_by_another", f"{act}: {refused}"
        if refused is None:
            self.model.do(act)

    @invariant()
    def the_model_agrees(self) -> None:
        case, model = self._case(), self.model
        assert (case.status, case.urgency == "urgent", case.corrections == 1) == (
            model.status,
            model.urgent,
            model.asked_on is not None,
        )
        assert case.due_on == (str(model.due_on) if model.due_on else None)
        assert (case.pause is not None, case.stopped) == (model.status == "suspended", model.uncounted) or (
            model.status == "withdrawn"
        )

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

    def _try(self, deed: Callable[[], object]) -> bool:
        return self._refused(deed) is None

    def _refused(self, deed: Callable[[], object]) -> str | None:
        """The code of the refusal, which leaves the case as it was; None if it was done."""
        before = self._case()
        try:
            deed()
        except ServiceError as refused:
            code: str = refused.code
        else:
            return None
        assert self._case() == before
        return code


TestCaseMachine = CaseMachine.TestCase
TestCaseMachine.settings = settings(max_examples=120, stateful_step_count=50, deadline=None)
