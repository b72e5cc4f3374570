"""预检: everything at once, in words; and what it finds ready, submission takes, all else equal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.cases.intake import drafts, submission
from chalicelib.cases.intake.pre_check import pre_check
from chalicelib.cases.parts import Parts
from chalicelib.shared.errors import NotFound, RuleViolation, ServiceError
from tests.cases import promises, scenes
from tests.cases.fakes import FakeItems, memory_parts


def codes(found: dict[str, Any]) -> dict[str, str]:
    return {fault["pointer"]: fault["code"] for fault in found["faults"]}


def refusal(deed: Callable[[], object]) -> ServiceError | None:
    try:
        deed()
    except ServiceError as refused:
        return refused
    return None


def test_a_complete_draft_is_ready() -> None:
    parts = memory_parts()
    found = pre_check(parts, scenes.applicant(), scenes.filled(parts))
    assert (found["ready"], found["faults"], found["not_eligible"]) == (True, [], [])


def test_everything_lacking_is_told_at_once_in_words_and_nothing_is_written(parts: Parts) -> None:
    case_id = scenes.drafted(parts)
    scenes.announced(parts, case_id, "lease")
    before = parts.cases.file(case_id)
    found = pre_check(parts, scenes.applicant(), case_id)
    assert not found["ready"]
    assert codes(found) == {
        "/form/address": "required",
        "/form/since": "required",
        "/materials/id_card": "material_missing",
        "/materials/lease": "material_unfinished",
    }
    assert found["faults"][-1]["detail"] == "材料“居住地住址证明”还没有上传完成，请重新上传。"
    assert parts.cases.file(case_id) == before


def test_what_may_follow_and_what_a_promise_replaces_is_named() -> None:
    parts = memory_parts(
        FakeItems(may_follow=frozenset({"lease", "work"}), may_declare=frozenset({"id_card"}), commitment=promises.TOLD)
    )
    found = pre_check(parts, scenes.applicant(), scenes.drafted(parts))
    assert found["to_follow"] == [{"slot": "lease", "name": "居住地住址证明"}]
    assert found["declarable"] == [{"slot": "id_card", "name": "居民身份证"}]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"in_force": None}, "item_withdrawn"),
        ({"in_force": 2}, "item_changed"),
        ({"least_assurance_level": 4}, "assurance_level_too_low"),
        ({"online": False}, "item_not_online"),
        ({"channels": ("kiosk",)}, "item_not_by_this_channel"),
    ],
)
def test_what_nobody_may_hand_in_is_told_beside_the_faults(change: dict[str, Any], code: str) -> None:
    items = FakeItems()
    parts = memory_parts(items)
    case_id = scenes.drafted(parts)
    vars(items).update(change)
    found = pre_check(parts, scenes.applicant(), case_id)
    assert codes(found)[""] == code
    assert codes(found)["/materials/id_card"] == "material_missing"
    with pytest.raises(ServiceError, match=code):
        submission.submit(parts, scenes.applicant(), case_id, None)


def test_whoever_is_too_young_to_apply_alone_is_told_so() -> None:
    parts = memory_parts()
    case_id = scenes.filled(parts, scenes.applicant("person-li"))
    parts.people.numbers["person-li"] = "110101201503070019"  # type: ignore[attr-defined]
    assert codes(pre_check(parts, scenes.applicant("person-li"), case_id)) == {"": "guardian_needed"}


def test_the_guides_own_words_say_who_is_not_eligible_and_refuse_nothing() -> None:
    parts = memory_parts()
    case_id = scenes.drafted(parts, answers={"newcomer": True})
    drafts.save_form(parts, scenes.applicant(), case_id, scenes.FORM, 0)
    for slot in ("id_card", "lease"):
        scenes.uploaded(parts, case_id, slot)
    found = pre_check(parts, scenes.applicant(), case_id)
    assert (found["ready"], found["not_eligible"]) == (True, ["在本市居住不满半年的,不能申领居住证"])
    submission.submit(parts, scenes.applicant(), case_id, None)
    case = parts.cases.case(case_id)
    assert case is not None
    assert drafts.read_answers(parts, case) == {"newcomer": True}


def test_answers_are_nowhere_in_the_open(parts: Parts) -> None:
    case_id = scenes.drafted(parts, answers={"newcomer": True})
    drafts.save_form(parts, scenes.applicant(), case_id, scenes.FORM, 0)
    for slot in ("id_card", "lease"):
        scenes.uploaded(parts, case_id, slot)
    submission.submit(parts, scenes.applicant(), case_id, None)
    (act,) = parts.cases.acts(f"case#{case_id}")
    assert "newcomer" not in str(act.changes)
    assert "answers_sealed" in act.changes


def test_a_correction_is_checked_by_the_same_verdict() -> None:
    parts = memory_parts()
    case_id = scenes.submitted(parts)
    scenes.corrected(parts, case_id)
    drafts.save_form(parts, scenes.applicant(), case_id, {"address": "翠湖西路2号"}, 0)
    assert codes(pre_check(parts, scenes.applicant(), case_id)) == {"/form/since": "required"}


def test_nobody_checks_what_was_handed_in_or_is_anothers() -> None:
    parts = memory_parts()
    with pytest.raises(RuleViolation, match="case_not_editable"):
        pre_check(parts, scenes.applicant(), scenes.submitted(parts))
    with pytest.raises(NotFound):
        pre_check(parts, scenes.applicant("person-li"), scenes.drafted(parts))
    with pytest.raises(NotFound):
        pre_check(parts, scenes.clerk(), scenes.drafted(parts))


FORMS = st.sampled_from([{}, {"address": "翠湖西路1号"}, scenes.FORM, {**scenes.FORM, "remark": "无"}])
ITEMS = st.builds(
    dict,
    in_force=st.sampled_from([1, 1, 1, 2, None]),
    online=st.sampled_from([True, True, True, False]),
    least_assurance_level=st.sampled_from([2, 2, 3]),
)


@settings(max_examples=150, deadline=None)
@given(
    form=FORMS,
    slots=st.sets(st.sampled_from(["id_card", "lease", "work"])),
    follow=st.sets(st.sampled_from(["id_card", "lease", "work"])),
    item=ITEMS,
    changed=st.booleans(),
    signs=st.booleans(),
)
def test_ready_is_exactly_what_submission_takes(
    form: dict[str, str], slots: set[str], follow: set[str], item: dict[str, Any], changed: bool, signs: bool
) -> None:
    items = FakeItems(may_follow=frozenset(follow))
    parts = memory_parts(items)
    case_id = scenes.drafted(parts)
    drafts.save_form(parts, scenes.applicant(), case_id, form, 0)
    for slot in slots:
        scenes.uploaded(parts, case_id, slot)
    signed = promises.signatures(parts, case_id) if signs else []
    vars(items).update(item)
    if changed:
        signed = [{**one, "sha256": "0" * 64} for one in signed]
    found = pre_check(parts, scenes.applicant(), case_id, signed)
    refused = refusal(lambda: submission.submit(parts, scenes.applicant(), case_id, None, signed))
    assert found["ready"] == (refused is None)
    if refused:
        about_the_whole = [] if refused.code == "application_incomplete" else [("", refused.code)]
        told = [*about_the_whole, *((fault.pointer, fault.code) for fault in refused.faults)]
        assert [(fault["pointer"], fault["code"]) for fault in found["faults"]] == told
