"""征求意见: a colleague anywhere in the city is asked, may read the case until they have answered, and nothing more."""

from __future__ import annotations

import pytest

from chalicelib.cases.desk import acceptance, suspension
from chalicelib.cases.intake import withdrawing
from chalicelib.cases.parts import Parts
from chalicelib.cases.records import Declared
from chalicelib.cases.rules import CaseStatus
from chalicelib.cases.status import reading, timeline
from chalicelib.cases.work import consulting, queueing, tasks, transferring
from chalicelib.cases.work.worksheet import worksheet
from chalicelib.shared.access import Caller, Post, Role
from chalicelib.shared.change import Change
from chalicelib.shared.errors import Invalid, NotFound, RuleViolation
from tests.cases import licences, scenes
from tests.cases.at_the_desk import queue, stored
from tests.cases.fakes import FakeColleagues, memory_parts

QUESTION, ANSWER = "该合同是否备案?", "已备案,编号属实。"


@pytest.fixture
def city(parts: Parts) -> Parts:
    return parts._replace(colleagues=FakeColleagues(elsewhere={"E1", "E2"}))


def expert(staff_no: str = "E1") -> Caller:
    """Somebody of another department in another division."""
    caller = scenes.clerk(staff_no)
    caller.posts = (Post(frozenset({Role.CLERK}), ("99",), ("530103000000",)),)
    return caller


def asked(parts: Parts, step: str = "examine") -> tuple[str, str]:
    """Ids of a case and of a question about it."""
    case_id = scenes.accepted(parts) if step == "examine" else scenes.submitted(parts)
    who = scenes.examiner() if step == "examine" else scenes.clerk()
    task = f"{case_id}-{step}-1"
    tasks.claim(parts, who, task, None)
    told = consulting.consult(parts, who, task, "E1", QUESTION, None)
    return case_id, str(told["consultation_id"])


def test_the_question_waits_with_the_colleague_and_in_no_office(city: Parts) -> None:
    case_id, question = asked(city)
    waiting = queueing.questions(city, expert(), 20, None)["tasks"]
    assert [(task["task_id"], task["claimed_by"], task["ended_by"]) for task in waiting] == [(question, "E1", "answer")]
    assert [task["task_id"] for task in queue(city)] == [f"{case_id}-examine-1"]
    assert queueing.questions(city, expert("E2"), 20, None)["tasks"] == []


def test_the_colleague_reads_the_case_and_its_files_until_they_have_answered(city: Parts) -> None:
    case_id, question = asked(city)
    sheet = worksheet(city, expert(), question)
    assert [note["text"] for note in sheet["notes"]] == [QUESTION]
    material = sheet["slots"][0]["materials"][0]["material_id"]
    assert reading.material_file(city, expert(), case_id, material)["url"]
    assert consulting.answer(city, expert(), question, ANSWER, None)["open"] is False
    for read in (reading.full, timeline.timeline):
        with pytest.raises(NotFound):
            read(city, expert(), case_id)
    notes = worksheet(city, scenes.examiner(), f"{case_id}-examine-1")["notes"]
    assert [note["text"] for note in notes] == [QUESTION, ANSWER]
    assert queueing.questions(city, expert(), 20, None)["tasks"] == []


def test_a_question_about_a_promise_is_asked_after_the_case_was_served(city: Parts) -> None:
    case_id = scenes.decided(city)
    before = stored(city, case_id)
    declared = Declared(("id_card",), "d" * 64, None, "2027-01-31")
    after = before._replace(status=CaseStatus.SERVED, declared=declared)
    city.committer.commit(lambda: Change(city.cases.save(before, after)), None)
    task = f"{case_id}-verify_commitment-1"
    tasks.claim(city, scenes.examiner(), task, None)
    question = consulting.consult(city, scenes.examiner(), task, "E1", QUESTION, None)["consultation_id"]
    assert worksheet(city, expert(), question)["task"]["claimed_by"] == "E1"
    assert consulting.answer(city, expert(), question, ANSWER, None)["open"] is False


def test_the_words_are_sealed(city: Parts) -> None:
    case_id, question = asked(city)
    consulting.answer(city, expert(), question, ANSWER, None)
    assert not any("备案" in act.canonical for act in city.cases.acts(f"case#{case_id}"))


def test_reading_is_all_that_it_opens(city: Parts) -> None:
    case_id, _ = asked(city, "accept")
    with pytest.raises(NotFound):
        acceptance.accept(city, expert(), case_id, None)
    with pytest.raises(NotFound):
        tasks.claim(city, expert(), f"{case_id}-accept-1", None)


def test_only_who_was_asked_answers_and_once(city: Parts) -> None:
    _, question = asked(city)
    with pytest.raises(RuleViolation, match="question_not_yours"):
        consulting.answer(city, scenes.examiner(), question, ANSWER, None)
    with pytest.raises(NotFound, match="question_not_found"):
        consulting.answer(city, expert("E2"), question, ANSWER, None)
    consulting.answer(city, expert(), question, ANSWER, None)
    with pytest.raises(NotFound, match="question_not_found"):
        consulting.answer(city, expert(), question, ANSWER, None)


