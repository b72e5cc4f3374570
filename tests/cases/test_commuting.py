"""What does not touch commutes: whatever order a draft is filled in, and cases are worked on, the same comes out."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.cases.desk import acceptance
from chalicelib.cases.intake import drafts, submission
from chalicelib.cases.parts import Parts
from chalicelib.cases.status import reading
from tests.cases import scenes
from tests.cases.fakes import PDF, memory_parts

FILLING: dict[str, Callable[[Parts, str], object]] = {
    "form": lambda parts, case_id: drafts.save_form(parts, scenes.applicant(), case_id, scenes.FORM, 0),
    "id_card": lambda parts, case_id: scenes.uploaded(parts, case_id, "id_card"),
    "lease": lambda parts, case_id: scenes.uploaded(parts, case_id, "lease", PDF.replace(b"0" * 5, b"1" * 5)),
    "work": lambda parts, case_id: scenes.uploaded(parts, case_id, "work"),
}


@given(st.permutations(list(FILLING)))
@settings(max_examples=24, deadline=None)
def test_a_draft_may_be_filled_in_in_any_order(order: list[str]) -> None:
    parts = memory_parts()
    case_id = scenes.drafted(parts)
    for part in order:
        FILLING[part](parts, case_id)
    submission.submit(parts, scenes.applicant(), case_id, None)
    shown = reading.full(parts, scenes.applicant(), case_id)
    assert shown["form"] == scenes.FORM
    assert sorted((m["slot"], m["sha256"]) for m in shown["materials"]) == sorted(
        (m.slot, m.sha256) for m in (parts.cases.case(case_id) or _gone()).materials
    )
    assert {m["slot"] for m in shown["materials"]} == {"id_card", "lease", "work"}


@given(st.lists(st.integers(0, 2), min_size=9, max_size=9).filter(lambda turns: set(turns) == {0, 1, 2}))
@settings(max_examples=30, deadline=None)
def test_acts_on_different_cases_commute(turns: list[int]) -> None:
    steps: list[Callable[[Parts, str], object]] = [
        scenes.corrected,
        lambda parts, case_id: submission.resubmit(parts, scenes.applicant(), case_id, None),
        lambda parts, case_id: acceptance.accept(parts, scenes.clerk(), case_id, None),
    ]
    parts = memory_parts()
    cases = [scenes.submitted(parts) for _ in range(3)]
    done = [0, 0, 0]
    for turn in [*turns, 0, 0, 0, 1, 1, 1, 2, 2, 2]:
        if done[turn] < len(steps):
            steps[done[turn]](parts, cases[turn])
            done[turn] += 1
    told = [[act.type for act in parts.cases.acts(f"case#{case_id}")] for case_id in cases]
    assert told == [["case.submitted", "case.correction_requested", "case.resubmitted", "case.accepted"]] * 3


def _gone() -> None:
    raise AssertionError("the case is gone")
