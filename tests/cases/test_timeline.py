"""The timeline joins everything about a case: in words for the applicant, with what stays inside for the desk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.cases import acts
from chalicelib.cases.acts import ACT_TYPES
from chalicelib.cases.documents.sealed import ERASED
from chalicelib.cases.parts import Parts
from chalicelib.cases.records import Pause
from chalicelib.cases.rules import CaseStatus
from chalicelib.cases.schemas import Timeline
from chalicelib.cases.status import timeline
from chalicelib.cases.status.remaining import remaining
from chalicelib.cases.status.stages import STATUS_WORDS, stage
from chalicelib.cases.terms import Period
from tests.cases import scenes
from tests.cases.fakes import FakeItems, memory_parts
from tests.cases.issuing import EXTENSION, FINDINGS, PAUSE, RECORD, REMEDIES, TOLERANCE, Gone
from tests.cases.writing import record, stored
from tests.fakes import FakeClock

INSIDE = {"staff_no", "opinion", "minutes", "outcome", "task_id", "claimed_by", "asked", "authority_no", "record"}


def told(parts: Parts, case_id: str, who: Any = None) -> dict[str, Any]:
    found = timeline.timeline(parts, who or scenes.applicant(), case_id)
    Timeline.model_validate(found)
    return found


def last(parts: Parts, case_id: str, who: Any = None) -> dict[str, Any]:
    entry: dict[str, Any] = told(parts, case_id, who)["entries"][-1]
    return entry


@pytest.mark.parametrize(
    ("type_", "said", "shown"),
    [
        (
            acts.SUBMITTED,
            {"form_round": 1, "form_sha256": "0" * 64, "materials": []},
            {"detail": "已经收到申请。"},
        ),
        (acts.RECEIVED, {"tolerance": TOLERANCE}, {"detail": "请在 2026-12-18（含当日）以前补交：居住地住址证明。"}),
        (
            acts.ACCEPTED,
            {"due_on": "2026-12-04"},
            {"detail": "应当在 2026-12-04 以前作出决定。", "due_on": "2026-12-04"},
        ),
        (acts.CORRECTION_REQUESTED, {"findings_sealed": FINDINGS, "due_on": "2026-12-11"}, {"findings": FINDINGS}),
        (
            acts.SUSPENDED,
            {"pause": {**PAUSE, "name": "听证"}, "notice_sealed": "依申请"},
            {"notice": "依申请", "detail": "听证，需要 20个工作日，预计 2026-12-21 结束；这段时间不计入办理期限。"},
        ),
        (acts.ARRIVED, {"list_no": "L-7"}, {"detail": "材料交接清单编号：L-7。", "list_no": "L-7"}),
        (acts.EXTENDED, {"extension": EXTENSION, "due_on": "2026-12-18"}, {"extension": {"value": 10, "unit": "WD"}}),
        (acts.MADE_URGENT, {"urgency": "urgent", "opinion_sealed": "重病"}, {"urgency": "urgent"}),
        (acts.COMMITMENT_VERIFIED, {"outcome": "kept", "opinion_sealed": "已走访"}, {"detail": "承诺内容属实。"}),
        (
            acts.SERVED,
            {"manner": "window", "proof": "signature", "received_on": "2026-11-21"},
            {"detail": "窗口领取，签收。", "received_on": "2026-11-21"},
        ),
        (
            acts.DECLINED,
            {"notice_sealed": "不属于", "remedy_sealed": "去那里", "remedies": REMEDIES},
            {"remedy": "去那里"},
        ),
    ],
    ids=lambda value: value.name if hasattr(value, "name") else "",
)
def test_each_act_tells_the_applicant_what_it_means_and_nothing_from_inside(
    type_: Any, said: dict[str, Any], shown: dict[str, Any]
) -> None:
    parts = memory_parts()
    case_id = scenes.submitted(parts)
    record(parts, case_id, type_, said)
    entry = last(parts, case_id)
    assert shown.items() <= entry.items()
    assert not INSIDE & entry.keys()
    assert "S001" not in str(entry)
    assert "S002" not in str(entry)


@pytest.mark.parametrize("type_", [one for one in ACT_TYPES if not one.public], ids=lambda one: one.name)
def test_what_stays_inside_is_the_desk_s_alone(type_: Any) -> None:
    parts = memory_parts()
    case_id = scenes.submitted(parts)
    said: dict[str, Any] = {"opinion_sealed": "内部意见", "task_id": f"{case_id}-x-1", "step": "x", "round": 1}
    more = {"claimed_by": "S002", "asked": "S004", "consultation_id": "q", "tasks": {}, "extension": EXTENSION}
    more["deadline"] = {"kind": "stage", "key": "x-1", "due_on": "2026-12-01", "days_left": 1, "days_over": 0}
    allowed = {name: value for name, value in {**said, **more}.items() if name in type_.changes}
    record(parts, case_id, type_, allowed)
    assert [one["type"] for one in told(parts, case_id)["entries"]] == ["case.submitted"]
    entry = last(parts, case_id, scenes.clerk())
    assert (entry["type"], entry["staff_no"]) == (type_.name, "S001")
    assert {name for name in ("claimed_by", "asked", "step", "deadline") if name in type_.changes} <= entry.keys()


def test_minutes_are_opened_for_the_desk_on_the_record_and_for_nobody_else() -> None:
    parts = memory_parts()
    case_id = scenes.submitted(parts)
    minutes = parts.sealer.seal(parts.people.salt_of("person-zhang"), '{"summary":"同意"}', f"notice:{case_id}")
    said = {"result": "grant", "manner": "joint", "record": {**RECORD, "said_sealed": minutes}, "authority_no": "A-1"}
    record(parts, case_id, acts.DECIDED, said)
    entry = last(parts, case_id, scenes.clerk())
    assert entry["minutes"] == {"summary": "同意"}
    assert entry["record"] == {"document_no": RECORD["document_no"], "held_on": RECORD["held_on"]}
    assert parts.people.reads[-1][2] == "timeline"  # type: ignore[attr-defined]
    assert not INSIDE & last(parts, case_id).keys()


def test_every_entry_leads_to_its_documents(parts: Parts) -> None:
    case_id = scenes.submitted(parts)
    scenes.corrected(parts, case_id)
    entries = told(parts, case_id)["entries"]
    assert [[one["kind"] for one in entry["documents"]] for entry in entries] == [["receipt"], ["correction"]]
    link = entries[1]["documents"][0]
    assert link["url"] == f"/v1/cases/{case_id}/documents/{entries[1]['document_no']}"


def test_of_whoever_was_erased_the_words_are_gone_and_the_acts_stand() -> None:
    parts = memory_parts()
    case_id = scenes.submitted(parts)
    scenes.corrected(parts, case_id, "请尽快")
    erased = parts._replace(people=Gone())  # type: ignore[arg-type]
    entry = last(erased, case_id, scenes.clerk())
    assert (entry["notice"], "findings" in entry) == (ERASED, False)


class TestDaysLeft:
    """2026-11-21 is a Saturday; the ten working days after it end on Friday, 2026-12-04."""

    def accepted(self, clock: FakeClock) -> tuple[Parts, str]:
        parts = memory_parts(FakeItems(committed_limit=Period(10, "WD")), clock)
        return parts, scenes.accepted(parts)

    @pytest.mark.parametrize(
        ("day", "left", "late"), [(21, 10, None), (24, 8, None), (34, 0, None), (37, -1, 1), (41, -5, 5)]
    )
    def test_they_are_working_days_until_the_promise_and_over_it(self, day: int, left: int, late: int | None) -> None:
        clock = FakeClock(datetime(2026, 11, 21, 2, tzinfo=UTC))
        parts, case_id = self.accepted(clock)
        clock.move(timedelta(days=day - 21))
        found = told(parts, case_id)
        assert (found["due_on"], found["days_left"], found.get("overdue_by")) == ("2026-12-04", left, late)
        assert not found["paused"]
        assert not found["provisional"]

    def test_a_pause_holds_them_as_they_were_when_it_began(self) -> None:
        clock = FakeClock(datetime(2026, 11, 21, 2, tzinfo=UTC))
        parts, case_id = self.accepted(clock)
        pause = Pause("hearing", "2026-11-24", 20, "WD")
        suspended = stored(parts, case_id)._replace(status=CaseStatus.SUSPENDED, pause=pause)
        clock.move(timedelta(days=60))
        found = remaining(parts, suspended)
        assert (found["days_left"], found["paused"]) == (8, True)

    def test_before_acceptance_after_the_decision_and_without_a_limit_none_is_told(self) -> None:
        parts, case_id = self.accepted(FakeClock(datetime(2026, 11, 21, 2, tzinfo=UTC)))
        for status in (CaseStatus.SUBMITTED, CaseStatus.DECIDED, CaseStatus.SERVED):
            assert remaining(parts, stored(parts, case_id)._replace(status=status))["days_left"] is None
        free = memory_parts()
        found = remaining(free, stored(free, scenes.accepted(free)))
        assert (found["due_on"], found["days_left"], found["provisional"]) == (None, None, False)

    def test_where_no_calendar_can_tell_it_is_provisional(self) -> None:
        parts, case_id = self.accepted(FakeClock(datetime(2026, 12, 28, 2, tzinfo=UTC)))
        found = told(parts, case_id)
        assert (found["due_on"], found["days_left"], found["provisional"]) == ("2027-01-12", 10, True)
        assert found["note"] == "暂定，以国务院办公厅公布的放假安排为准"

    def test_a_day_that_was_told_stays_told_where_nobody_can_count_up_to_it(self) -> None:
        """Over the end of the last published year: how late it is cannot be said, the day can."""
        clock = FakeClock(datetime(2026, 11, 21, 2, tzinfo=UTC))
        parts, case_id = self.accepted(clock)
        clock.move(timedelta(days=60))
        found = told(parts, case_id)
        assert (found["due_on"], found["days_left"], found["provisional"]) == ("2026-12-04", None, False)


def test_every_status_has_a_stage_and_words() -> None:
    assert set(STATUS_WORDS) == set(CaseStatus)
    assert {stage(status)["stage"] for status in CaseStatus} >= {"accept", "handle", "collect"}
