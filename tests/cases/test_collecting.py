"""代收代办: taken in here, handled there; papers go with numbered lists, and what is missing stays open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.cases.collecting import arriving, lists, sending
from chalicelib.cases.desk import acceptance, correction
from chalicelib.cases.history import evolve
from chalicelib.cases.intake import at_window, submission, withdrawing
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case, CaseStatus
from chalicelib.shared.acts import verify_chain
from chalicelib.shared.errors import Invalid, NotFound, RuleViolation
from tests.cases import scenes
from tests.cases.fakes import DIVISION, FakeItems
from tests.cases.windows import (
    ELSEWHERE,
    THERE,
    at_the_window,
    clerk_of,
    clock,
    collected,
    collector,
    counter,
    sent,
    taken_in,
)

__all__ = ["clock", "counter"]


def case_of(parts: Parts, case_id: str) -> Case:
    found = parts.cases.case(case_id)
    assert found
    return found


def assert_log_tells_state(parts: Parts, case_id: str) -> None:
    acts = list(parts.cases.acts(f"case#{case_id}"))
    verify_chain(f"case#{case_id}", acts)
    case: Case | None = None
    for act in acts:
        case = evolve(case, act.type, act.changes, act.law_time, act.seq, act.hash)
    assert case == case_of(parts, case_id)._replace(version=0)


def states(shown: dict[str, Any]) -> dict[str, str]:
    return {one["case_id"]: one["state"] for one in shown["items"]}


def test_a_window_takes_in_for_another_place_at_its_own(counter: Parts) -> None:
    begun = at_the_window(counter, by=collector(), division=ELSEWHERE)
    assert (begun["division_code"], begun["taken_in"]["division_code"]) == (ELSEWHERE, DIVISION)
    (listed,) = at_window.taken_in(counter, collector(), DIVISION, 10, None)["cases"]
    assert (listed["handled_elsewhere"], listed["list_no"], listed["arrived"]) == (True, None, False)


def test_within_its_reach_nothing_is_collected(counter: Parts) -> None:
    by = clerk_of("S005", DIVISION, ELSEWHERE)
    assert at_the_window(counter, by=by, division=ELSEWHERE)["taken_in"]["division_code"] == ELSEWHERE


def test_after_submission_there_is_where_it_is_handled_and_here_only_how_it_stands(counter: Parts) -> None:
    case_id = collected(counter)
    correction.request_correction(counter, THERE, case_id, scenes.FINDINGS, None, None)
    (listed,) = at_window.taken_in(counter, collector(), DIVISION, 10, None)["cases"]
    assert listed["status"] == "correction_requested"
    assert not {"form", "applicant", "owner"} & listed.keys()


def test_papers_go_with_one_numbered_list_and_arrive(counter: Parts) -> None:
    first, second = collected(counter), collected(counter, "person-li")
    told = sent(counter, first, second)
    assert told["list_no"].startswith("handover-")
    assert (told["cases"], told["arrived"], told["left_off"]) == (2, 0, [])
    assert case_of(counter, first).collection.list_no == told["list_no"]  # type: ignore[union-attr]
    shown = arriving.receive(counter, THERE, told["list_no"], [], None)
    assert (states(shown), shown["received_by"]) == ({first: "arrived", second: "arrived"}, THERE.id)
    for case_id in (first, second):
        types = [act.type for act in counter.cases.acts(f"case#{case_id}")]
        assert types == ["case.submitted", "case.forwarded", "case.arrived"]
        assert case_of(counter, case_id).collection.received  # type: ignore[union-attr]
        assert_log_tells_state(counter, case_id)


def test_a_list_names_case_item_masked_applicant_and_sheets(counter: Parts) -> None:
    case_id = collected(counter)
    (item,) = lists.one(counter, THERE, sent(counter, case_id)["list_no"])["items"]
    assert (item["case_no"], item["item_name"], item["applicant"]) == (
        case_of(counter, case_id).case_no,
        "居住证申领",
        "张*",
    )
    assert [(one["slot"], one["files"], one["originals"]) for one in item["materials"]] == [
        ("id_card", 1, 0),
        ("lease", 1, 1),
    ]


def test_what_is_missing_stays_open_until_it_comes(counter: Parts) -> None:
    first, second = collected(counter), collected(counter, "person-li")
    list_no = sent(counter, first, second)["list_no"]
    shown = arriving.receive(counter, THERE, list_no, [second], None)
    assert states(shown) == {first: "arrived", second: "on_the_way"}
    assert not case_of(counter, second).collection.received  # type: ignore[union-attr]
    assert states(arriving.receive(counter, THERE, list_no, [], None)) == {first: "arrived", second: "arrived"}
    with pytest.raises(RuleViolation, match="handover_received"):
        arriving.receive(counter, THERE, list_no, [], None)


def test_a_stale_receipt_is_told_what_is_not_open_any_more(counter: Parts) -> None:
    first, second = collected(counter), collected(counter, "person-li")
    list_no = sent(counter, first, second)["list_no"]
    arriving.receive(counter, THERE, list_no, [second], None)
    with pytest.raises(Invalid) as refused:
        arriving.receive(counter, THERE, list_no, [first, "0" * 26], None)
    faults = [(fault.pointer, fault.code) for fault in refused.value.faults]
    assert faults == [("/missing/0", "not_open_on_the_list"), ("/missing/1", "not_on_the_list")]
    assert not case_of(counter, second).collection.received  # type: ignore[union-attr]


def test_originals_must_be_there_before_it_is_accepted(counter: Parts) -> None:
    case_id = collected(counter)
    with pytest.raises(RuleViolation, match="originals_not_arrived") as refused:
        acceptance.accept(counter, THERE, case_id, None)
    assert refused.value.params["names"] == "居住地住址证明"
    list_no = sent(counter, case_id)["list_no"]
    with pytest.raises(RuleViolation, match="originals_not_arrived"):
        acceptance.accept(counter, THERE, case_id, None)
    arriving.receive(counter, THERE, list_no, [], None)
    assert acceptance.accept(counter, THERE, case_id, None)["status"] == "accepted"


def test_where_scans_are_enough_it_is_accepted_at_once_and_papers_follow(counter: Parts) -> None:
    items: FakeItems = counter.items  # type: ignore[assignment]
    items.originals = 0
    case_id = collected(counter)
    assert acceptance.accept(counter, THERE, case_id, None)["status"] == "accepted"
    list_no = sent(counter, case_id)["list_no"]
    assert states(arriving.receive(counter, THERE, list_no, [], None)) == {case_id: "arrived"}
    assert case_of(counter, case_id).status is CaseStatus.ACCEPTED
    assert_log_tells_state(counter, case_id)


def test_what_was_taken_in_at_its_own_place_waits_for_nothing(counter: Parts) -> None:
    case_id = taken_in(counter)
    submission.submit(counter, scenes.clerk(), case_id, None)
    assert acceptance.accept(counter, scenes.clerk(), case_id, None)["status"] == "accepted"


def test_a_withdrawn_case_is_left_off_with_a_word(counter: Parts) -> None:
    first, second = collected(counter), collected(counter, "person-li")
    withdrawing.withdraw(counter, scenes.applicant(), first, None, None)
    told = sent(counter, first, second)
    assert told["cases"] == 1
    assert [(one["case_id"], "撤回" in one["why"]) for one in told["left_off"]] == [(first, True)]
    with pytest.raises(RuleViolation, match="nothing_to_hand_over"):
        sent(counter, first)


def test_a_case_withdrawn_on_its_way_drops_off_the_list(counter: Parts) -> None:
    first, second = collected(counter), collected(counter, "person-li")
    list_no = sent(counter, first, second)["list_no"]
    withdrawing.withdraw(counter, scenes.applicant(), first, None, None)
    shown = arriving.receive(counter, THERE, list_no, [], None)
    assert states(shown) == {first: "dropped", second: "arrived"}
    assert "撤回" in next(one["why"] for one in shown["items"] if one["case_id"] == first)
    assert [act.type for act in counter.cases.acts(f"case#{first}")][-1] == "case.withdrawn"


def test_everything_that_cannot_go_is_told_at_once_and_nothing_goes(counter: Parts) -> None:
    good, listed, draft = collected(counter), collected(counter), str(_draft(counter))
    here = taken_in(counter)
    submission.submit(counter, scenes.clerk(), here, None)
    before = sent(counter, listed)["list_no"]
    with pytest.raises(Invalid, match="cannot_be_handed_over") as refused:
        sent(counter, good, listed, draft, here, "0" * 26)
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [
        ("/case_ids/1", "already_on_a_list"),
        ("/case_ids/2", "not_submitted_yet"),
        ("/case_ids/3", "handled_here"),
        ("/case_ids/4", "not_taken_in_here"),
    ]
    assert refused.value.faults[0].params == {"list_no": before}
    assert case_of(counter, good).collection.list_no is None  # type: ignore[union-attr]


class Meanwhile:
    """The same lists, but something happens between the first reading of the cases and what is then written."""

    def __init__(self, lists_: Any, meanwhile: Callable[[], object]) -> None:
        self._lists, self._meanwhile = lists_, [meanwhile]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._lists, name)

    def cases(self, case_ids: Any) -> Any:
        known = self._lists.cases(list(case_ids))
        if self._meanwhile:
            self._meanwhile.pop()()
        return known


def test_of_two_lists_made_at_once_one_has_the_case(counter: Parts) -> None:
    first, second = collected(counter), collected(counter, "person-li")
    late = Meanwhile(counter.handovers(), lambda: sent(counter, second))
    with pytest.raises(Invalid) as refused:
        sent(counter._replace(handovers=lambda: late), first, second)
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [("/case_ids/1", "already_on_a_list")]
    assert case_of(counter, first).collection.list_no is None  # type: ignore[union-attr]


def test_of_two_clerks_who_receive_at_once_one_says_what_is_missing(counter: Parts) -> None:
    first, second = collected(counter), collected(counter, "person-li")
    list_no = sent(counter, first, second)["list_no"]
    late = Meanwhile(counter.handovers(), lambda: arriving.receive(counter, THERE, list_no, [], None))
    with pytest.raises(RuleViolation, match="handover_received"):
        arriving.receive(counter._replace(handovers=lambda: late), THERE, list_no, [second], None)
    assert [act.type for act in counter.cases.acts(f"case#{first}")].count("case.arrived") == 1


def test_what_is_withdrawn_at_that_moment_does_not_arrive(counter: Parts) -> None:
    case_id = collected(counter)
    list_no = sent(counter, case_id)["list_no"]
    late = Meanwhile(
        counter.handovers(), lambda: withdrawing.withdraw(counter, scenes.applicant(), case_id, None, None)
    )
    with pytest.raises(RuleViolation, match="handover_received"):
        arriving.receive(counter._replace(handovers=lambda: late), THERE, list_no, [], None)
    assert_log_tells_state(counter, case_id)


def test_a_list_goes_to_one_office(counter: Parts) -> None:
    case_id = collected(counter)
    with pytest.raises(Invalid) as refused:
        sending.hand_over(counter, collector(), (ELSEWHERE, "77"), [case_id], None)
    assert refused.value.faults[0].code == "handled_by_another_office"


def test_a_full_list_fits_one_transaction_there_and_back(counter: Parts) -> None:
    many = [collected(counter, "person-zhang" if nth % 2 else "person-li") for nth in range(25)]
    told = sent(counter, *many)
    shown = arriving.receive(counter, THERE, told["list_no"], [], None)
    assert (shown["cases"], shown["arrived"]) == (25, 25)


def test_named_twice_a_case_stands_on_the_list_once(counter: Parts) -> None:
    case_id = collected(counter)
    assert sent(counter, case_id, case_id)["cases"] == 1


def test_both_ends_find_the_list(counter: Parts) -> None:
    list_nos = [sent(counter, collected(counter))["list_no"] for _ in range(3)]
    page = lists.listed(counter, collector(), DIVISION, "sent", 2, None)
    rest = lists.listed(counter, collector(), DIVISION, "sent", 2, page["next_cursor"])
    assert {one["list_no"] for one in (*page["handovers"], *rest["handovers"])} == {*list_nos}
    page = lists.listed(counter, THERE, ELSEWHERE, "received", 2, None)
    rest = lists.listed(counter, THERE, ELSEWHERE, "received", 2, page["next_cursor"])
    assert {one["list_no"] for one in (*page["handovers"], *rest["handovers"])} == {*list_nos}
    assert lists.listed(counter, THERE, ELSEWHERE, "sent", 10, None)["handovers"] == []


def test_there_is_no_such_list(counter: Parts) -> None:
    with pytest.raises(NotFound, match="handover_not_found"):
        lists.one(counter, THERE, "handover-20261121-00000000")


def _draft(parts: Parts) -> str:
    return taken_in(parts, by=collector(), division=ELSEWHERE)
