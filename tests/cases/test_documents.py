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
from chalicelib.cases.terms import Terms
from chalicelib.configuration.written_documents import WrittenDocuments
from chalicelib.shared.acts import ActType
from chalicelib.shared.errors import NotFound
from tests.cases import scenes
from tests.cases.fakes import FakeItems, memory_parts
from tests.cases.writing import documents, record, stored

REMEDIES = {"review_days": 60, "litigation_months": 6, "review_body": "某市人民政府", "court": "区人民法院"}
FINDINGS = [{"material": "lease", "name": "居住地住址证明", "reason": "缺少签字页", "remedy": "请补充签字页"}]
TOLERANCE = {"slots": ["lease"], "letter_sha256": "a" * 64, "kind": "receipt", "due_on": "2026-12-18"}
RECORD = {"document_no": "会商2026-7", "held_on": "2026-11-20", "said_sealed": "内部意见"}
PAUSE = {"procedure": "hearing", "since": "2026-11-23", "value": 20, "unit": "WD", "until_on": "2026-12-21"}
EXTENSION = {"requested_by": "S002", "value": 10, "unit": "WD", "approved": True}
Row = tuple[ActType, dict[str, Any], str, tuple[str, ...]]
KINDS: list[Row] = [
    (
        acts.SUPPLEMENTED,
        {"materials": [{"material_id": "m", "slot": "lease", "sha256": "0" * 64}]},
        "receipt",
        ("居住地住址证明",),
    ),
    (acts.ACCEPTED, {"due_on": "2026-12-04"}, "acceptance", ("予以受理", "2026年12月4日")),
    (
        acts.ACCEPTED,
        {"due_on": "2026-12-24", "tolerance": TOLERANCE},
        "acceptance",
        ("居住地住址证明", "2026年12月18日"),
    ),
    (
        acts.DECLINED,
        {
            "reason_codes": ["not_within_office"],
            "notice_sealed": "不属于本机关",
            "remedy_sealed": "请向派出所申请",
            "office_sealed": "五华分局",
            "remedies": REMEDIES,
        },
        "declination",
        (
            "1. 申请事项依法不属于本机关职权范围",
            "理由：不属于本机关",
            "请向派出所申请",
            "五华分局",
            "60日内向行政复议机关申请行政复议",
            "6个月",
            "某市人民政府",
            "区人民法院",
        ),
    ),
    (
        acts.CORRECTION_REQUESTED,
        {"findings_sealed": FINDINGS, "notice_sealed": "请尽快", "due_on": "2026-12-11"},
        "correction",
        ("1. 居住地住址证明：缺少签字页（请补充签字页）", "请尽快", "2026年12月11日"),
    ),
    (acts.CORRECTION_REQUESTED, {"notice_sealed": "请补充签字页"}, "correction", ("1. 请补充签字页",)),
    (acts.RETURNED, {"notice_sealed": "逾期未补正"}, "return_notice", ("予以退回", "逾期未补正")),
    (
        acts.EXTENDED,
        {"extension": EXTENSION, "due_on": "2026-12-18", "notice_sealed": "需要复核", "authority_no": "A-7"},
        "extension",
        ("10个工作日", "2026年12月18日", "需要复核", "A-7"),
    ),
    (
        acts.SUSPENDED,
        {"pause": {**PAUSE, "name": "听证"}, "notice_sealed": "依申请听证"},
        "special_procedure",
        ("程序：听证", "20个工作日", "2026年11月23日", "2026年12月21日", "依申请听证"),
    ),
    (
        acts.DECIDED,
        {"result": "grant", "authority_no": "A-3", "manner": "joint", "record": RECORD},
        "decision_grant",
        ("准予", "A-3", "会商2026-7（2026年11月20日）"),
    ),
    (
        acts.DECIDED,
        {
            "result": "refuse",
            "notice_sealed": "居住不满半年",
            "remedy_sealed": "满半年后再申请",
            "remedies": REMEDIES,
            "authority_no": "A-3",
        },
        "decision_refuse",
        ("居住不满半年", "满半年后再申请", "60日内", "某市人民政府", "区人民法院", "A-3"),
    ),
    (
        acts.RECEIVED,
        {"tolerance": TOLERANCE},
        "tolerance_receipt",
        ("1. 居住地住址证明", "2026年12月18日", "不计算办理期限"),
    ),
    (acts.WITHDRAWN, {"notice_sealed": "不办了"}, "withdrawal", ("撤回申请", "不办了")),
    (
        acts.SERVED,
        {
            "manner": "courier",
            "proof": "courier_receipt",
            "received_on": "2026-11-20",
            "proof_sealed": {"reference": "SF123", "signed_by": "李某"},
        },
        "proof_of_service",
        ("邮寄送达", "2026年11月20日", "SF123", "李某"),
    ),
    (acts.COMMITMENT_VERIFIED, {"outcome": "broken"}, "commitment_verification", ("不属实",)),
]


