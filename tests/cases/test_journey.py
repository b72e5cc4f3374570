"""A case from draft to service through its use cases, on memory and on DynamoDB; the log folds to the snapshot."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.cases.desk import acceptance, conclusion, decision, declination
from chalicelib.cases.history import evolve
from chalicelib.cases.intake import drafts, materials, submission, withdrawing
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case, CaseStatus
from chalicelib.cases.status import listing, reading, timeline
from chalicelib.cases.table import CaseTable
from chalicelib.cases.work import tasks
from chalicelib.shared.acts import verify_chain
from chalicelib.shared.change import Change
from chalicelib.shared.commit import DynamoCommitter
from chalicelib.shared.errors import Invalid, NotFound, RuleViolation
from chalicelib.shared.idempotency import OnceBook
from chalicelib.shared.sealing import Sealer
from tests.cases import at_the_desk, scenes
from tests.cases.fakes import FakeItems, memory_parts, parts_of
from tests.fakes import SECRET, FakeClock


class Late:
    """The same parts, but something happens between the first reading of a case's file and what is then written."""

    def __init__(self, parts: Parts, meanwhile: Callable[[], object]) -> None:
        self._cases, self._meanwhile = parts.cases, [meanwhile]
        self.parts = parts._replace(cases=self)  # type: ignore[arg-type]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cases, name)

    def file(self, case_id: str) -> Any:
        found = self._cases.file(case_id)
        if self._meanwhile:
            self._meanwhile.pop()()
        return found


def folded(parts: Parts, case_id: str) -> Case:
    acts = list(parts.cases.acts(f"case#{case_id}"))
    chain = verify_chain(f"case#{case_id}", acts)
    case: Case | None = None
    for act in acts:
        case = evolve(case, act.type, act.changes, act.law_time, act.seq, act.hash)
    assert case is not None
    assert (case.seq, case.head) == (chain.seq, chain.head)
    return case


def stored(parts: Parts, case_id: str) -> Case:
    case = parts.cases.case(case_id)
    assert case is not None
    return case


def assert_log_tells_state(parts: Parts, case_id: str) -> None:
    snapshot = stored(parts, case_id)
    assert folded(parts, case_id) == snapshot._replace(version=0)


def queue(parts: Parts) -> list[str]:
    return [task["step"] for task in at_the_desk.queue(parts)]


def test_the_whole_journey(parts: Parts) -> None:
    case_id = scenes.submitted(parts)
    assert queue(parts) == ["accept"]
    scenes.corrected(parts, case_id, "请补充租房合同第二页")
    assert queue(parts) == []
    scenes.uploaded(parts, case_id, "lease")
    submission.resubmit(parts, scenes.applicant(), case_id, None)
    acceptance.accept(parts, scenes.clerk(), case_id, None)
    assert queue(parts) == ["examine"]
    task = f"{case_id}-examine-1"
    assert tasks.claim(parts, scenes.examiner(), task, None)["claimed_by"] == "S002"
    assert stored(parts, case_id).status is CaseStatus.EXAMINING
    tasks.complete(parts, scenes.examiner(), task, "approve", "符合条件", None)
    assert queue(parts) == ["decide"]
    scenes.granted(parts, case_id)
    assert queue(parts) == ["conclude"]
    conclusion.conclude(parts, scenes.clerk(), case_id, None)
    scenes.served(parts, case_id)
    assert queue(parts) == []
    assert stored(parts, case_id).status is CaseStatus.SERVED
    assert_log_tells_state(parts, case_id)
    told = timeline.timeline(parts, scenes.applicant(), case_id)["entries"]
    assert [entry["type"] for entry in told] == [
        "case.submitted",
        "case.correction_requested",
        "case.resubmitted",
        "case.accepted",
        "case.task_completed",
        "case.decided",
        "case.concluded",
        "case.served",
    ]
    assert told[1]["notice"] == "请补充租房合同第二页"
    assert "opinion" not in told[4]


def test_a_corrected_slot_replaces_its_earlier_file_and_keeps_the_others(parts: Parts) -> None:
    case_id = scenes.submitted(parts)
    before = {material.slot: material.material_id for material in stored(parts, case_id).materials}
    scenes.corrected(parts, case_id)
    again = scenes.uploaded(parts, case_id, "lease")
    submission.resubmit(parts, scenes.applicant(), case_id, None)
    after = {material.slot: material.material_id for material in stored(parts, case_id).materials}
    assert after == {"id_card": before["id_card"], "lease": again}
    assert_log_tells_state(parts, case_id)