@pytest.mark.parametrize(("to", "code"), [
    ("S002", "colleague_is_oneself"), ("E1", "question_already_asked"), ("Z", "colleague_unknown"),
])  # fmt: skip
def test_nobody_else_is_asked(city: Parts, to: str, code: str) -> None:
    case_id, _ = asked(city)
    with pytest.raises(RuleViolation, match=code):
        consulting.consult(city, scenes.examiner(), f"{case_id}-examine-1", to, QUESTION, None)


def test_so_many_are_asked_at_once_and_no_more(parts: Parts) -> None:
    """Each question is an entry that the act which ends the task removes: what is removed at once is bounded."""
    known = {f"E{number}" for number in range(consulting.MOST_QUESTIONS + 1)}
    city = parts._replace(colleagues=FakeColleagues(elsewhere=known))
    case_id, question = asked(city)
    task = f"{case_id}-examine-1"
    *others, last = sorted(known - {"E1"})
    for colleague in others:
        consulting.consult(city, scenes.examiner(), task, colleague, QUESTION, None)
    with pytest.raises(RuleViolation, match="too_many_questions"):
        consulting.consult(city, scenes.examiner(), task, last, QUESTION, None)
    consulting.answer(city, expert(), question, ANSWER, None)
    consulting.consult(city, scenes.examiner(), task, last, QUESTION, None)
    tasks.complete(city, scenes.examiner(), task, "approve", None, None)
    assert stored(city, case_id).consultations == {}


def test_the_sheet_of_a_question_offers_nothing_but_to_read(city: Parts) -> None:
    _, question = asked(city)
    sheet = worksheet(city, expert(), question)
    assert (sheet["outcomes"], sheet["return_to"], sheet["legal_acts"]) == ([], [], [])
    reads = city.people.reads  # type: ignore[attr-defined]
    assert reads == [("E1", "person-zhang", "worksheet")]


def test_whoever_may_act_on_the_case_does_not_answer_nor_end_a_question_for_another(city: Parts) -> None:
    """Not the office, not who asked, and not by the routes of tasks."""
    case_id, question = asked(city)
    for who in (scenes.examiner(), scenes.clerk(), scenes.chief()):
        with pytest.raises(RuleViolation, match="question_not_yours"):
            consulting.answer(city, who, question, ANSWER, None)
        for deed in (tasks.claim, tasks.release):
            with pytest.raises(RuleViolation):
                deed(city, who, question, None)
    with pytest.raises(RuleViolation, match="task_ends_by_act"):
        transferring.transfer(city, scenes.chief(), question, "E2", "换人", None)
    assert list(stored(city, case_id).consultations) == [question]


def test_a_question_waits_while_the_clock_stands_still_and_ends_with_a_withdrawal() -> None:
    parts = memory_parts(licences.an_item())
    city = parts._replace(colleagues=FakeColleagues(elsewhere={"E1"}))
    case_id, question = asked(city)
    suspension.suspend(city, scenes.examiner(), case_id, licences.HEARD, None)
    assert worksheet(city, expert(), question)["task"]["claimed_by"] == "E1"
    withdrawing.withdraw(city, scenes.applicant(), case_id, None, None)
    with pytest.raises(NotFound):
        worksheet(city, expert(), question)
    with pytest.raises(NotFound, match="question_not_found"):
        consulting.answer(city, expert(), question, ANSWER, None)
    assert queueing.questions(city, expert(), 20, None)["tasks"] == []


def test_whoever_has_no_task_asks_nobody(city: Parts) -> None:
    case_id = scenes.accepted(city)
    with pytest.raises(RuleViolation, match="task_not_yours"):
        consulting.consult(city, scenes.examiner(), f"{case_id}-examine-1", "E1", QUESTION, None)


def test_the_question_ends_with_its_task(city: Parts) -> None:
    case_id, question = asked(city)
    tasks.complete(city, scenes.examiner(), f"{case_id}-examine-1", "approve", None, None)
    assert stored(city, case_id).consultations == {}
    assert queueing.questions(city, expert(), 20, None)["tasks"] == []
    with pytest.raises(NotFound):
        consulting.answer(city, expert(), question, ANSWER, None)


def test_a_question_is_neither_given_back_nor_handed_on(city: Parts) -> None:
    _, question = asked(city)
    for deed in (tasks.claim, tasks.release):
        with pytest.raises((RuleViolation, NotFound)):
            deed(city, expert(), question, None)


@pytest.mark.parametrize("words", [" ", "\u3000\n", "……"])
def test_neither_question_nor_answer_says_nothing(city: Parts, words: str) -> None:
    case_id, question = asked(city)
    with pytest.raises(Invalid, match="reasons_required"):
        consulting.consult(city, scenes.examiner(), f"{case_id}-examine-1", "E2", words, None)
    with pytest.raises(Invalid, match="reasons_required"):
        consulting.answer(city, expert(), question, words, None)
    assert list(stored(city, case_id).consultations) == [question]