def issued(parts: Parts, row: Row, article: str | None = "行政许可法") -> tuple[str, str]:
    """A case with one more act, and the number of the document that it issued."""
    case_id = scenes.submitted(parts)
    record(parts, case_id, row[0], row[1], article=article)
    found = documents(parts).listed(scenes.applicant(), case_id)["documents"]
    return case_id, str(found[-1]["document_no"])


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


def test_a_paragraph_for_which_there_is_nothing_is_left_out() -> None:
    parts = memory_parts()
    case_id, number = issued(parts, (acts.DECIDED, {"result": "grant"}, "", ()))
    text = documents(parts).told(scenes.applicant(), case_id, number)["text"]
    assert "签发授权" not in text
    assert "集体讨论" not in text


BARE: list[tuple[ActType, dict[str, Any]]] = [
    (acts.SUPPLEMENTED, {"materials": []}),
    (acts.ACCEPTED, {}),
    (acts.DECLINED, {}),
    (acts.CORRECTION_REQUESTED, {}),
    (acts.RETURNED, {}),
    (acts.EXTENDED, {"extension": EXTENSION}),
    (acts.SUSPENDED, {"pause": PAUSE}),
    (acts.DECIDED, {"result": "grant"}),
    (acts.DECIDED, {"result": "refuse"}),
    (acts.RECEIVED, {"tolerance": {**TOLERANCE, "due_on": None}}),
    (acts.WITHDRAWN, {}),
    (acts.SERVED, {"manner": "window"}),
    (acts.COMMITMENT_VERIFIED, {"outcome": "kept"}),
]


@pytest.mark.parametrize(
    ("type_", "said"), [*BARE, *((row[0], row[1]) for row in KINDS)], ids=lambda one: getattr(one, "name", None)
)
def test_no_heading_stands_above_nothing_and_no_law_is_named_that_is_not_the_item_s(
    type_: ActType, said: dict[str, Any]
) -> None:
    parts = memory_parts()
    case_id, number = issued(parts, (type_, said, "", ()), article=None)
    told = documents(parts).told(scenes.applicant(), case_id, number)
    assert not re.search(r"：(\n(?!1\. )|$)", told["text"])
    assert "行政许可" not in told["title"] + told["text"]
    assert not re.search(r"[,;:!?()]", told["text"])


@pytest.mark.parametrize(
    ("article", "titles"),
    [
        ("行政许可法第三十八条", ("准予行政许可决定书", "不予行政许可决定书")),
        (None, ("准予办理决定书", "不予办理决定书")),
        ("《居住证暂行条例》第五条", ("准予办理决定书", "不予办理决定书")),
    ],
)
def test_a_decision_is_called_what_the_law_that_it_stands_on_calls_it(
    article: str | None, titles: tuple[str, str]
) -> None:
    for result, title in zip(("grant", "refuse"), titles, strict=True):
        parts = memory_parts()
        case_id, number = issued(parts, (acts.DECIDED, {"result": result}, "", ()), article)
        told = documents(parts)
        assert told.told(scenes.applicant(), case_id, number)["title"] == title
        assert told.listed(scenes.applicant(), case_id)["documents"][-1]["title"] == title
        assert f"<h1>{title}</h1>" in told.page(scenes.applicant(), case_id, number, large=False)


@pytest.mark.parametrize(("type_", "said"), [(acts.DECLINED, {}), (acts.DECIDED, {"result": "refuse"})])
def test_a_refusal_that_does_not_name_body_and_court_itself_names_the_item_s(
    type_: ActType, said: dict[str, Any]
) -> None:
    parts = memory_parts()
    said = {**said, "remedies": {"review_days": 60, "litigation_months": 6}}
    case_id, number = issued(parts, (type_, said, "", ()))
    text = documents(parts).told(scenes.applicant(), case_id, number)["text"]
    assert "行政复议机关：昆明市人民政府。\n管辖法院：昆明铁路运输法院。" in text


