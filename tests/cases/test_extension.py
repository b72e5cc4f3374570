"""延期: once, for a reason, within what item and law allow, before the last day, and on another's approval."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.cases.desk import extension, extension_approval, resumption, suspension
from chalicelib.cases.desk.extension import Wanted
from chalicelib.cases.desk.extension_approval import Answered
from chalicelib.cases.documents.words import UNITS
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case
from chalicelib.cases.status import timeline
from chalicelib.cases.terms import Extending, Period
from chalicelib.shared.errors import Forbidden, Invalid, RuleViolation
from tests.cases import licences, scenes
from tests.cases.fakes import memory_parts
from tests.cases.test_journey import assert_log_tells_state


def decided(parts: Parts, case_id: str, approved: bool, opinion: str | None = None, who: str = "S003") -> Case:
    extension_approval.decide_extension(parts, scenes.chief(who), case_id, Answered(approved, opinion), None)
    assert_log_tells_state(parts, case_id)
    return licences.stored(parts, case_id)


def asked(parts: Parts, case_id: str, wanted: Wanted = licences.WHY) -> None:
    extension.request_extension(parts, scenes.examiner(), case_id, wanted, None)


def test_the_applicant_is_told_the_new_day_and_why_in_a_document() -> None:
    parts = memory_parts(licences.an_item())
    case_id = licences.wanting_time(parts)
    case = decided(parts, case_id, True, "同意")
    act = list(parts.cases.acts(f"case#{case_id}"))[-1]
    assert (act.type, act.ground) == ("case.extended", "行政许可法第四十二条")
    assert act.changes["document_no"].startswith("extension-20261121-")
    assert act.changes["authority_no"] == "A-S003"
    assert case.due_on == "2026-12-18"  # ten working days, and ten more
    (task,) = case.tasks.values()
    assert task["due_on"] == "2026-12-11"
    told = timeline.timeline(parts, scenes.applicant(), case_id)["entries"][-1]
    assert (told["notice"], told["due_on"]) == (licences.WHY.reason, "2026-12-18")
    assert "opinion" not in told


def test_a_refusal_stays_at_the_desk_and_moves_nothing() -> None:
    parts = memory_parts(licences.an_item())
    case_id = licences.wanting_time(parts)
    before = licences.stored(parts, case_id).due_on
    case = decided(parts, case_id, False, "可以按期办结")
    act = list(parts.cases.acts(f"case#{case_id}"))[-1]
    assert (act.type, "document_no" in act.changes, case.due_on) == ("case.extension_refused", False, before)
    told = [entry["type"] for entry in timeline.timeline(parts, scenes.applicant(), case_id)["entries"]]
    assert not {"case.extension_refused", "case.extension_requested"} & set(told)


def test_a_limit_is_extended_once_but_asked_for_again_after_a_refusal() -> None:
    parts = memory_parts(licences.an_item())
    case_id = licences.wanting_time(parts)
    decided(parts, case_id, False, "可以按期办结")
    asked(parts, case_id)
    decided(parts, case_id, True)
    for deed in (lambda: asked(parts, case_id), lambda: decided(parts, case_id, True)):
        with pytest.raises(RuleViolation, match=r"extension_already_requested|no_extension_requested"):
            deed()


@pytest.mark.parametrize(
    ("item", "most"),
    [
        ({}, Period(10, "WD")),
        ({"extension": Extending(3, "D_ADD")}, Period(3, "D")),
        ({"extension": Extending(16, "WD_MAX")}, Period(6, "WD")),
        ({"extension": Extending(30, "D_MAX"), "committed_limit": Period(15, "D")}, Period(14, "D")),
        ({"extension": None}, Period(10, "WD")),
        ({"extension": None, "statutory_limit": Period(45, "WD")}, Period(15, "WD")),
    ],
)
def test_no_more_than_the_item_or_else_the_law_adds(item: dict[str, Any], most: Period) -> None:
    parts = memory_parts(licences.an_item(**item))
    case = licences.stored(parts, licences.examining(parts))
    assert extension.allowed(parts, case) == most
    with pytest.raises(Invalid) as refused:
        asked(parts, case.case_id, licences.WHY._replace(value=(most.value or 0) + 1))
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [("/value", "extension_too_long")]
    assert refused.value.faults[0].params["unit"] == UNITS[most.unit]
    asked(parts, case.case_id, licences.WHY._replace(value=most.value))


def test_a_whole_limit_in_other_days_than_the_promise_is_lengthened_by_days_that_did_not_count() -> None:
    """Thirty natural days in all end on 21 December; Sunday and Monday did not count, one of them a working day."""
    parts = memory_parts(licences.an_item(extension=Extending(30, "D_MAX")))
    case_id = licences.suspended(parts)
    assert extension.allowed(parts, licences.stored(parts, case_id)) == Period(17, "D")
    licences.pass_days(parts, 2)
    resumption.resume(parts, scenes.examiner(), case_id, None, None)
    case = licences.stored(parts, case_id)
    assert (case.stopped, case.due_on) == (1, "2026-12-07")
    assert extension.allowed(parts, case) == Period(16, "D")  # from 7 to 23 December


@pytest.mark.parametrize(
    "item",
    [
        {"extension": None, "legal_regime": "confirmation"},
        {"extension": Extending(6, "D_WINDOW")},
        {"extension": Extending(10, "WD_MAX")},
        {"committed_limit": None, "statutory_limit": Period(None, "NONE")},
    ],
)
def test_where_nothing_may_be_added_nothing_is_asked_for(item: dict[str, Any]) -> None:
    parts = memory_parts(licences.an_item(**item))
    case_id = licences.examining(parts)
    with pytest.raises(RuleViolation, match="extension_not_provided"):
        asked(parts, case_id)


def test_fewer_days_may_be_asked_for() -> None:
    parts = memory_parts(licences.an_item())
    case_id = licences.wanting_time(parts, licences.WHY._replace(value=2))
    assert decided(parts, case_id, True).due_on == "2026-12-08"


def test_on_the_last_day_it_is_in_time_and_on_the_next_it_is_not() -> None:
    parts = memory_parts(licences.an_item())
    case_id = licences.examining(parts)
    licences.pass_days(parts, 13)  # Friday 4 December
    asked(parts, case_id)
    licences.pass_days(parts, 1)
    with pytest.raises(RuleViolation, match="due_date_passed"):
        decided(parts, case_id, True)
    late = memory_parts(licences.an_item())
    other = licences.examining(late)
    licences.pass_days(late, 14)
    with pytest.raises(RuleViolation, match="due_date_passed"):
        asked(late, other)


def test_an_extension_and_a_pause_add_up_in_any_order() -> None:
    ends = set()
    for paused_first in (True, False):
        parts = memory_parts(licences.an_item())
        case_id = licences.suspended(parts) if paused_first else licences.wanting_time(parts)
        if not paused_first:
            decided(parts, case_id, True)
            suspension.suspend(parts, scenes.examiner(), case_id, licences.HEARD, None)
        licences.pass_days(parts, 3)
        resumption.resume(parts, scenes.examiner(), case_id, None, None)
        if paused_first:
            asked(parts, case_id)
            decided(parts, case_id, True)
        ends.add(licences.stored(parts, case_id).due_on)
    assert ends == {"2026-12-22"}  # 10 + 10 + 2 working days


@pytest.mark.parametrize("answer", [None, False])
def test_what_is_not_granted_adds_nothing_when_the_day_is_reckoned_anew(answer: bool | None) -> None:
    parts = memory_parts(licences.an_item())
    case_id = licences.wanting_time(parts)
    if answer is not None:
        decided(parts, case_id, answer, "可以按期办结")
    suspension.suspend(parts, scenes.examiner(), case_id, licences.HEARD, None)
    licences.pass_days(parts, 3)
    resumption.resume(parts, scenes.examiner(), case_id, None, None)
    assert licences.stored(parts, case_id).due_on == "2026-12-08"  # 10 + 2 working days


def test_nobody_approves_what_they_asked_for() -> None:
    parts = memory_parts(licences.an_item())
    case_id = licences.examining(parts)
    extension.request_extension(parts, scenes.examiner("S003"), case_id, licences.WHY, None)
    with pytest.raises(Forbidden, match="own_request"):
        decided(parts, case_id, True, who="S003")
    decided(parts, case_id, True, who="S004")


def test_what_offices_handle_together_is_extended_by_the_head_of_the_government() -> None:
    """行政许可法 Art. 42(2): fifteen days, and no office's own head gives them."""
    parts = memory_parts(licences.an_item(extension=None, statutory_limit=Period(45, "WD")))
    case_id = licences.wanting_time(parts)
    with pytest.raises(Invalid) as refused:
        decided(parts, case_id, True)
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [
        ("/government_approval", "government_approval_needed")
    ]
    approved = Answered(True, government_approval="昆政复〔2026〕3号")
    extension_approval.decide_extension(parts, scenes.chief(), case_id, approved, None)
    act = list(parts.cases.acts(f"case#{case_id}"))[-1]
    assert (act.type, act.changes["government_approval"]) == ("case.extended", "昆政复〔2026〕3号")


def test_a_refusal_of_more_time_for_them_needs_no_government() -> None:
    parts = memory_parts(licences.an_item(extension=None, statutory_limit=Period(45, "WD")))
    decided(parts, licences.wanting_time(parts), False, "可以按期办结")
