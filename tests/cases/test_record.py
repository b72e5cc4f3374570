"""The record for life: everything of one's cases, part by part, as JSON and for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from chalicelib.cases.intake import drafts
from chalicelib.cases.parts import Parts
from chalicelib.cases.schemas import CaseRecord
from chalicelib.cases.status import record as recording
from chalicelib.cases.status.finding import Wanted
from chalicelib.cases.status.record import record
from chalicelib.cases.status.sheet import COLUMNS, sheet
from chalicelib.shared.spreadsheets import BOM
from tests.cases import scenes
from tests.cases.fakes import DIVISION, ITEM, FakeItems, memory_parts
from tests.cases.writing import stored


def recorded(parts: Parts, limit: int = 20, cursor: str | None = None, **wanted: Any) -> dict[str, Any]:
    found = record(parts, scenes.applicant(), None, limit, cursor, Wanted(**wanted))
    CaseRecord.model_validate(found)
    return found


def test_it_holds_what_was_handed_in_issued_and_done(parts: Parts) -> None:
    case_id = scenes.decided(parts)
    (case,) = recorded(parts)["cases"]
    assert (case["case_id"], case["result"], case["stage"]) == (case_id, "grant", "handle")
    assert case["form"] == scenes.FORM
    assert {(one["slot"], one["name"], one["sha256"]) for one in case["materials"]} == {
        (one.slot, f"{one.slot}.pdf", one.sha256) for one in stored(parts, case_id).materials
    }
    assert [one["kind"] for one in case["documents"]] == ["receipt", "acceptance", "decision_grant"]
    assert [one["type"] for one in case["entries"]][-1] == "case.decided"
    assert "staff_no" not in str(case["entries"])


def test_a_draft_is_on_it_with_what_was_filled_in(parts: Parts) -> None:
    scenes.filled(parts)
    (case,) = recorded(parts)["cases"]
    assert (case["status"], case["form"], case["documents"], case["entries"]) == ("draft", scenes.FORM, [], [])
    assert recorded(parts, status="submitted")["cases"] == []


def test_it_comes_part_by_part_and_ends(parts: Parts) -> None:
    cases = [scenes.drafted(parts) for _ in range(3)]
    seen: list[str] = []
    cursor = None
    for expected in (2, 1):
        part = recorded(parts, 2, cursor)
        assert len(part["cases"]) == expected
        seen, cursor = [*seen, *(one["case_id"] for one in part["cases"])], part["next_cursor"]
    assert (sorted(seen), cursor) == (sorted(cases), None)


def test_a_part_ends_early_where_it_grows_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = memory_parts()
    cases = [scenes.submitted(parts) for _ in range(3)]
    monkeypatch.setattr(recording, "MOST_BYTES", 10)
    seen: list[str] = []
    cursor = None
    while len(seen) < len(cases):
        part = recorded(parts, 20, cursor)
        assert len(part["cases"]) == 1
        seen, cursor = [*seen, part["cases"][0]["case_id"]], part["next_cursor"]
    assert (sorted(seen), cursor) == (sorted(cases), None)


def test_a_part_is_counted_as_it_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer is a text within JSON: what a case takes there is a good deal more than its letters in UTF-8."""
    parts = memory_parts()
    for _ in range(4):
        scenes.submitted(parts)
    found = recorded(parts)["cases"]
    single = len(json.dumps({"body": json.dumps(found[0], ensure_ascii=False)})) - len('{"body": }')
    monkeypatch.setattr(recording, "MOST_BYTES", single * 2 - 1)
    assert len(recorded(parts)["cases"]) == 2
    monkeypatch.setattr(recording, "MOST_BYTES", single * 2 + single // 2)
    assert len(recorded(parts)["cases"]) == 3


def test_below_the_item_s_level_what_was_filled_in_is_withheld() -> None:
    parts = memory_parts(FakeItems(least_assurance_level=3))
    surely = scenes.applicant()
    surely.level = 3
    scenes.submitted(parts, surely)
    (case,) = recorded(parts)["cases"]
    assert (case["withheld"], case["form"], case["materials"]) == (True, None, [])
    assert case["entries"]
    (case,) = record(parts, surely, None, 20, None, Wanted())["cases"]
    assert (case["withheld"], case["form"]) == (False, scenes.FORM)


class TestForASpreadsheet:
    def rows(self, parts: Parts) -> list[list[str]]:
        text = sheet(recorded(parts)["cases"])
        assert text.startswith(BOM)
        return list(csv.reader(io.StringIO(text.removeprefix(BOM))))

    def test_a_case_is_a_line_under_a_heading(self, parts: Parts) -> None:
        case_id = scenes.decided(parts)
        heading, line = self.rows(parts)
        assert tuple(heading) == COLUMNS
        cells = dict(zip(heading, line, strict=True))
        assert cells["办件编号"] == stored(parts, case_id).case_no
        assert (cells["结果"], cells["提交日期"], cells["决定日期"]) == ("准予", "2026-11-21", "2026-11-21")
        assert all(one.sha256 in cells["材料（SHA-256）"] for one in stored(parts, case_id).materials)
        assert "准予办理决定书" in cells["文书"]
        assert "已受理" in cells["办理经过"]

    @pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@x", "\t=1", '"; =1 "', "＝1", "a\r\nb,c"])
    def test_nothing_in_it_is_run_and_nothing_breaks_a_line(self, name: str) -> None:
        class Naughty(FakeItems):
            def terms(self, item_code: str, version: int | None = None) -> Any:
                return super().terms(item_code, version)._replace(name=name)

        parts = memory_parts(Naughty())
        drafts.begin(parts, scenes.applicant(), ITEM, DIVISION, {}, None)
        heading, line = self.rows(parts)
        cell = dict(zip(heading, line, strict=True))["事项名称"]
        assert cell.lstrip("'") == name.lstrip("'")
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝"))