def test_a_material_of_several_files_is_named_once() -> None:
    parts = memory_parts()
    handed_in = [{"material_id": f"m{n}", "slot": "lease", "sha256": "0" * 64} for n in range(2)]
    case_id, number = issued(parts, (acts.SUPPLEMENTED, {"materials": handed_in}, "", ()))
    assert documents(parts).told(scenes.applicant(), case_id, number)["details"]["materials"] == ["居住地住址证明"]


def test_what_was_written_as_a_text_alone_is_the_finding_and_not_told_twice() -> None:
    parts = memory_parts()
    case_id, number = issued(parts, (acts.CORRECTION_REQUESTED, {"notice_sealed": "请补充签字页"}, "", ()))
    told = documents(parts).told(scenes.applicant(), case_id, number)
    assert told["text"].count("请补充签字页") == 1


def test_words_that_people_wrote_are_never_read_as_places() -> None:
    parts = memory_parts()
    case_id, number = issued(parts, (acts.RETURNED, {"notice_sealed": "{case_no} {x} %s {{}}"}, "", ()))
    assert "{case_no} {x} %s {{}}" in documents(parts).told(scenes.applicant(), case_id, number)["text"]


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


def test_the_wording_is_that_of_the_release_under_which_the_act_was_made() -> None:
    """Both releases word it differently; each document keeps its own."""
    parts = memory_parts()
    release = [1]
    parts = parts._replace(recorder=type(parts.recorder)(parts.wall, parts.law, lambda: release[0]))
    case_id = scenes.submitted(parts)
    release[0] = 2
    withdrawing.withdraw(parts, scenes.applicant(), case_id, None, None)
    asked: list[int] = []

    def templates(of: int) -> tuple[WrittenDocuments, int]:
        asked.append(of)
        return WrittenDocuments(receipt=f"第{of}版", withdrawal=f"第{of}版"), of

    told = documents(parts)
    told._templates = templates
    listed = told.listed(scenes.applicant(), case_id)["documents"]
    texts = [told.told(scenes.applicant(), case_id, one["document_no"]) for one in listed]
    assert [(one["text"], one["template_edition"]) for one in texts] == [("第1版", 1), ("第2版", 2)]
    assert asked == [1, 2]


def test_materials_and_office_are_called_as_in_the_version_that_the_case_was_handed_in_under() -> None:
    class Renamed(FakeItems):
        def terms(self, item_code: str, version: int | None = None) -> Terms:
            told = super().terms(item_code, version)
            renamed = tuple(slot._replace(name=f"{slot.name}第{told.version}版") for slot in told.slots)
            return told._replace(slots=renamed, department_name=f"公安局第{told.version}版")

    items = Renamed()
    parts = memory_parts(items)
    case_id = scenes.submitted(parts)
    items.in_force = 2
    number = documents(parts).listed(scenes.applicant(), case_id)["documents"][0]["document_no"]
    told = documents(parts).told(scenes.applicant(), case_id, number)
    assert told["department_name"] == "公安局第1版"
    assert told["details"]["materials"] == ["居民身份证第1版", "居住地住址证明第1版"]


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


def _resubmitted(parts: Parts, case_id: str, said: dict[str, Any]) -> None:
    from chalicelib.cases.performing import recorded
    from chalicelib.cases.rules import facts
    from chalicelib.shared.change import Change

    before = stored(parts, case_id)
    changes = {**facts(before, before.status), **said}
    after, act = recorded(parts, before, acts.RESUBMITTED, scenes.applicant(), changes)
    parts.committer.commit(lambda: Change(parts.cases.save(before, after), (act,)), None)


class Gone:
    """People of whom one was erased."""

    def __getattr__(self, name: str) -> Any:
        def nobody(*_: Any) -> Any:
            raise NotFound("person_not_found")

        return nobody if name != "opened" else lambda *_: None


def test_of_whoever_was_erased_a_document_says_so_and_still_stands() -> None:
    parts = memory_parts()
    case_id, number = issued(parts, KINDS[3])
    erased = parts._replace(people=Gone())  # type: ignore[arg-type]
    told = documents(erased).told(scenes.clerk(), case_id, number)
    WrittenDocument.model_validate(told)
    assert (told["addressee"], told["personal_data_erased"]) == (None, True)
    assert told["text"].count(ERASED) == 3
    assert "60日内向行政复议机关申请行政复议" in told["text"]
    assert ERASED in documents(erased).page(scenes.clerk(), case_id, number, large=False)


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