def test_a_corrected_form_starts_from_the_one_handed_in(parts: Parts) -> None:
    case_id = scenes.submitted(parts)
    scenes.corrected(parts, case_id, "地址不完整")
    shown = reading.full(parts, scenes.applicant(), case_id)
    assert (shown["form"], shown["form_version"]) == (scenes.FORM, 0)
    corrected = {**scenes.FORM, "address": "五华区翠湖西路1号2单元301"}
    drafts.save_form(parts, scenes.applicant(), case_id, corrected, 0)
    submission.resubmit(parts, scenes.applicant(), case_id, None)
    assert reading.full(parts, scenes.applicant(), case_id)["form"] == corrected
    assert_log_tells_state(parts, case_id)


def test_everything_missing_is_told_at_once_and_nothing_is_handed_in(parts: Parts) -> None:
    case_id = scenes.drafted(parts)
    drafts.save_form(parts, scenes.applicant(), case_id, {"address": "五华区"}, 0)
    with pytest.raises(Invalid, match="application_incomplete") as refused:
        submission.submit(parts, scenes.applicant(), case_id, None)
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [
        ("/form/since", "required"),
        ("/materials/id_card", "material_missing"),
        ("/materials/lease", "material_missing"),
    ]
    assert stored(parts, case_id).status is CaseStatus.DRAFT


def test_a_refusal_needs_reasons_and_tells_them(parts: Parts) -> None:
    case_id = scenes.examined(parts, "reject")
    with pytest.raises(RuleViolation, match="examination_rejected"):
        scenes.granted(parts, case_id)
    with pytest.raises(Invalid, match="reasons_required"):
        decision.decide(parts, scenes.chief(), case_id, scenes.REFUSE._replace(reasons=" "), None)
    decision.decide(parts, scenes.chief(), case_id, scenes.REFUSE, None)
    told = timeline.timeline(parts, scenes.applicant(), case_id)["entries"][-1]
    assert told["notice"] == "居住不满半年"
    assert "60 日内向昆明市人民政府申请行政复议" in told["remedies"]
    assert "6 个月内依法向昆明铁路运输法院提起行政诉讼" in told["remedies"]
    assert_log_tells_state(parts, case_id)


@pytest.mark.parametrize(
    ("regime", "grounds"),
    [
        ("confirmation", [None, None, None, None]),
        (
            "licensing_law",
            [None, "行政许可法第三十二条第一款第四项", None, "行政许可法第三十二条第一款第五项"],
        ),
    ],
)
def test_only_a_licence_stands_on_the_licensing_law(regime: str, grounds: list[str | None]) -> None:
    parts = memory_parts(FakeItems(legal_regime=regime))
    case_id = scenes.submitted(parts)
    scenes.corrected(parts, case_id)
    submission.resubmit(parts, scenes.applicant(), case_id, None)
    acceptance.accept(parts, scenes.clerk(), case_id, None)
    assert [act.ground for act in parts.cases.acts(f"case#{case_id}")] == grounds


def test_a_declination_tells_its_reasons_and_the_remedies(parts: Parts) -> None:
    case_id = scenes.submitted(parts)
    declination.decline(parts, scenes.clerk(), case_id, scenes.ELSEWHERE, None)
    told = timeline.timeline(parts, scenes.applicant(), case_id)["entries"][-1]
    assert (told["type"], told["notice"]) == ("case.declined", "不属于本机关职权")
    assert "行政复议" in told["remedies"]
    assert_log_tells_state(parts, case_id)


def test_a_grant_and_a_correction_tell_no_remedies(parts: Parts) -> None:
    case_id = scenes.submitted(parts)
    scenes.corrected(parts, case_id)
    submission.resubmit(parts, scenes.applicant(), case_id, None)
    granted = scenes.decided(parts)
    entries = [timeline.timeline(parts, scenes.applicant(), known)["entries"] for known in (case_id, granted)]
    assert not [entry for told in entries for entry in told if "remedies" in entry]


def test_no_decision_before_the_examination_is_complete(parts: Parts) -> None:
    case_id = scenes.accepted(parts)
    with pytest.raises(RuleViolation, match="examination_not_complete"):
        scenes.granted(parts, case_id)


@pytest.mark.parametrize("stage", ["submitted", "accepted", "examined"])
def test_an_applicant_may_withdraw_before_the_decision(parts: Parts, stage: str) -> None:
    case_id = getattr(scenes, stage)(parts)
    withdrawing.withdraw(parts, scenes.applicant(), case_id, "不需要了", None)
    assert (stored(parts, case_id).status, queue(parts)) == (CaseStatus.WITHDRAWN, [])
    assert_log_tells_state(parts, case_id)


