"""不予受理: on the law's reasons alone, in words, with what can be done instead and before whom to object."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.cases.desk import declination
from chalicelib.cases.desk.declination import Declined
from chalicelib.cases.grounds import DECLINING
from chalicelib.cases.intake import submission
from chalicelib.cases.parts import Parts
from chalicelib.cases.status import timeline
from chalicelib.shared.errors import Invalid
from tests.cases import licences, scenes
from tests.cases.fakes import FakeItems, memory_parts


def declined(parts: Parts, said: Declined = scenes.ELSEWHERE, case_id: str | None = None) -> Any:
    case_id = case_id or scenes.submitted(parts)
    declination.decline(parts, scenes.clerk(), case_id, said, None)
    return list(parts.cases.acts(f"case#{case_id}"))[-1]


def faults_of(said: Declined) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        declined(memory_parts(licences.an_item()), said)
    return [(fault.pointer, fault.code) for fault in refused.value.faults]


def test_the_applicant_is_told_why_not_what_instead_and_which_office(parts: Parts) -> None:
    act = declined(parts)
    told = timeline.timeline(parts, scenes.applicant(), act.subject.removeprefix("case#"))["entries"][-1]
    assert (told["notice"], told["remedy"], told["office"]) == scenes.ELSEWHERE[1:]
    assert "昆明市人民政府" in told["remedies"]
    assert act.changes["reason_codes"] == ["not_within_office"]
    assert not set(scenes.ELSEWHERE[1:]) & set(map(str, act.changes.values()))


@pytest.mark.parametrize("code", [code for code in DECLINING if code != "still_incomplete"])
def test_each_reason_stands_on_its_article_under_the_licensing_law_alone(code: str) -> None:
    said = Declined((code,), "理由", "办法")
    assert declined(memory_parts(licences.an_item()), said).ground == DECLINING[code][1]
    assert declined(memory_parts(FakeItems()), said).ground is None


def test_several_reasons_stand_on_all_their_articles() -> None:
    said = Declined(("not_required", "not_within_office"), "理由", "办法")
    act = declined(memory_parts(licences.an_item()), said)
    assert act.ground == "行政许可法第三十二条第一款第一项、行政许可法第三十二条第一款第二项"


def test_reasons_that_are_none_of_the_laws_are_refused_with_those_that_are() -> None:
    said = Declined(("busy", "not_required", "other"), "理由", "办法", "某局")
    assert faults_of(said) == [
        ("/grounds/0", "declining_ground_unknown"),
        ("/grounds/2", "declining_ground_unknown"),
        ("/competent_office", "office_not_needed"),
    ]
    assert faults_of(Declined((), "理由", "办法")) == [("/grounds", "declining_ground_unknown")]


def test_nobody_is_declined_for_what_is_missing_before_they_were_asked_for_it() -> None:
    said = Declined(("still_incomplete",), "仍缺签字页", "补齐后可以再次申请")
    assert faults_of(said) == [("/grounds/0", "correction_not_requested")]
    parts = memory_parts(licences.an_item())
    case_id = licences.to_correct(parts)
    submission.resubmit(parts, scenes.applicant(), case_id, None)
    assert declined(parts, said, case_id).ground == "行政许可法第三十二条第一款第五项"


def test_blanks_are_no_words() -> None:
    assert faults_of(Declined(("not_required",), " ", "\n")) == [
        ("/reasons", "words_needed"),
        ("/how_to_qualify", "words_needed"),
    ]
