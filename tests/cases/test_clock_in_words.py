"""What the law's clock did, as a citizen reads it: in the timeline, in the documents that it issued, in the record."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.cases.parts import Parts
from chalicelib.cases.schemas import Timeline, WrittenDocument
from chalicelib.cases.status import timeline
from chalicelib.cases.terms import Period
from tests.builders import NOTHING_KEPT
from tests.cases import licences, promises, scenes
from tests.cases.left_alone import city, owner, swept, until
from tests.cases.test_recomputing import InForce, shut
from tests.cases.writing import documents

FOLLOWING = {"may_follow": frozenset({"lease"})}


def mine(parts: Parts, case_id: str) -> list[dict[str, Any]]:
    """What the applicant reads."""
    told = timeline.timeline(parts, scenes.applicant(), case_id)
    Timeline.model_validate(told)
    entries: list[dict[str, Any]] = told["entries"]
    return entries


def last_document(parts: Parts, case_id: str) -> dict[str, Any]:
    number = mine(parts, case_id)[-1]["documents"][-1]["document_no"]
    told = documents(parts).told(scenes.applicant(), case_id, number)
    WrittenDocument.model_validate(told)
    return told


class TestDeemedAcceptance:
    def test_the_timeline_says_what_the_office_left_undone_and_on_which_article(self) -> None:
        parts, case_id = self._deemed()
        entry = mine(parts, case_id)[-1]
        assert (entry["wording"], entry["by"]) == ("逾期未告知，视为受理", "系统")
        assert entry["detail"] == (
            "本机关未在 5 个工作日内告知您需要补正的内容，依照行政许可法第三十二条第一款第四项，"
            "申请自 2026-03-02 收到材料之日起即为受理。承诺在 2026-03-16 以前作出决定。"
            "请在 2026-03-12（含当日）以前补交：居住地住址证明。"
        )

    def test_the_notice_says_so_in_writing(self) -> None:
        told = last_document(*self._deemed())
        assert (told["kind"], told["title"]) == ("deemed_acceptance", "受理通知书（视为受理）")
        assert told["basis"] == "行政许可法第三十二条第一款第四项"
        for words in (
            "未在法定期限内告知",
            "受理日期：2026年3月2日",
            "2026年3月16日",
            "1. 居住地住址证明",
            "2026年3月12日",
        ):
            assert words in told["text"]

    def test_where_nothing_was_promised_the_law_s_day_is_told_and_not_called_a_promise(self) -> None:
        parts, case_id = self._deemed(committed_limit=None)
        assert "即为受理。应当在 2026-03-30 以前作出决定。" in mine(parts, case_id)[-1]["detail"]
        text = last_document(parts, case_id)["text"]
        assert "法定办结日期：2026年3月30日。" in text
        assert "承诺办结日期" not in text

    def _deemed(self, **item: Any) -> tuple[Parts, str]:
        parts = city(licences.an_item(**FOLLOWING, **item))
        case_id = promises.signed(parts)
        until(parts, "2026-03-10 00:00")
        swept(parts, case_id)
        return parts, case_id


def test_whoever_is_reminded_reads_what_to_do_by_when() -> None:
    parts = city()
    case_id = licences.to_correct(parts)
    until(parts, "2026-03-18 08:00")
    swept(parts, case_id)
    entry = mine(parts, case_id)[-1]
    assert entry["detail"] == (
        "请在 2026-03-23（含当日）以前补正并重新提交，还有 3 个工作日；逾期未补正的，申请将予退回。"
    )
    assert entry["deadline"] == {"kind": "correction", "due_on": "2026-03-23", "days_left": 3}


@pytest.mark.parametrize(
    ("limit", "detail", "line"),
    [
        (Period(10, "WD"), "承诺在 2026-03-16 以前作出决定。", "承诺办结日期：2026年3月16日。"),
        (None, "应当在 2026-03-30 以前作出决定。", "法定办结日期：2026年3月30日。"),
    ],
)
def test_an_acceptance_tells_a_promise_only_where_there_is_one(limit: Period | None, detail: str, line: str) -> None:
    parts = city(licences.an_item(committed_limit=limit))
    case_id = scenes.accepted(parts)
    assert mine(parts, case_id)[-1]["detail"] == detail
    assert [one[: len(line)] for one in last_document(parts, case_id)["text"].splitlines() if "办结日期" in one] == [
        line
    ]


@pytest.mark.parametrize(("scene", "over", "detail", "kind", "words"), [
    (licences.to_correct, "2026-03-24 00:00", "补正期限 2026-03-23 已过，申请和材料已退回；备齐材料以后可以重新申请。",
     "return_notice", ("未在规定的时间内补正", "不影响您备齐材料以后重新申请")),
    (promises.received, "2026-03-31 00:00",
     "截至 2026-03-30 未补交：居住地住址证明。申请和材料已退回；备齐材料以后可以重新申请。",
     "lapse_notice", ("1. 居住地住址证明", "最后一日：2026年3月30日", "不影响您备齐材料以后重新申请")),
])  # fmt: skip
def test_what_went_back_is_told_with_its_day_and_a_notice(
    scene: Any, over: str, detail: str, kind: str, words: tuple[str, ...]
) -> None:
    parts = city(licences.an_item(**FOLLOWING))
    case_id = scene(parts)
    until(parts, over)
    swept(parts, case_id)
    assert mine(parts, case_id)[-1]["detail"] == detail
    told = last_document(parts, case_id)
    assert told["kind"] == kind
    assert [one for one in words if one not in told["text"]] == []
    assert timeline.timeline(parts, scenes.applicant(), case_id)["status_name"] == "逾期未补齐材料，已退件"


def test_days_that_moved_are_told_and_those_of_steps_stay_inside() -> None:
    parts = city()
    case_id = licences.examining(parts)
    later = parts._replace(dates=InForce(shut("2026-03-04", "2026-03-05")))
    owner(later).recompute(f"case#{case_id}", NOTHING_KEPT)
    assert mine(later, case_id)[-1]["detail"] == "承诺办结时限由 2026-03-16 改为 2026-03-18。"


def test_a_day_that_moved_is_the_law_s_where_nothing_was_promised() -> None:
    parts = city(licences.an_item(committed_limit=None))
    case_id = licences.examining(parts)
    later = parts._replace(dates=InForce(shut("2026-03-04", "2026-03-05")))
    owner(later).recompute(f"case#{case_id}", NOTHING_KEPT)
    assert mine(later, case_id)[-1]["detail"] == "法定办结时限由 2026-03-30 改为 2026-04-01。"


def test_the_desk_reads_what_nears_and_what_is_over() -> None:
    parts = city()
    case_id = scenes.examined(parts)
    for moment in ("2026-03-12 09:00", "2026-03-18 09:00"):
        until(parts, moment)
        swept(parts, case_id)
    told = timeline.timeline(parts, scenes.clerk(), case_id)
    Timeline.model_validate(told)
    assert [entry["detail"] for entry in told["entries"][-2:]] == [
        "承诺办结时限 2026-03-16 届满，还有 2 个工作日。",
        "承诺办结时限 2026-03-16 已届满，超过 2 个工作日。",
    ]
