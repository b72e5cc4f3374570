"""Written documents: every kind tells what the law wants told, reads the same for ever, and runs nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest

from chalicelib.cases import acts
from chalicelib.cases.desk import correction
from chalicelib.cases.documents.kinds import TITLES
from chalicelib.cases.documents.page import page
from chalicelib.cases.documents.sealed import ERASED
from chalicelib.cases.intake import letters, submission, withdrawing
from chalicelib.cases.parts import Parts
from chalicelib.cases.schemas import DocumentList, WrittenDocument
from chalicelib.configuration.written_documents import WrittenDocuments
from chalicelib.shared.errors import NotFound
from tests.cases import scenes
from tests.cases.fakes import FakeItems, memory_parts
from tests.cases.issuing import KINDS, TOLERANCE, Gone, Row, issued
from tests.cases.writing import documents, stored


@pytest.mark.parametrize("row", KINDS, ids=lambda row: f"{row[2]}-{len(row[1])}")
def test_each_kind_tells_what_must_be_told(row: Row) -> None:
    parts = memory_parts()
    case_id, number = issued(parts, row)
    told = documents(parts).told(scenes.applicant(), case_id, number)
    WrittenDocument.model_validate(told)
    assert told["kind"] == row[2]
    assert [words for words in row[3] if words not in told["text"]] == []
    assert (told["addressee"], told["case_no"]) == ("张三", stored(parts, case_id).case_no)
    assert told["basis"] == "行政许可法"
    assert "内部意见" not in str(told)
    assert "{" not in told["text"]


def test_the_table_knows_every_kind_that_a_template_words() -> None:
    assert {row[2] for row in KINDS} == set(WrittenDocuments.settings)
    assert {name: said.title for name, said in WrittenDocuments.settings.items()}.items() <= TITLES.items()


def test_a_case_s_documents_are_listed_in_order_under_numbers_of_their_own(parts: Parts) -> None:
    case_id = scenes.submitted(parts)
    scenes.corrected(parts, case_id)
    submission.resubmit(parts, scenes.applicant(), case_id, None)
    withdrawing.withdraw(parts, scenes.applicant(), case_id, None, None)
    told = documents(parts).listed(scenes.applicant(), case_id)
    DocumentList.model_validate(told)
    found = told["documents"]
    assert [one["kind"] for one in found] == ["receipt", "correction", "receipt", "withdrawal"]
    numbers = [one["document_no"] for one in found]
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"[a-z_]+-\d{8}-[0-9A-Za-z]{8}", number) for number in numbers)
    assert numbers == [one["document_no"] for one in documents(parts).listed(scenes.applicant(), case_id)["documents"]]
    assert documents(parts).told(scenes.applicant(), case_id, numbers[1])["text"].count("1. ") == 1


def test_a_draft_has_no_documents(parts: Parts) -> None:
    assert documents(parts).listed(scenes.applicant(), scenes.drafted(parts))["documents"] == []


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "&lt;", "\u202e\u0000 a"]
)
@pytest.mark.parametrize("large", [True, False])
def test_the_page_runs_nothing_and_says_all(words: str, large: bool) -> None:
    parts = memory_parts()
    case_id, number = issued(parts, (acts.RETURNED, {"notice_sealed": words}, "", ()))
    told = documents(parts).told(scenes.applicant(), case_id, number)
    shown = documents(parts).page(scenes.applicant(), case_id, number, large=large)
    assert shown == page(told, large=large)
    assert "<script" not in shown
    assert "<img" not in shown
    for said in (number, "退件告知书", "张三：", "（盖章处）", "font-size: 18pt" if large else "font-size: 12pt"):
        assert said in shown


def test_a_signed_letter_is_kept_word_for_word() -> None:
    parts = memory_parts(FakeItems(may_follow=frozenset({"lease"})))
    case_id = scenes.drafted(parts)
    (offered,) = letters.offered(parts, scenes.applicant(), case_id, ["lease"])["letters"]
    salt = parts.people.salt_of("person-zhang")
    signed = letters.letter(parts, parts.items.terms(stored(parts, case_id).item_code), offered["kind"], ["lease"])
    other = scenes.submitted(parts)
    sealed = letters.sealed(parts, stored(parts, other), salt, [signed])
    said = {
        "form_round": 1,
        "form_sha256": "0" * 64,
        "materials": [],
        "tolerance": TOLERANCE,
        "letters": [offered["kind"]],
        "letters_sealed": sealed,
    }
    _resubmitted(parts, other, said)
    listed = documents(parts).listed(scenes.applicant(), other)["documents"]
    assert [one["kind"] for one in listed] == ["receipt", "receipt", "deficiency_tolerance"]
    number = listed[-1]["document_no"]
    told = documents(parts).told(scenes.applicant(), other, number)
    WrittenDocument.model_validate(told)
    assert (told["text"], told["template_edition"]) == (offered["text"], None)
    assert "承诺人：张三" in documents(parts).page(scenes.applicant(), other, number, large=False)
    erased = documents(parts._replace(people=Gone()))  # type: ignore[arg-type]
    assert erased.told(scenes.clerk(), other, number)["text"] == ERASED


def _resubmitted(parts: Parts, case_id: str, said: dict[str, Any]) -> None:
    from chalicelib.cases.performing import recorded
    from chalicelib.cases.rules import facts
    from chalicelib.shared.change import Change

    before = stored(parts, case_id)
    changes = {**facts(before, before.status), **said}
    after, act = recorded(parts, before, acts.RESUBMITTED, scenes.applicant(), changes)
    parts.committer.commit(lambda: Change(parts.cases.save(before, after), (act,)), None)


def test_of_whoever_was_erased_a_document_says_so_and_still_stands() -> None:
    parts = memory_parts()
    case_id, number = issued(parts, KINDS[3])
    erased = parts._replace(people=Gone())  # type: ignore[arg-type]
    told = documents(erased).told(scenes.clerk(), case_id, number)
    WrittenDocument.model_validate(told)
    assert (told["addressee"], told["personal_data_erased"]) == (None, True)
    assert told["text"].count(ERASED) == 3
    assert "60日内向行政复议机关申请行政复议" in told["text"]
    assert f"<p>{ERASED}：</p>" in documents(erased).page(scenes.clerk(), case_id, number, large=False)


@pytest.mark.parametrize("number", ["", "receipt-20261121-00000000", "../../etc", "x" * 300])
def test_a_number_of_no_document_of_this_case_is_not_found(number: str) -> None:
    parts = memory_parts()
    one, other = scenes.submitted(parts), scenes.submitted(parts, scenes.applicant("person-li"))
    of_other = documents(parts).listed(scenes.applicant("person-li"), other)["documents"][0]["document_no"]
    for wrong in (number, of_other):
        with pytest.raises(NotFound, match="written_document_not_found"):
            documents(parts).told(scenes.applicant(), one, wrong)


def test_a_notice_and_its_acts_hold_no_words_in_the_open(parts: Parts) -> None:
    case_id = scenes.submitted(parts)
    correction.request_correction(parts, scenes.clerk(), case_id, scenes.FINDINGS, "请看附件", None)
    documents(parts).listed(scenes.applicant(), case_id)
    assert not [
        act for act in parts.cases.acts(f"case#{case_id}") if "请看附件" in act.canonical or "签字" in act.canonical
    ]
