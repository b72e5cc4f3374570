"""Whose a list is: it is sent by the place that took the cases in, received by the office that handles them."""

from __future__ import annotations

import pytest

from chalicelib.cases.collecting import arriving, lists, sending
from chalicelib.cases.desk import acceptance
from chalicelib.cases.parts import Parts
from chalicelib.cases.status import reading, timeline
from chalicelib.shared.access import Caller
from chalicelib.shared.errors import Forbidden, Invalid, NotFound
from tests.cases import scenes
from tests.cases.fakes import DEPARTMENT, DIVISION
from tests.cases.windows import ELSEWHERE, THERE, WINDOW, clerk_of, clock, collected, collector, counter, sent

__all__ = ["clock", "counter"]
TO = (ELSEWHERE, DEPARTMENT)
THIRD_PLACE = "530111000000"
THIRD = clerk_of("S006", THIRD_PLACE)
STRANGERS = {
    "a third place": THIRD,
    "another department there": clerk_of("S006", ELSEWHERE, departments=("77",)),
    "another department of the place that sent it": clerk_of("S006", DIVISION, departments=("77",)),
    "who sent it and has left for elsewhere": clerk_of("S005", THIRD_PLACE),
    "an applicant": scenes.applicant(),
}


@pytest.mark.parametrize("who", [THERE, THIRD, clerk_of("S006", DIVISION, departments=("77",))], ids=lambda who: who.id)
def test_only_the_place_that_took_it_in_sends_it(counter: Parts, who: Caller) -> None:
    with pytest.raises(Invalid) as refused:
        sending.hand_over(counter, who, TO, [collected(counter)], None)
    assert [fault.code for fault in refused.value.faults] == ["not_taken_in_here"]


def test_a_colleague_of_the_office_sends_it(counter: Parts) -> None:
    assert sending.hand_over(counter, collector("S009"), TO, [collected(counter)], None)["cases"] == 1


@pytest.mark.parametrize("who", STRANGERS)
def test_nobody_else_sees_the_list_or_receives_it(counter: Parts, who: str) -> None:
    list_no = sent(counter, collected(counter))["list_no"]
    with pytest.raises(NotFound, match="handover_not_found"):
        lists.one(counter, STRANGERS[who], list_no)
    with pytest.raises(NotFound, match="handover_not_found"):
        arriving.receive(counter, STRANGERS[who], list_no, [], None)


def test_whoever_sits_at_a_window_of_the_place_sees_what_left_from_there(counter: Parts) -> None:
    list_no = sent(counter, collected(counter))["list_no"]
    clerk = clerk_of("S006", DIVISION, departments=("77",))
    assert lists.listed(counter, clerk, DIVISION, "sent", 10, None)["handovers"] == []
    counter.windows.at["S006"] = WINDOW  # type: ignore[attr-defined]
    assert [one["list_no"] for one in lists.listed(counter, clerk, DIVISION, "sent", 10, None)["handovers"]] == [
        list_no
    ]
    assert lists.one(counter, clerk, list_no)["cases"] == 1


def test_a_window_elsewhere_shows_nothing_of_it(counter: Parts) -> None:
    list_no = sent(counter, collected(counter))["list_no"]
    counter.windows.at["S006"] = f"{THIRD_PLACE}-WINDOW01"  # type: ignore[attr-defined]
    with pytest.raises(NotFound, match="handover_not_found"):
        lists.one(counter, clerk_of("S006", DIVISION, departments=("77",)), list_no)


def test_who_sent_it_does_not_receive_it(counter: Parts) -> None:
    list_no = sent(counter, collected(counter))["list_no"]
    assert lists.one(counter, collector(), list_no)["arrived"] == 0
    with pytest.raises(Forbidden, match="received_by_the_other_office"):
        arriving.receive(counter, collector(), list_no, [], None)


def test_a_place_lists_its_own_lists_alone(counter: Parts) -> None:
    sent(counter, collected(counter))
    with pytest.raises(NotFound, match="office_not_found"):
        lists.listed(counter, THIRD, DIVISION, "sent", 10, None)
    other_department = clerk_of("S006", ELSEWHERE, departments=("77",))
    assert lists.listed(counter, other_department, ELSEWHERE, "received", 10, None)["handovers"] == []


def test_after_submission_the_place_that_took_it_in_opens_nothing_of_it(counter: Parts) -> None:
    case_id = collected(counter)
    for look in (reading.full, reading.materials, timeline.timeline):
        with pytest.raises(NotFound, match="case_not_found"):
            look(counter, collector(), case_id)
    assert reading.full(counter, THERE, case_id)["form"] == scenes.FORM


def test_the_place_that_took_it_in_does_not_handle_it(counter: Parts) -> None:
    case_id = collected(counter)
    with pytest.raises(NotFound, match="case_not_found"):
        acceptance.accept(counter, collector(), case_id, None)
