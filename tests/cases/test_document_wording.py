"""Documents read as their law, their item's version and their release say, and name nothing that there is not."""

from __future__ import annotations

import re
from typing import Any

import pytest

from chalicelib.cases import acts
from chalicelib.cases.documents import words
from chalicelib.cases.documents.details import details
from chalicelib.cases.intake import withdrawing
from chalicelib.cases.terms import Terms
from chalicelib.configuration.written_documents import WrittenDocuments
from chalicelib.shared.acts import ActType
from chalicelib.shared.templates import filled
from tests.cases import scenes
from tests.cases.fakes import ITEM, FakeItems, memory_parts
from tests.cases.issuing import BARE, KINDS, issued
from tests.cases.writing import documents


def test_a_paragraph_for_which_there_is_nothing_is_left_out() -> None:
    parts = memory_parts()
    case_id, number = issued(parts, (acts.DECIDED, {"result": "grant"}, "", ()))
    text = documents(parts).told(scenes.applicant(), case_id, number)["text"]
    assert "签发授权" not in text
    assert "集体讨论" not in text


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


def test_a_receipt_names_what_the_city_held_itself() -> None:
    said = details("receipt", {"materials": [], "held": ["id_card"]}, FakeItems().terms(ITEM), {})
    assert "无需提交的材料：\n1. 居民身份证\n本凭证" in filled(WrittenDocuments().receipt, words.told(said))


def test_what_was_written_as_a_text_alone_is_the_finding_and_not_told_twice() -> None:
    parts = memory_parts()
    case_id, number = issued(parts, (acts.CORRECTION_REQUESTED, {"notice_sealed": "请补充签字页"}, "", ()))
    told = documents(parts).told(scenes.applicant(), case_id, number)
    assert told["text"].count("请补充签字页") == 1


def test_words_that_people_wrote_are_never_read_as_places() -> None:
    parts = memory_parts()
    case_id, number = issued(parts, (acts.RETURNED, {"notice_sealed": "{case_no} {x} %s {{}}"}, "", ()))
    assert "{case_no} {x} %s {{}}" in documents(parts).told(scenes.applicant(), case_id, number)["text"]


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