def test_after_the_decision_nothing_is_withdrawn(parts: Parts) -> None:
    case_id = scenes.decided(parts)
    with pytest.raises(RuleViolation, match="cannot_withdraw"):
        withdrawing.withdraw(parts, scenes.applicant(), case_id, None, None)


def test_an_unfinished_draft_expires_and_an_edit_gives_it_its_time_again(parts: Parts) -> None:
    clock: Any = parts.wall
    case_id = scenes.drafted(parts)
    clock.move(_days(29))
    drafts.save_form(parts, scenes.applicant(), case_id, {}, 0)
    clock.move(_days(29))
    assert reading.full(parts, scenes.applicant(), case_id)["form"] == {}
    clock.move(_days(2))
    with pytest.raises(NotFound):
        reading.full(parts, scenes.applicant(), case_id)


def test_an_edit_of_one_part_keeps_the_others(parts: Parts) -> None:
    clock: Any = parts.wall
    case_id = scenes.filled(parts)
    for _ in range(3):
        clock.move(_days(20))
        scenes.uploaded(parts, case_id, "work")
    file = parts.cases.file(case_id)
    assert file is not None
    soonest = [part.expires_at for part in (*file.forms.values(), *file.materials) if part.expires_at]
    assert all(goes > clock.now().timestamp() + 86400 * 28 for goes in soonest)
    submission.submit(parts, scenes.applicant(), case_id, None)


@pytest.mark.parametrize("edit", ["announce", "complete", "remove", "form"])
def test_no_part_changes_once_the_case_was_submitted(parts: Parts, edit: str) -> None:
    """The edit has read the draft when the submission is written: it must begin anew, and find a submitted case."""
    case_id = scenes.filled(parts)
    late = Late(parts, lambda: submission.submit(parts, scenes.applicant(), case_id, None))
    pending = scenes.announced(parts, case_id, "work")
    deeds: dict[str, Any] = {
        "announce": lambda: scenes.announced(late.parts, case_id, "work"),
        "complete": lambda: materials.complete(late.parts, scenes.applicant(), case_id, pending, None),
        "remove": lambda: materials.remove(late.parts, scenes.applicant(), case_id, pending),
        "form": lambda: drafts.save_form(late.parts, scenes.applicant(), case_id, scenes.FORM, 1),
    }
    with pytest.raises(RuleViolation, match="case_not_editable"):
        deeds[edit]()


def test_staff_leave_an_access_act_for_what_they_open(parts: Parts) -> None:
    people: Any = parts.people
    case_id = scenes.submitted(parts)
    timeline.timeline(parts, scenes.clerk(), case_id)
    assert people.reads == []
    scenes.corrected(parts, case_id)
    timeline.timeline(parts, scenes.clerk(), case_id)
    reading.full(parts, scenes.clerk(), case_id)
    reading.materials(parts, scenes.clerk(), case_id)
    timeline.timeline(parts, scenes.applicant(), case_id)
    assert people.reads == [("S001", "person-zhang", what) for what in ("timeline", "case", "materials")]


def test_a_task_that_somebody_holds_is_theirs(parts: Parts) -> None:
    case_id = scenes.accepted(parts)
    task = f"{case_id}-examine-1"
    tasks.claim(parts, scenes.examiner("A"), task, None)
    with pytest.raises(RuleViolation, match="task_already_claimed"):
        tasks.claim(parts, scenes.examiner("B"), task, None)
    with pytest.raises(RuleViolation, match="task_not_yours"):
        tasks.complete(parts, scenes.examiner("B"), task, "approve", None, None)
    tasks.release(parts, scenes.examiner("A"), task, None)
    assert tasks.claim(parts, scenes.examiner("B"), task, None)["claimed_by"] == "B"


def test_a_legal_act_that_somebody_was_asked_for_first_is_theirs(parts: Parts) -> None:
    case_id = scenes.submitted(parts)
    tasks.claim(parts, scenes.clerk("A"), f"{case_id}-accept-1", None)
    with pytest.raises(RuleViolation, match="task_claimed_by_another"):
        acceptance.accept(parts, scenes.clerk("B"), case_id, None)
    acceptance.accept(parts, scenes.clerk("A"), case_id, None)
    assert stored(parts, case_id).status is CaseStatus.ACCEPTED


