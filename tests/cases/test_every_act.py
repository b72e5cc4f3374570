"""Every legal act, at every stage, by everybody: the legal ones pass, by the permitted; of the rest nothing is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from chalicelib.cases.desk import (
    acceptance,
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
from chalicelib.cases.desk.declination import Declined
from chalicelib.cases.desk.extension import Wanted
from chalicelib.cases.desk.suspension import Announced
from chalicelib.cases.intake import submission, withdrawing
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import CaseStatus
from chalicelib.shared.access import Caller, Role
from chalicelib.shared.acts import verify_chain
from chalicelib.shared.change import Once
from chalicelib.shared.errors import Invalid, RuleViolation, ServiceError
from tests.cases import licences, scenes
from tests.cases.everybody import entering, everybody, represented
from tests.cases.fakes import memory_parts

Deed = Callable[[Parts, Caller, str, Once | None], Any]
URGENT = {"kind": "urgent", "reason": "重大项目开工", "requested_by": "applicant"}


class Act(NamedTuple):
    """How it is done, at which stages it is legal, and who may do it."""

    deed: Deed
    stages: frozenset[str]
    who: frozenset[str]


def act(deed: Deed, stages: str, *who: str) -> Act:
    return Act(deed, frozenset(stages.split(", ")), frozenset(who))


BEFORE_DECISION = "submitted, to correct, overdue, accepted, examining, examined, wanting time, suspended"
RUNNING = "accepted, examining, examined, wanting time"
CLERK, EXAMINER, CHIEF, HALL = map(str, (Role.CLERK, Role.EXAMINER, Role.CHIEF_REPRESENTATIVE, Role.HALL_MANAGER))
ACTS: dict[str, Act] = {
    "submission": act(submission.submit, "draft", "owner", "agent"),
    "resubmission": act(submission.resubmit, "to correct, overdue", "owner", "agent"),
    "withdrawal": act(
        lambda p, by, c, once: withdrawing.withdraw(p, by, c, "不办了", once), BEFORE_DECISION, "owner", "agent"
    ),
    "pre-review": act(lambda p, by, c, once: pre_review.passed(p, by, c, None, once), "submitted", CLERK),
    "acceptance": act(acceptance.accept, "submitted", CLERK),
    "declination": act(
        lambda p, by, c, once: declination.decline(p, by, c, scenes.ELSEWHERE, once), "submitted", CLERK
    ),
    "correction-request": act(
        lambda p, by, c, once: correction.request_correction(p, by, c, scenes.FINDINGS, None, once),
        "submitted",
        CLERK,
    ),
    "return": act(lambda p, by, c, once: returning.return_case(p, by, c, None, once), "overdue", CLERK),
    "suspension": act(
        lambda p, by, c, once: suspension.suspend(p, by, c, licences.HEARD, once),
        "examining, examined, wanting time",
        EXAMINER,
        CHIEF,
    ),
    "resumption": act(
        lambda p, by, c, once: resumption.resume(p, by, c, "听证已经结束", once), "suspended", EXAMINER, CHIEF
    ),
    "extension": act(
        lambda p, by, c, once: extension.request_extension(p, by, c, licences.WHY, once),
        "accepted, examining, examined",
        EXAMINER,
    ),
    "extension-approval": act(
        lambda p, by, c, once: extension_approval.decide_extension(p, by, c, True, None, once), "wanting time", CHIEF
    ),
    "urgency": act(
        lambda p, by, c, once: urgency.make_urgent(p, by, c, URGENT, once),
        f"submitted, suspended, {RUNNING}",
        CHIEF,
        HALL,
    ),
    "decision": act(lambda p, by, c, once: decision.decide(p, by, c, scenes.GRANT, once), "examined", CHIEF),
    "conclusion": act(conclusion.conclude, "decided", CLERK),
    "service-of-result": act(
        lambda p, by, c, once: service_of_result.serve(p, by, c, "window", scenes.SIGNED, once), "concluded", CLERK
    ),
}
PAIRS = [(name, stage) for name in ACTS for stage in licences.STAGES]
LEGAL = [(name, stage) for name, stage in PAIRS if stage in ACTS[name].stages]


def begun(stage: str) -> tuple[Parts, str]:
    """The parts, and a case at that stage."""
    parts = memory_parts(licences.an_item())
    case_id = licences.STAGES[stage](parts)
    represented(parts.representation)  # type: ignore[arg-type]
    return parts, case_id


def left(parts: Parts, case_id: str) -> tuple[Any, list[str]]:
    """All that there is of a case."""
    return parts.cases.case(case_id), [one.hash for one in parts.cases.acts(f"case#{case_id}")]


def done(name: str, parts: Parts, case_id: str, by: Caller, once: Once | None = None) -> Any:
    """The act by its route."""
    return ACTS[name].deed(parts, entering(name, by), case_id, once)


def permitted(name: str) -> Caller:
    """Somebody who may do it."""
    return everybody()[sorted(ACTS[name].who)[0]]


@pytest.mark.parametrize(("name", "stage"), PAIRS)
def test_whoever_may_not_or_comes_at_the_wrong_time_leaves_nothing(name: str, stage: str) -> None:
    parts, case_id = begun(stage)
    before = left(parts, case_id)
    for who, caller in everybody().items():
        if stage in ACTS[name].stages and who in ACTS[name].who:
            continue
        with pytest.raises(ServiceError):
            done(name, parts, case_id, caller)
        assert left(parts, case_id) == before, who


@pytest.mark.parametrize(
    ("name", "stage", "who"), [(*pair, who) for pair in LEGAL for who in sorted(ACTS[pair[0]].who)]
)
def test_what_is_legal_passes_by_whoever_may_and_is_one_act(name: str, stage: str, who: str) -> None:
    parts, case_id = begun(stage)
    case, chain = left(parts, case_id)
    done(name, parts, case_id, everybody()[who])
    acts = list(parts.cases.acts(f"case#{case_id}"))
    assert len(acts) == len(chain) + 1
    assert acts[-1].changes["status"]["from"] == case.status
    verify_chain(f"case#{case_id}", acts)


@pytest.mark.parametrize(("name", "stage"), LEGAL)
def test_a_second_time_is_refused_and_a_repeated_request_is_answered_as_before(name: str, stage: str) -> None:
    parts, case_id = begun(stage)
    once = Once("somebody", name, "key-1", "0" * 64)
    answer = done(name, parts, case_id, permitted(name), once)
    before = left(parts, case_id)
    assert done(name, parts, case_id, permitted(name), once) == answer
    with pytest.raises(ServiceError):
        done(name, parts, case_id, permitted(name))
    assert left(parts, case_id) == before


class Meanwhile:
    """A repository in which somebody else is done first, once the case was read."""

    def __init__(self, parts: Parts, first: Callable[[], object]) -> None:
        self._cases, self._first = parts.cases, [first]

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._cases, name)
        return self._then(found) if name in ("case", "file") else found

    def _then(self, read: Callable[[str], Any]) -> Callable[[str], Any]:
        def reading(case_id: str) -> Any:
            found = read(case_id)
            if self._first:
                self._first.pop()()
            return found

        return reading


@pytest.mark.parametrize(("name", "stage"), LEGAL)
def test_what_was_read_before_somebody_else_acted_decides_nothing(name: str, stage: str) -> None:
    parts, case_id = begun(stage)
    _, chain = left(parts, case_id)
    late = parts._replace(cases=Meanwhile(parts, lambda: done(name, parts, case_id, permitted(name))))  # type: ignore[arg-type]
    with pytest.raises(ServiceError):
        done(name, late, case_id, permitted(name))
    assert len(left(parts, case_id)[1]) == len(chain) + 1


BLANK = "  \n"
WRONG: dict[str, tuple[str, str, Deed]] = {
    "a correction without findings' words": (
        "correction-request",
        "submitted",
        lambda p, by, c, once: correction.request_correction(
            p, by, c, [{"material": "lease", "reason": BLANK, "remedy": BLANK}], None, once
        ),
    ),
    "a correction of what is in no list": (
        "correction-request",
        "submitted",
        lambda p, by, c, once: correction.request_correction(
            p, by, c, [{"material": "marriage", "reason": "缺少", "remedy": "请提交"}], None, once
        ),
    ),
    "a declination without words": (
        "declination",
        "submitted",
        lambda p, by, c, once: declination.decline(p, by, c, Declined(("not_required",), BLANK, BLANK), once),
    ),
    "a declination on no ground of the law's": (
        "declination",
        "submitted",
        lambda p, by, c, once: declination.decline(p, by, c, Declined(("busy",), "太忙", "请下次再来"), once),
    ),
    "a suspension for what the law does not know": (
        "suspension",
        "examining",
        lambda p, by, c, once: suspension.suspend(p, by, c, Announced("public_notice", 5, "WD"), once),
    ),
    "a suspension for what the item does not know": (
        "suspension",
        "examining",
        lambda p, by, c, once: suspension.suspend(p, by, c, Announced("auction", 5, "WD"), once),
    ),
    "an extension without a reason": (
        "extension",
        "examining",
        lambda p, by, c, once: extension.request_extension(p, by, c, Wanted(BLANK), once),
    ),
    "an extension refused without a word": (
        "extension-approval",
        "wanting time",
        lambda p, by, c, once: extension_approval.decide_extension(p, by, c, False, BLANK, once),
    ),
    "urgency without a reason": (
        "urgency",
        "submitted",
        lambda p, by, c, once: urgency.make_urgent(p, by, c, {**URGENT, "reason": BLANK}, once),
    ),
    "a refusal without reasons": (
        "decision",
        "examined",
        lambda p, by, c, once: decision.decide(p, by, c, scenes.REFUSE._replace(reasons=BLANK), once),
    ),
    "a refusal that tells no way": (
        "decision",
        "examined",
        lambda p, by, c, once: decision.decide(p, by, c, scenes.REFUSE._replace(how_to_qualify=None), once),
    ),
    "a service without proof": (
        "service-of-result",
        "concluded",
        lambda p, by, c, once: service_of_result.serve(p, by, c, "courier", scenes.SIGNED, once),
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_empty_words_and_grounds_that_are_not_the_laws_leave_nothing(name: str) -> None:
    act_name, stage, deed = WRONG[name]
    parts, case_id = begun(stage)
    before = left(parts, case_id)
    with pytest.raises((Invalid, RuleViolation)):
        deed(parts, entering(act_name, permitted(act_name)), case_id, None)
    assert left(parts, case_id) == before


@pytest.mark.parametrize(("name", "stage"), LEGAL)
def test_an_act_on_another_case_leaves_this_one_alone(name: str, stage: str) -> None:
    before_time = "to correct" if stage == "overdue" else stage
    parts, case_id = begun(before_time)
    other = licences.STAGES[before_time](parts)
    if stage == "overdue":
        licences.pass_days(parts, 30)
    before = left(parts, case_id)
    done(name, parts, other, permitted(name))
    assert left(parts, case_id) == before


def test_nobody_acts_on_a_case_that_there_is_not() -> None:
    parts = memory_parts(licences.an_item())
    for name in ACTS:
        with pytest.raises(ServiceError, match="case_not_found"):
            done(name, parts, "0" * 26, permitted(name))


def test_the_table_leaves_no_status_out() -> None:
    seen = {licences.stored(*begun(stage)).status for stage in licences.STAGES}
    assert seen == set(CaseStatus)
