"""容缺: what is lacking follows by a day, before the clock (收件) or with it running (受理)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.cases.desk import acceptance, decision, pre_review
from chalicelib.cases.desk.decision import Ruled
from chalicelib.cases.intake import drafts, materials, submission, tolerance
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case, CaseStatus, DecisionResult
from chalicelib.cases.status import reading
from chalicelib.cases.terms import Period
from chalicelib.configuration.documents import Commitments
from chalicelib.deadlines.service import CalendarNotPublished, due_on
from chalicelib.shared.errors import Invalid, RuleViolation, UpstreamUnavailable
from tests.cases import promises, scenes
from tests.cases.fakes import PDF, memory_parts
from tests.cases.test_journey import Late, assert_log_tells_state
from tests.cases.test_pre_check import refusal
from tests.fakes import FakeClock


def stored(parts: Parts, case_id: str) -> Case:
    case = parts.cases.case(case_id)
    assert case is not None
    return case


def tolerant(parts: Parts) -> Parts:
    return parts._replace(items=promises.following())


def accepted(parts: Parts) -> str:
    case_id = promises.signed(parts)
    acceptance.accept(parts, scenes.clerk(), case_id, None, tolerant=True)
    return case_id


def refused_for_its_lack(parts: Parts, case_id: str) -> None:
    ruled = Ruled(DecisionResult.REFUSE, "承诺补交的材料逾期没有补齐", "备齐材料后可以再次申请")
    decision.decide(parts, scenes.chief(), case_id, ruled, None)


class TestApplying:
    def test_what_may_follow_is_let_follow_and_says_so(self, parts: Parts) -> None:
        parts = tolerant(parts)
        case_id = promises.signed(parts)
        case = stored(parts, case_id)
        assert case.tolerance is not None
        assert (case.tolerance.kind, case.tolerance.slots, case.tolerance.due_on) == ("requested", ("lease",), None)
        shown = reading.full(parts, scenes.applicant(), case_id)
        assert shown["tolerance"] == {"kind": "requested", "slots": ["lease"], "due_on": None}
        assert_log_tells_state(parts, case_id)

    def test_the_rest_must_be_complete_and_right(self) -> None:
        parts = memory_parts(promises.following())
        case_id = scenes.drafted(parts)
        signed = promises.signatures(parts, case_id)
        with pytest.raises(Invalid) as refused:
            submission.submit(parts, scenes.applicant(), case_id, None, signed)
        pointers = [fault.pointer for fault in refused.value.faults]
        assert pointers == ["/form/address", "/form/since", "/materials/id_card"]
        assert promises.credit(parts).asked == []

    def test_nothing_follows_without_a_letter(self) -> None:
        parts = memory_parts(promises.following())
        with pytest.raises(Invalid):
            submission.submit(parts, scenes.applicant(), promises.lacking(parts), None)

    def test_a_correction_may_sign_anew_or_bring_what_was_to_follow(self, parts: Parts) -> None:
        parts = tolerant(parts)
        for bring in (True, False):
            case_id = promises.signed(parts)
            scenes.corrected(parts, case_id)
            if bring:
                scenes.uploaded(parts, case_id, "lease")
            submission.resubmit(parts, scenes.applicant(), case_id, None)
            assert (stored(parts, case_id).tolerance is None) == bring
            assert_log_tells_state(parts, case_id)

    def test_what_lacks_only_after_a_correction_may_follow_too(self) -> None:
        parts = memory_parts(promises.following(), FakeClock())
        case_id = promises.signed(parts)
        tolerance.receive(parts, scenes.clerk(), case_id, None, None)
        scenes.corrected(parts, case_id)
        signed = promises.signatures(parts, case_id)
        submission.resubmit(parts, scenes.applicant(), case_id, None, signed)
        again = stored(parts, case_id).tolerance
        assert again is not None
        assert (again.kind, again.due_on) == ("requested", "2026-12-18")


class TestCredit:
    def test_it_is_asked_once_however_often_the_write_is_tried(self, parts: Parts) -> None:
        parts = tolerant(parts)
        case_id = promises.lacking(parts)
        signed = promises.signatures(parts, case_id)
        late = Late(parts, lambda: scenes.uploaded(parts, case_id, "work"))
        submission.submit(late.parts, scenes.applicant(), case_id, None, signed)
        assert promises.credit(parts).asked == ["11010519491231002X"]
        (act,) = parts.cases.acts(f"case#{case_id}")
        assert act.changes["credit"] == {"serial_no": "CR1", "red_list": False}

    @pytest.mark.parametrize("items", [promises.following(), promises.declaring()])
    def test_bad_faith_signs_nothing_and_applies_with_everything(self, items: Any) -> None:
        parts = memory_parts(items)
        promises.credit(parts).bad_faith.add("11010519491231002X")
        case_id = promises.lacking(parts)
        before = parts.cases.file(case_id)
        signed = promises.signatures(parts, case_id)
        with pytest.raises(RuleViolation, match="credit_bars_letter"):
            submission.submit(parts, scenes.applicant(), case_id, None, signed)
        assert parts.cases.file(case_id) == before
        scenes.uploaded(parts, case_id, "lease")
        submission.submit(parts, scenes.applicant(), case_id, None)
        assert stored(parts, case_id).status is CaseStatus.SUBMITTED

    def test_without_an_answer_nothing_is_stored_and_applying_with_everything_goes_on(self) -> None:
        parts = memory_parts(promises.following())
        promises.credit(parts).down = True
        case_id = promises.lacking(parts)
        signed = promises.signatures(parts, case_id)
        with pytest.raises(UpstreamUnavailable, match="credit_unavailable"):
            submission.submit(parts, scenes.applicant(), case_id, None, signed)
        assert stored(parts, case_id).status is CaseStatus.DRAFT
        scenes.uploaded(parts, case_id, "lease")
        submission.submit(parts, scenes.applicant(), case_id, None)
        assert len(promises.credit(parts).asked) == 1

    def test_the_red_list_goes_first(self) -> None:
        parts = memory_parts(promises.following())
        promises.credit(parts).red_list.add("11010519491231002X")
        assert stored(parts, promises.signed(parts)).red_list
        assert not stored(parts, promises.signed(parts, scenes.applicant("person-li"))).red_list


class TestReceiving:
    def test_a_receipt_sets_a_day_and_no_clock(self, parts: Parts) -> None:
        parts = tolerant(parts)
        case_id = promises.signed(parts)
        tolerance.receive(parts, scenes.clerk(), case_id, "请在期限内补交", None)
        case = stored(parts, case_id)
        assert case.tolerance is not None
        assert (case.status, case.due_on, case.accepted_at) == (CaseStatus.SUBMITTED, None, None)
        assert (case.tolerance.kind, case.tolerance.due_on) == ("receipt", "2026-12-18")
        act = list(parts.cases.acts(f"case#{case_id}"))[-1]
        assert str(act.changes["document_no"]).startswith("tolerance_receipt-")
        assert_log_tells_state(parts, case_id)

    def test_what_nobody_asked_for_or_was_received_is_refused(self) -> None:
        parts = memory_parts(promises.following())
        with pytest.raises(RuleViolation, match="tolerance_not_requested"):
            tolerance.receive(parts, scenes.clerk(), scenes.submitted(parts), None, None)
        case_id = promises.signed(parts)
        tolerance.receive(parts, scenes.clerk(), case_id, None, None)
        with pytest.raises(RuleViolation, match="already_received"):
            tolerance.receive(parts, scenes.clerk(), case_id, None, None)

    def test_after_the_supplement_it_is_accepted_as_any_other(self, parts: Parts) -> None:
        parts = tolerant(parts)
        case_id = promises.signed(parts)
        tolerance.receive(parts, scenes.clerk(), case_id, None, None)
        scenes.uploaded(parts, case_id, "lease")
        tolerance.supplement(parts, scenes.applicant(), case_id, None)
        acceptance.accept(parts, scenes.clerk(), case_id, None)
        case = stored(parts, case_id)
        assert (case.status, case.tolerance, case.due_on) == (CaseStatus.ACCEPTED, None, "2026-12-18")
        assert_log_tells_state(parts, case_id)

    def test_a_day_that_is_over_is_told_by_no_later_receipt_nor_acceptance(self) -> None:
        clock = FakeClock(datetime(2026, 10, 12, 1, tzinfo=UTC))
        parts = memory_parts(promises.following(), clock)
        case_id = promises.signed(parts)
        tolerance.receive(parts, scenes.clerk(), case_id, None, None)
        scenes.corrected(parts, case_id)
        clock.move(timedelta(days=28))
        again = promises.signatures(parts, case_id)
        submission.resubmit(parts, scenes.applicant(), case_id, None, again)
        with pytest.raises(RuleViolation, match="supplement_day_over"):
            tolerance.receive(parts, scenes.clerk(), case_id, None, None)
        with pytest.raises(RuleViolation, match="supplement_day_over"):
            acceptance.accept(parts, scenes.clerk(), case_id, None, tolerant=True)
        scenes.uploaded(parts, case_id, "lease")
        tolerance.supplement(parts, scenes.applicant(), case_id, None)
        acceptance.accept(parts, scenes.clerk(), case_id, None)

    def test_what_was_passed_in_pre_review_is_not_what_followed(self, parts: Parts) -> None:
        parts = tolerant(parts)
        case_id = promises.signed(parts)
        pre_review.passed(parts, scenes.clerk(), case_id, None, None)
        scenes.uploaded(parts, case_id, "lease")
        tolerance.supplement(parts, scenes.applicant(), case_id, None)
        pre_review.passed(parts, scenes.clerk(), case_id, None, None)
        assert_log_tells_state(parts, case_id)


class TestAccepting:
    def test_it_must_be_meant(self) -> None:
        parts = memory_parts(promises.following())
        case_id = promises.signed(parts)
        with pytest.raises(RuleViolation, match="accepted_only_tolerantly"):
            acceptance.accept(parts, scenes.clerk(), case_id, None)

    def test_the_clock_runs_and_the_day_is_inside_the_limit(self, parts: Parts) -> None:
        parts = tolerant(parts)
        case_id = accepted(parts)
        case = stored(parts, case_id)
        assert case.tolerance is not None
        assert (case.status, case.due_on) == (CaseStatus.ACCEPTED, "2026-12-18")
        assert (case.tolerance.kind, case.tolerance.due_on) == ("acceptance", "2026-12-16")
        assert_log_tells_state(parts, case_id)

    @pytest.mark.parametrize("lacking", [True, False])
    def test_the_law_is_the_ground_of_what_is_complete_alone(self, lacking: bool) -> None:
        """行政许可法 Art. 32(1)(5)."""
        parts = memory_parts(promises.following(legal_regime="licensing_law"))
        case_id = accepted(parts) if lacking else scenes.accepted(parts)
        act = list(parts.cases.acts(f"case#{case_id}"))[-1]
        assert act.ground == (None if lacking else "行政许可法第三十二条第一款第五项")

    def test_a_day_that_a_receipt_told_is_not_put_off(self) -> None:
        clock = FakeClock(datetime(2026, 10, 12, 1, tzinfo=UTC))
        parts = memory_parts(promises.following(), clock)
        case_id = promises.signed(parts)
        tolerance.receive(parts, scenes.clerk(), case_id, None, None)
        clock.move(timedelta(days=14))
        acceptance.accept(parts, scenes.clerk(), case_id, None, tolerant=True)
        found = stored(parts, case_id).tolerance
        assert found is not None
        assert found.due_on == "2026-11-09"


DAYS = [
    # accepted on, limit, last day; 2026: holidays 10-01 to 10-07, working 09-20 and 10-10 (国办发明电)
    (date(2026, 11, 21), Period(20, "WD"), "2026-12-16"),
    (date(2026, 11, 20), Period(7, "WD"), "2026-11-27"),
    (date(2026, 11, 2), Period(30, "WD"), "2026-11-30"),
    (date(2026, 9, 28), Period(5, "WD"), "2026-10-08"),
    (date(2026, 11, 20), Period(5, "WD"), "2026-11-25"),
    (date(2026, 11, 20), Period(15, "D"), "2026-12-03"),
    (date(2026, 11, 20), Period(1, "M"), "2026-12-17"),
    (date(2026, 11, 20), Period(4, "WD"), "2026-11-24"),
    (date(2026, 11, 20), Period(3, "WD"), "2026-11-23"),
]


@pytest.mark.parametrize(("on", "limit", "last"), DAYS)
def test_the_last_day_by_table(on: date, limit: Period, last: str) -> None:
    parts = memory_parts(promises.following(limit), FakeClock(datetime(on.year, on.month, on.day, 1, tzinfo=UTC)))
    case = stored(parts, accepted(parts))
    assert case.tolerance is not None
    assert case.tolerance.due_on == last


@pytest.mark.parametrize("limit", [Period(2, "WD"), Period(1, "WD"), Period(0, "NOW"), Period(None, "NONE"), None])
def test_a_limit_that_leaves_no_day_refuses(limit: Period | None) -> None:
    parts = memory_parts(promises.following(limit))
    case_id = promises.signed(parts)
    with pytest.raises(RuleViolation, match="limit_too_short_for_tolerance"):
        acceptance.accept(parts, scenes.clerk(), case_id, None, tolerant=True)
    tolerance.receive(parts, scenes.clerk(), case_id, None, None)


def test_no_day_is_told_that_no_calendar_knows_and_a_known_end_is_enough() -> None:
    parts = memory_parts(promises.following(), FakeClock(datetime(2026, 12, 14, 1, tzinfo=UTC)))
    case_id = promises.signed(parts)
    with pytest.raises(RuleViolation, match="supplement_day_unknown"):
        tolerance.receive(parts, scenes.clerk(), case_id, None, None)
    with pytest.raises(RuleViolation, match="supplement_day_unknown"):
        acceptance.accept(parts, scenes.clerk(), case_id, None, tolerant=True)
    short = parts._replace(items=promises.following(Period(7, "WD")))
    acceptance.accept(short, scenes.clerk(), case_id, None, tolerant=True)
    found = stored(parts, case_id).tolerance
    assert found is not None
    assert found.due_on == "2026-12-21"


@settings(max_examples=80, deadline=None)
@given(
    on=st.dates(date(2026, 1, 1), date(2026, 11, 20)),
    limit=st.integers(1, 60),
    days=st.integers(1, 20),
    margin=st.integers(2, 10),
)
def test_the_last_day_leaves_the_margin_and_keeps_the_maximum(on: date, limit: int, days: int, margin: int) -> None:
    clock = FakeClock(datetime(on.year, on.month, on.day, 1, tzinfo=UTC))
    said = Commitments(tolerance_days=days, tolerance_margin_days=margin)
    parts = memory_parts(promises.following(Period(limit, "WD")), clock)._replace(commitments=lambda: said)
    case_id = promises.signed(parts)
    refused = refusal(lambda: acceptance.accept(parts, scenes.clerk(), case_id, None, tolerant=True))
    if refused:
        assert refused.code == "supplement_day_unknown" or limit <= margin
        return
    case = stored(parts, case_id)
    assert case.tolerance is not None
    last = date.fromisoformat(case.tolerance.due_on or "")
    assert on < last <= date.fromisoformat(case.due_on or "")
    assert due_on(last, margin, "WD") <= date.fromisoformat(case.due_on or "")  # type: ignore[operator]
    try:
        assert last <= due_on(on, days, "WD")  # type: ignore[operator]
    except CalendarNotPublished:
        assert last.year == 2026


class TestFollowing:
    @pytest.mark.parametrize("stage", [promises.signed, accepted])
    def test_only_what_may_follow_is_uploaded_and_only_the_applicant_sees_it(self, parts: Parts, stage: Any) -> None:
        parts = tolerant(parts)
        case_id = stage(parts)
        with pytest.raises(RuleViolation, match="slot_not_open"):
            scenes.announced(parts, case_id, "work")
        with pytest.raises(RuleViolation, match="case_not_editable"):
            drafts.save_form(parts, scenes.applicant(), case_id, scenes.FORM, 1)
        first = scenes.uploaded(parts, case_id, "lease")
        seen = {one["material_id"] for one in reading.materials(parts, scenes.applicant(), case_id)["materials"]}
        assert first in seen
        at_the_desk = reading.materials(parts, scenes.clerk(), case_id)["materials"]
        assert first not in {one["material_id"] for one in at_the_desk}
        materials.remove(parts, scenes.applicant(), case_id, first)
        (handed_in,) = stored(parts, case_id).materials
        with pytest.raises(RuleViolation, match="material_already_submitted"):
            materials.remove(parts, scenes.applicant(), case_id, handed_in.material_id)

    def test_everything_follows_at_one_time_or_is_named(self, parts: Parts) -> None:
        parts = parts._replace(items=promises.following())
        parts.items.may_follow = frozenset({"id_card", "lease"})  # type: ignore[attr-defined]
        case_id = scenes.drafted(parts)
        drafts.save_form(parts, scenes.applicant(), case_id, scenes.FORM, 0)
        submission.submit(parts, scenes.applicant(), case_id, None, promises.signatures(parts, case_id))
        acceptance.accept(parts, scenes.clerk(), case_id, None, tolerant=True)
        scenes.uploaded(parts, case_id, "lease")
        scenes.announced(parts, case_id, "id_card")
        with pytest.raises(Invalid) as refused:
            tolerance.supplement(parts, scenes.applicant(), case_id, None)
        assert [(fault.pointer, fault.params["name"]) for fault in refused.value.faults] == [
            ("/materials/id_card", "居民身份证")
        ]
        scenes.uploaded(parts, case_id, "id_card")
        tolerance.supplement(parts, scenes.applicant(), case_id, None)
        case = stored(parts, case_id)
        assert (case.tolerance, {one.slot for one in case.materials}) == (None, {"id_card", "lease"})
        assert_log_tells_state(parts, case_id)
        with pytest.raises(RuleViolation, match="nothing_to_supplement"):
            tolerance.supplement(parts, scenes.applicant(), case_id, None)

    def test_late_is_taken_as_long_as_nobody_ended_the_case(self) -> None:
        clock = FakeClock(datetime(2026, 10, 12, 1, tzinfo=UTC))
        parts = memory_parts(promises.following(), clock)
        case_id = accepted(parts)
        clock.move(timedelta(days=60))
        scenes.uploaded(parts, case_id, "lease")
        tolerance.supplement(parts, scenes.applicant(), case_id, None)
        assert stored(parts, case_id).tolerance is None

    def test_what_was_supplemented_is_the_desks_and_a_correction_may_replace_it(self, parts: Parts) -> None:
        parts = tolerant(parts)
        case_id = promises.signed(parts)
        first = scenes.uploaded(parts, case_id, "lease")
        tolerance.supplement(parts, scenes.applicant(), case_id, None)
        at_the_desk = reading.materials(parts, scenes.clerk(), case_id)["materials"]
        assert first in {one["material_id"] for one in at_the_desk}
        scenes.corrected(parts, case_id)
        with pytest.raises(RuleViolation, match="material_already_submitted"):
            materials.remove(parts, scenes.applicant(), case_id, first)
        second = scenes.uploaded(parts, case_id, "lease", PDF.replace(b"000", b"111", 1))
        submission.resubmit(parts, scenes.applicant(), case_id, None)
        assert {one.material_id for one in stored(parts, case_id).materials if one.slot == "lease"} == {second}

    def test_nothing_is_decided_before_it_followed(self) -> None:
        parts = memory_parts(promises.following())
        case_id = accepted(parts)
        promises.examined(parts, case_id)
        for deed in (scenes.granted, refused_for_its_lack):
            with pytest.raises(RuleViolation, match="supplement_outstanding"):
                deed(parts, case_id)
        scenes.uploaded(parts, case_id, "lease")
        tolerance.supplement(parts, scenes.applicant(), case_id, None)
        scenes.granted(parts, case_id)
        assert stored(parts, case_id).status is CaseStatus.DECIDED

    def test_once_the_last_day_is_over_its_lack_may_be_refused_and_never_granted(self) -> None:
        clock = FakeClock(datetime(2026, 10, 12, 1, tzinfo=UTC))
        parts = memory_parts(promises.following(), clock)
        case_id = accepted(parts)
        promises.examined(parts, case_id)
        waiting = stored(parts, case_id).tolerance
        assert waiting is not None
        clock.move(date.fromisoformat(waiting.due_on or "") - date(2026, 10, 12))
        with pytest.raises(RuleViolation, match="supplement_outstanding"):
            refused_for_its_lack(parts, case_id)
        clock.move(timedelta(days=1))
        with pytest.raises(RuleViolation, match="supplement_outstanding"):
            scenes.granted(parts, case_id)
        refused_for_its_lack(parts, case_id)
        assert stored(parts, case_id).status is CaseStatus.DECIDED
        with pytest.raises(RuleViolation, match="case_not_editable"):
            scenes.announced(parts, case_id, "lease")
        with pytest.raises(RuleViolation, match="cannot_supplement"):
            tolerance.supplement(parts, scenes.applicant(), case_id, None)

    def test_what_was_begun_and_not_finished_is_told_so(self) -> None:
        parts = memory_parts(promises.following())
        case_id = promises.signed(parts)
        scenes.announced(parts, case_id, "lease")
        with pytest.raises(Invalid) as refused:
            tolerance.supplement(parts, scenes.applicant(), case_id, None)
        assert [fault.code for fault in refused.value.faults] == ["material_unfinished"]

    def test_two_supplements_at_once_are_one(self, parts: Parts) -> None:
        parts = tolerant(parts)
        case_id = accepted(parts)
        scenes.uploaded(parts, case_id, "lease")
        late = Late(parts, lambda: tolerance.supplement(parts, scenes.applicant(), case_id, None))
        with pytest.raises(RuleViolation, match="nothing_to_supplement"):
            tolerance.supplement(late.parts, scenes.applicant(), case_id, None)
