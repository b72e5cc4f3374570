"""Every legal act: how it is done, at which stages of a case it is legal, and who may do it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from chalicelib.cases.desk import (
    acceptance,
    commitment,
    conclusion,
    correction,
    decision,
    declination,
    extension,
    extension_approval,
    pre_review,
    resumption,
    returning,
    service_of_result,
    suspension,
    urgency,
)
from chalicelib.cases.desk.extension_approval import Answered
from chalicelib.cases.intake import submission, tolerance, withdrawing
from chalicelib.cases.parts import Parts
from chalicelib.cases.work import tasks
from chalicelib.shared.access import Caller, Role
from chalicelib.shared.change import Once
from tests.cases import licences, promises, scenes
from tests.cases.everybody import at_work, entering, everybody, represented
from tests.cases.fakes import FakeItems, memory_parts

Deed = Callable[[Parts, Caller, str, Once | None], Any]
URGENT = {"kind": "urgent", "reason": "重大项目开工", "requested_by": "applicant"}


class Act(NamedTuple):
    """How it is done, at which stages it is legal, and who may do it; its route, if that is not its name."""

    deed: Deed
    stages: frozenset[str]
    who: frozenset[str]
    route: str = ""


def act(deed: Deed, stages: str, *who: str, route: str = "") -> Act:
    return Act(deed, frozenset(stages.split(", ")), frozenset(who), route)


def _step(case_id: str) -> str:
    """The task of its process's one step."""
    return f"{case_id}-examine-1"


WAITING = "submitted, lacking, received"
BEFORE_DECISION = f"{WAITING}, to correct, overdue, accepted, examining, examined, wanting time, suspended"
UNDER_WAY = "examining, wanting time"
RUNNING = f"accepted, examined, {UNDER_WAY}"
_TASK = "/v1/desk/tasks/{task_id}"
HOLDER = "whoever has taken its step"
CLERK, EXAMINER, CHIEF, HALL = map(str, (Role.CLERK, Role.EXAMINER, Role.CHIEF_REPRESENTATIVE, Role.HALL_MANAGER))
EXAMINERS = (EXAMINER, HOLDER)
ACTS: dict[str, Act] = {
    "submission": act(submission.submit, "draft", "owner", "agent"),
    "resubmission": act(submission.resubmit, "to correct, overdue", "owner", "agent"),
    "withdrawal": act(
        lambda p, by, c, once: withdrawing.withdraw(p, by, c, "不办了", once), BEFORE_DECISION, "owner", "agent"
    ),
    "pre-review": act(lambda p, by, c, once: pre_review.passed(p, by, c, None, once), WAITING, CLERK),
    "acceptance": act(acceptance.accept, "submitted", CLERK),
    "tolerant acceptance": act(
        lambda p, by, c, once: acceptance.accept(p, by, c, once, tolerant=True), WAITING, CLERK, route="acceptance"
    ),
    "tolerant-receipt": act(lambda p, by, c, once: tolerance.receive(p, by, c, None, once), "lacking", CLERK),
    "supplement": act(tolerance.supplement, "lacking, received", "owner", "agent"),
    "declination": act(lambda p, by, c, once: declination.decline(p, by, c, scenes.ELSEWHERE, once), WAITING, CLERK),
    "correction-request": act(
        lambda p, by, c, once: correction.request_correction(p, by, c, scenes.FINDINGS, None, once),
        WAITING,
        CLERK,
    ),
    "return": act(lambda p, by, c, once: returning.return_case(p, by, c, None, once), "overdue", CLERK),
    "suspension": act(
        lambda p, by, c, once: suspension.suspend(p, by, c, licences.HEARD, once),
        "examining, examined, wanting time",
        *EXAMINERS,
        CHIEF,
    ),
    "resumption": act(
        lambda p, by, c, once: resumption.resume(p, by, c, "听证已经结束", once), "suspended", *EXAMINERS, CHIEF
    ),
    "extension": act(
        lambda p, by, c, once: extension.request_extension(p, by, c, licences.WHY, once),
        "accepted, examining, examined",
        *EXAMINERS,
    ),
    "extension-approval": act(
        lambda p, by, c, once: extension_approval.decide_extension(p, by, c, Answered(True), once),
        "wanting time",
        CHIEF,
    ),
    "urgency": act(
        lambda p, by, c, once: urgency.make_urgent(p, by, c, URGENT, once),
        f"{WAITING}, suspended, {RUNNING}",
        CHIEF,
        HALL,
    ),
    "decision": act(lambda p, by, c, once: decision.decide(p, by, c, scenes.GRANT, once), "examined", CHIEF),
    "conclusion": act(conclusion.conclude, "decided, promised", CLERK),
    "service-of-result": act(
        lambda p, by, c, once: service_of_result.serve(p, by, c, "window", scenes.SIGNED, once), "concluded", CLERK
    ),
    "claim": act(
        lambda p, by, c, once: tasks.claim(p, by, _step(c), once), "accepted", *EXAMINERS, route=f"{_TASK}/claim"
    ),
    "release": act(
        lambda p, by, c, once: tasks.release(p, by, _step(c), once), UNDER_WAY, HOLDER, route=f"{_TASK}/release"
    ),
    "completion": act(
        lambda p, by, c, once: tasks.complete(p, by, _step(c), "approve", None, once),
        UNDER_WAY,
        HOLDER,
        route=f"{_TASK}/completion",
    ),
    "commitment-verification": act(
        lambda p, by, c, once: commitment.verify(p, by, c, "kept", None, once), "promised", *EXAMINERS
    ),
}
STAGES = {**licences.STAGES, "lacking": promises.followed, "received": promises.received, "promised": promises.granted}
PAIRS = [(name, stage) for name in ACTS for stage in STAGES]
LEGAL = [(name, stage) for name, stage in PAIRS if stage in ACTS[name].stages]


def an_item() -> FakeItems:
    """A licence of which one material may follow, and another be promised."""
    lenient = {"may_follow": frozenset({"lease"}), "may_declare": frozenset({"id_card"}), "commitment": promises.TOLD}
    return licences.an_item(**lenient)


def begun(stage: str) -> tuple[Parts, str]:
    """The parts, and a case at that stage."""
    parts = memory_parts(an_item())
    case_id = STAGES[stage](parts)
    represented(parts.representation)  # type: ignore[arg-type]
    return parts, case_id


def left(parts: Parts, case_id: str) -> tuple[Any, list[str]]:
    """All that there is of a case."""
    return parts.cases.case(case_id), [one.hash for one in parts.cases.acts(f"case#{case_id}")]


def done(name: str, parts: Parts, case_id: str, by: Caller, once: Once | None = None) -> Any:
    """The act by its route."""
    return ACTS[name].deed(parts, entering(ACTS[name].route or name, by), case_id, once)


def permitted(name: str) -> Caller:
    """Somebody who may do it."""
    return people()[sorted(ACTS[name].who)[0]]


def people() -> dict[str, Caller]:
    """Everybody, and the examiner whose step it is."""
    return {**everybody(), HOLDER: at_work(Role.EXAMINER, number="S002")}
