"""征求意见 — whoever has a task asks a colleague anywhere in the city, who answers in writing.

While the question is open the colleague may read the case, whatever their own office is.
"""

from __future__ import annotations

from typing import Any

from chalicelib.cases import acts
from chalicelib.cases.desk.words import require_words
from chalicelib.cases.parts import Parts
from chalicelib.cases.performing import perform, recorded, sealed_notice
from chalicelib.cases.rules import Case
from chalicelib.cases.work.holding import ends_by_act, held_task
from chalicelib.cases.work.open_work import ANSWER, case_of, open_work
from chalicelib.cases.work.tasks import naming, on_task
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Once
from chalicelib.shared.errors import NotFound, RuleViolation

MOST_QUESTIONS = 10
"""So many may be open about a case: each is an entry of a queue, and the act that ends their task removes them all."""


def consult(parts: Parts, by: Caller, task_id: str, to: str, question: str, once: Once | None) -> dict[str, Any]:
    """Ask a colleague about the case, each but once at a time. Raises Invalid where the question says nothing."""
    require_words(question=question)

    def consulted(case: Case) -> Any:
        task = held_task(parts, case, task_id, by)
        if task.legal == ANSWER:
            raise ends_by_act(task)
        _require_to_ask(parts, case, by, to)
        said = {
            **naming(case, task),
            "consultation_id": f"{case.case_id}-{ANSWER}-{case.seq + 1}",
            "asked": to,
            "opinion_sealed": sealed_notice(parts, case, question),
        }
        after, act = recorded(parts, case, acts.CONSULTED, by, said)
        return [act], after, (), _body(after, said["consultation_id"])

    return on_task(parts, by, task_id, once, consulted)


def answer(parts: Parts, by: Caller, consultation_id: str, words: str, once: Once | None) -> dict[str, Any]:
    """Answer what one was asked. Raises NotFound of what nobody asked the caller, Invalid where it says nothing."""
    require_words(answer=words)

    def answered(case: Case) -> Any:
        question = case.consultations.get(consultation_id)
        if question is None:
            raise RuleViolation("question_not_open")
        if question["asked"] != by.id:
            raise RuleViolation("question_not_yours", who=question["asked"])
        said = {"consultation_id": consultation_id, "opinion_sealed": sealed_notice(parts, case, words)}
        after, act = recorded(parts, case, acts.CONSULTATION_ANSWERED, by, said)
        return [act], after, (), {**_body(case, consultation_id), "open": False}

    try:
        return perform(parts, case_of(consultation_id), by, once, answered, who_was_asked=True)
    except NotFound as unknown:
        raise NotFound("question_not_found") from unknown


def _require_to_ask(parts: Parts, case: Case, by: Caller, to: str) -> None:
    if to == by.id:
        raise RuleViolation("colleague_is_oneself")
    if any(question["asked"] == to for question in case.consultations.values()):
        raise RuleViolation("question_already_asked", who=to)
    if len(case.consultations) >= MOST_QUESTIONS:
        raise RuleViolation("too_many_questions", most=MOST_QUESTIONS)
    if not parts.colleagues.may_be_asked(to):
        raise RuleViolation("colleague_unknown", who=to)


def _body(case: Case, consultation_id: str) -> dict[str, Any]:
    question, task = case.consultations[consultation_id], open_work(case)[consultation_id]
    return {
        "consultation_id": consultation_id,
        "case_id": case.case_id,
        "task_id": question["task_id"],
        "asked": question["asked"],
        "asked_at": question["at"],
        "due_on": task.due_on,
        "open": True,
    }