@pytest.mark.parametrize(
    ("scene", "type_", "kind"),
    [("accepted", "case.accepted", "acceptance"), ("decided", "case.decided", "decision")],
)
def test_a_written_document_has_its_number(parts: Parts, scene: str, type_: str, kind: str) -> None:
    case_id = getattr(scenes, scene)(parts)
    numbers = [act.changes["document_no"] for act in parts.cases.acts(f"case#{case_id}") if act.type == type_]
    assert len(numbers) == 1
    assert re.fullmatch(rf"{kind}-20261121-[0-9A-Z]{{8}}", str(numbers[0]))


def test_nothing_of_a_submitted_case_goes_by_itself_and_all_of_it_is_dated(tables: Any) -> None:
    clock = FakeClock()
    parts = parts_of(DynamoCommitter(OnceBook(Sealer(SECRET), clock)), CaseTable(clock, lambda: "2056-12-31"), clock)
    case_id = scenes.submitted(parts)
    found = tables.query(
        TableName="cases_table",
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": f"CASE#{case_id}"}},
    )["Items"]
    kept = [item for item in found if not item["sk"]["S"].startswith("TASK#")]
    assert len(kept) == 4
    assert [item for item in found if "expires_at" in item] == []
    assert {item["retain_until"]["S"] for item in kept} == {"2056-12-31"}


def test_no_two_cases_share_a_number(parts: Parts) -> None:
    taken = Change(parts.cases.name("7K2M9QXA4T", "case-1", "proof-1"))
    parts.committer.commit(lambda: taken, None)
    with pytest.raises(RuleViolation, match="changed_meanwhile"):
        parts.committer.commit(lambda: Change(parts.cases.name("7K2M9QXA4T", "case-2", "proof-2")), None)
    assert parts.cases.by_number("7K2M9QXA4T") == ("case-1", "proof-1")


def test_what_was_submitted_does_not_expire(parts: Parts) -> None:
    clock: Any = parts.wall
    case_id = scenes.submitted(parts)
    clock.move(_days(400))
    assert reading.full(parts, scenes.applicant(), case_id)["materials"][0]["state"] == "stored"


def test_ones_own_cases_are_listed_newest_first_and_paged(parts: Parts) -> None:
    clock: Any = parts.wall
    begun = []
    for _ in range(5):
        begun.append(scenes.drafted(parts))
        clock.move(_days(1))
    scenes.drafted(parts, scenes.applicant("person-li"))
    seen, cursor = [], None
    while True:
        page = listing.mine(parts, scenes.applicant(), 2, cursor)
        seen += [case["case_id"] for case in page["cases"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == begun[::-1]


def test_the_public_lookup_answers_unknown_numbers_and_wrong_proofs_alike(parts: Parts) -> None:
    case_id = scenes.submitted(parts)
    case = stored(parts, case_id)
    assert case.public_no is not None
    assert timeline.look_up(parts, case.public_no, "31002x")["status"] == "submitted"
    refusals = []
    for number, proof in ((case.public_no, "000000"), ("ZZZZZZZZZZ", "31002X")):
        with pytest.raises(NotFound) as refused:
            timeline.look_up(parts, number, proof)
        refusals.append((refused.value.code, refused.value.params))
    assert refusals[0] == refusals[1]


def test_numbers_follow_their_forms(parts: Parts) -> None:
    case = stored(parts, scenes.submitted(parts))
    assert case.case_no is not None
    assert case.case_no.startswith(f"{case.item_code}20261121")
    assert len(case.case_no) <= 50


def test_an_instant_approval_is_decided_in_the_submission() -> None:
    parts = memory_parts(FakeItems(at_once=True))
    case_id = scenes.submitted(parts, scenes.applicant("person-chen"))
    assert (stored(parts, case_id).status, queue(parts)) == (CaseStatus.CONCLUDED, ["serve"])
    submission_, acceptance, decision, conclusion = parts.cases.acts(f"case#{case_id}")
    assert submission_.actor.role == "citizen"
    assert {act.actor.id for act in (acceptance, decision, conclusion)} == {"instant_approval"}
    rule: Any = decision.changes["rule"]
    assert (rule["table"], rule["row"], "inputs" in rule) == ("t", 1, False)
    assert parts.sealer.open("salt-person-chen", rule["inputs_sealed"], f"notice:{case_id}") == '{"age": 146}'
    assert_log_tells_state(parts, case_id)


def test_whoever_the_table_does_not_grant_goes_the_normal_way() -> None:
    parts = memory_parts(FakeItems(at_once=True))
    case_id = scenes.submitted(parts)
    assert (stored(parts, case_id).status, queue(parts)) == (CaseStatus.SUBMITTED, ["accept"])


def _days(n: int) -> timedelta:
    return timedelta(days=n)
