"""承诺书: word for word, the same for everybody who lacks the same, signed by the digest of what was read."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest

from chalicelib.cases.documents.kinds import issued_by
from chalicelib.cases.intake import drafts, letters, submission
from chalicelib.cases.parts import Parts
from chalicelib.configuration.documents import Commitments
from chalicelib.shared.errors import Invalid, NotFound, RuleViolation
from tests.cases import promises, scenes
from tests.cases.fakes import ITEM, FakeItems, memory_parts


def both(**more: Any) -> Parts:
    slots = frozenset({"id_card", "lease"})
    return memory_parts(FakeItems(may_follow=slots, may_declare=slots, commitment=promises.TOLD, **more))


def test_a_letter_names_item_materials_days_and_what_is_promised() -> None:
    parts = memory_parts(promises.following())
    case_id = promises.lacking(parts)
    (letter,) = letters.offered(parts, scenes.applicant(), case_id)["letters"]
    assert (letter["kind"], letter["title"], letter["slots"]) == (promises.FOLLOW, "容缺受理承诺书", ["lease"])
    assert letter["sha256"] == sha256(letter["text"].encode()).hexdigest()
    said = Commitments()
    for words in ("居住证申领", "1. 居住地住址证明", "20 个工作日", "前 2 个工作日", said.tolerance_promise):
        assert words in letter["text"]
    assert "居民身份证" not in letter["text"]


def test_a_declaration_tells_conditions_and_consequences() -> None:
    parts = memory_parts(promises.declaring())
    (letter,) = letters.offered(parts, scenes.applicant(), promises.lacking(parts))["letters"]
    told = (promises.TOLD.conditions, promises.TOLD.consequences, Commitments().declaration_promise)
    for words in (*told, "60 日内核查", "不签署本承诺书"):
        assert words in letter["text"]


def test_what_the_law_wants_told_is_in_no_words_of_the_citys() -> None:
    parts = both()._replace(commitments=lambda: Commitments(tolerance_promise="照办", declaration_promise="照办"))
    follow, declare = letters.offered(parts, scenes.applicant(), scenes.drafted(parts))["letters"]
    assert "逾期没有补齐的" in follow["text"]
    assert "不影响办理" in declare["text"]


def test_a_material_is_named_with_the_provision_that_asks_for_it() -> None:
    terms = promises.following().terms(ITEM)
    slots = tuple(slot._replace(basis="居住证暂行条例第九条") for slot in terms.slots)
    written = letters.letter(memory_parts(), terms._replace(slots=slots), promises.FOLLOW, ["lease"])
    assert "1. 居住地住址证明（依据：居住证暂行条例第九条）" in written.text


def test_a_letter_names_nobody_and_is_the_same_for_all() -> None:
    parts = memory_parts(promises.following())
    mine = letters.offered(parts, scenes.applicant(), promises.lacking(parts))["letters"]
    li = scenes.applicant("person-li")
    assert letters.offered(parts, li, promises.lacking(parts, li))["letters"] == mine


def test_what_is_complete_or_may_not_follow_has_no_letter() -> None:
    assert letters.offered(p := memory_parts(), scenes.applicant(), scenes.drafted(p))["letters"] == []
    parts = memory_parts(promises.following())
    assert letters.offered(parts, scenes.applicant(), scenes.filled(parts))["letters"] == []


def test_one_may_choose_what_each_letter_is_for() -> None:
    parts = both()
    case_id = scenes.drafted(parts)
    found = letters.offered(parts, scenes.applicant(), case_id, ["lease", "nothing"])["letters"]
    assert [(letter["kind"], letter["slots"]) for letter in found] == [
        (promises.FOLLOW, ["lease"]),
        (promises.DECLARE, ["lease"]),
    ]


def test_what_was_signed_is_kept_word_for_word_whatever_the_city_says_later(parts: Parts) -> None:
    parts = parts._replace(items=promises.following())
    case_id = promises.lacking(parts)
    read = letters.offered(parts, scenes.applicant(), case_id)["letters"]
    submission.submit(parts, scenes.applicant(), case_id, None, promises.signatures(parts, case_id))
    later = parts._replace(commitments=lambda: Commitments(tolerance_days=5, tolerance_promise="另一段话"))
    (act,) = parts.cases.acts(f"case#{case_id}")
    case = parts.cases.case(case_id)
    assert case is not None
    assert letters.signed(later, case, act) == read
    assert "居住地住址证明" not in str(act.changes["letters_sealed"])
    assert act.changes["tolerance"]["letter_sha256"] == read[0]["sha256"]  # type: ignore[index, call-overload]


@pytest.mark.parametrize(
    "change",
    [
        {"commitments": lambda: Commitments(tolerance_days=10)},
        {"commitments": lambda: Commitments(tolerance_promise="另一段话")},
    ],
)
def test_another_text_than_was_read_is_not_signed(change: dict[str, Any]) -> None:
    parts = memory_parts(promises.following())
    case_id = promises.lacking(parts)
    signed = promises.signatures(parts, case_id)
    with pytest.raises(RuleViolation, match="letter_changed"):
        submission.submit(parts._replace(**change), scenes.applicant(), case_id, None, signed)
    assert promises.credit(parts).asked == []


def test_the_digest_is_for_exactly_these_slots() -> None:
    parts = memory_parts(FakeItems(may_follow=frozenset({"id_card", "lease"})))
    case_id = scenes.filled(parts)
    other = scenes.drafted(parts)
    (whole,) = promises.signatures(parts, other)
    with pytest.raises(RuleViolation, match="letter_changed"):
        submission.submit(parts, scenes.applicant(), other, None, [{**whole, "slots": ["lease"]}])
    with pytest.raises(Invalid) as refused:
        submission.submit(parts, scenes.applicant(), case_id, None, [whole])
    assert [fault.code for fault in refused.value.faults] == ["slot_not_lacking"] * 2


def test_every_wrong_slot_is_told_at_once_with_its_pointer() -> None:
    parts = both()
    case_id = scenes.drafted(parts)
    wrong = [
        {"kind": promises.FOLLOW, "sha256": "0" * 64, "slots": ["lease", "work", "lease"]},
        {"kind": promises.DECLARE, "sha256": "0" * 64, "slots": ["lease", "nothing"]},
        {"kind": promises.DECLARE, "sha256": "0" * 64, "slots": ["id_card"]},
    ]
    with pytest.raises(Invalid) as refused:
        submission.submit(parts, scenes.applicant(), case_id, None, wrong)
    told = {fault.pointer: fault.code for fault in refused.value.faults if fault.pointer.startswith("/commitments")}
    assert told == {
        "/commitments/0/slots/1": "slot_may_not_follow",
        "/commitments/0/slots/2": "slot_signed_twice",
        "/commitments/1/slots/0": "slot_signed_twice",
        "/commitments/1/slots/1": "slot_may_not_be_declared",
        "/commitments/2/kind": "letter_signed_twice",
    }


def test_a_letter_is_signed_for_another_by_whoever_may_apply_for_them() -> None:
    parts = memory_parts(promises.following())
    case_id = promises.lacking(parts)
    friend = scenes.applicant("person-li")
    with pytest.raises(NotFound):
        letters.offered(parts, friend, case_id)
    parts.representation.give("person-li", "person-zhang")  # type: ignore[attr-defined]
    submission.submit(parts, friend, case_id, None, promises.signatures(parts, case_id, friend))
    (act,) = parts.cases.acts(f"case#{case_id}")
    assert {"authority", "tolerance"} <= act.changes.keys()
    assert promises.credit(parts).asked == ["11010519491231002X"]


def test_a_correction_issues_the_letters_that_were_signed_with_it_alone() -> None:
    items = FakeItems(may_follow=frozenset({"id_card"}), may_declare=frozenset({"lease"}), commitment=promises.TOLD)
    parts = memory_parts(items)
    case_id = scenes.drafted(parts)
    drafts.save_form(parts, scenes.applicant(), case_id, scenes.FORM, 0)
    submission.submit(parts, scenes.applicant(), case_id, None, promises.signatures(parts, case_id))
    scenes.corrected(parts, case_id)
    again = [one for one in promises.signatures(parts, case_id) if one["kind"] == promises.DECLARE]
    submission.resubmit(parts, scenes.applicant(), case_id, None, again)
    first, _, last = parts.cases.acts(f"case#{case_id}")
    kinds = [[one.kind for one in issued_by(act) if one.kind in letters.TITLES] for act in (first, last)]
    assert kinds == [[promises.FOLLOW, promises.DECLARE], [promises.DECLARE]]
