"""What is shipped: codes that hold together, divisions that form a tree, guides that say whose they are."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from chalicelib.catalogue.checks.findings import findings
from chalicelib.catalogue.checks.structure import content_faults
from chalicelib.catalogue.divisions import rows as divisions
from chalicelib.catalogue.divisions.changes import present
from chalicelib.catalogue.divisions.merging import contradictions, endings_of
from chalicelib.catalogue.elements.codes import credit_code_of, parent_of
from chalicelib.catalogue.elements.completing import completed
from chalicelib.catalogue.elements.content import Content
from chalicelib.catalogue.elements.item_types import TYPE_BY_TITLE
from chalicelib.catalogue.imports.rows import content_of
from chalicelib.catalogue.records import Division
from chalicelib.configuration.catalogue_lists import VAGUE_WORDING
from chalicelib.shared.credit_code import is_credit_code
from chalicelib.shared.divisions import contains
from infra.local.seed.people import sample_people
from tests.catalogue.samples import FIXTURES, departments, division_rows, published_guides, statutory_rows


def standing() -> dict[str, Division]:
    """The divisions of today, by code."""
    rows = division_rows("yunnan_L1-L4.csv") + division_rows("kunming_L5.csv")
    return {row["code12"]: divisions.division_of(row) for row in rows}


class TestStatutoryItems:
    def test_they_are_as_many_as_the_source_has(self) -> None:
        rows = statutory_rows()
        assert len(rows) == len({row["id"] for row in rows}) == len({row["item_code"] for row in rows}) == 72

    @pytest.mark.parametrize("row", statutory_rows(), ids=lambda row: row["id"])
    def test_a_synthetic_code_is_put_together_as_a_real_one_and_marked(self, row: dict[str, Any]) -> None:
        code = row["item_code"]
        department = next(one for one in departments() if one["code"] == row["department_code"])
        assert (row["code_origin"], department["code_origin"]) == ("synthetic", "synthetic")
        assert row["department"] in department["source_names"]
        assert credit_code_of(code) == department["uscc"]
        assert is_credit_code(department["uscc"])
        assert department["uscc"].startswith("11530100")
        assert re.fullmatch(r"[1-7](00|53)\d{10}", code[18:])
        assert code[21:23] == TYPE_BY_TITLE[row["item_type"]].code
        assert code[23:25] == row["department_code"]

    @pytest.mark.parametrize("row", statutory_rows(), ids=lambda row: row["id"])
    def test_the_element_check_holds_none_of_them_up(self, row: dict[str, Any]) -> None:
        content = content_of(row)
        assert content_faults(content) == []
        assert findings(content, VAGUE_WORDING).faults == ()

    def test_what_was_put_right_is_told(self) -> None:
        meta = json.loads((FIXTURES / "items" / "statutory_items.json").read_text())["_meta"]
        assert "S078, S079" in meta["corrections"]
        assert "synthetic" in meta["codes"]


class TestPublishedGuides:
    def test_they_are_as_many_as_the_source_has(self) -> None:
        guides = published_guides()
        assert len(guides) == len({guide["content"]["item_code"] for guide in guides}) == 14

    @pytest.mark.parametrize("guide", published_guides(), ids=lambda guide: guide["id"])
    def test_a_guide_can_be_drafted_and_says_whose_it_is(self, guide: dict[str, Any]) -> None:
        content = guide["content"]
        assert completed(content) == Content.model_validate_json(json.dumps(content)).model_dump(
            by_alias=True, exclude_unset=True, mode="json"
        )
        assert content_faults(content) == []
        whole = next(one for one in content["provenance"] if one["of"] == "")
        assert whole["origin"] == "published_guide"
        assert whole["source"].startswith(content["department_name"])
        assert "quality" in whole["source"]
        assert re.search("（.+）$", content["name"]), "the place that it comes from"

    @pytest.mark.parametrize("guide", published_guides(), ids=lambda guide: guide["id"])
    def test_the_element_check_keeps_it_a_draft(self, guide: dict[str, Any]) -> None:
        assert findings(guide["content"], VAGUE_WORDING).faults

    def test_a_code_is_the_published_one_or_marked(self) -> None:
        for guide in published_guides():
            made_up = guide["content"]["item_code"].startswith("SYNTHETIC-GUIDE-")
            assert made_up is (guide["content"]["code_origin"] == "synthetic")
        official = {guide["id"]: guide["content"]["item_code"] for guide in published_guides()}
        assert official["R02"] == "11500234327754728R400012201300004"
        assert official["R07"] == "220000-NW-FW-XK-005"

    def test_none_has_a_code_of_this_city(self) -> None:
        ours = {row["item_code"] for row in statutory_rows()}
        assert not ours & {guide["content"]["item_code"] for guide in published_guides()}

    def test_what_contradicts_itself_is_kept(self) -> None:
        kept = next(guide["content"] for guide in published_guides() if guide["id"] == "R02")
        assert kept["handling_type"] == "IMMEDIATE"
        assert (kept["committed_limit"]["value"], kept["committed_limit"]["unit"]) == (1, "WD")

    def test_stages_of_different_units_are_kept(self) -> None:
        allowance = next(guide["content"] for guide in published_guides() if guide["id"] == "R18")
        stages = [(stage["value"], stage["unit"]) for stage in allowance["committed_limit"]["stages"]]
        assert stages == [(10, "WD"), (5, "D"), (5, "WD"), (5, "WD")]


class TestDivisions:
    def test_they_form_a_tree(self) -> None:
        rows = division_rows("yunnan_L1-L4.csv") + division_rows("kunming_L5.csv")
        levels = {row["code12"]: int(row["level"]) for row in rows}
        assert len(levels) == len(rows)
        for row in rows:
            if row["parent12"]:
                assert contains(row["parent12"], row["code12"]), row
                assert row["parent12"] == parent_of(row["code12"]), row
                assert levels[row["parent12"]] == int(row["level"]) - 1, row
        assert (FIXTURES / "divisions" / "NOTICE").read_text().startswith("Division codes")

    def test_changes_can_be_imported_after_them(self) -> None:
        rows = division_rows("changes.csv")
        assert [row["code12"] for row in rows if divisions.quarantine(row)] == []
        assert contradictions(rows, standing().get) == []
        assert len({row["code12"] for row in rows}) == len(rows)

    def test_a_code_that_ended_stands_for_divisions_of_today(self) -> None:
        changed, today = [divisions.division_of(row) for row in division_rows("changes.csv")], standing()
        endings = endings_of(changed)
        for division in changed:
            if division.valid_until:
                assert division.code not in today
                assert set(present(division.code, endings, "2026-01-01")) <= today.keys()
                assert present(division.code, endings, "2026-01-01"), division
            else:
                assert today[division.code].name == division.name

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("530121000000", {"530114000000"}),
            ("530122000000", {"530115000000"}),
            ("530200000000", {"530113000000"}),
            ("532231000000", {"530129000000"}),  # 寻甸 became 530327, then 530129
            ("532201000000", {"530302000000", "530303000000"}),  # 曲靖市 became a district and a county
        ],
    )
    def test_what_kunming_s_old_codes_became(self, old: str, new: set[str]) -> None:
        endings = endings_of(divisions.division_of(row) for row in division_rows("changes.csv"))
        assert set(present(old, endings, "2026-01-01")) == new


def test_departments_are_marked_as_made_up() -> None:
    assert "synthetic" in json.loads((FIXTURES / "departments.json").read_text())["_meta"]["note"]


def test_nobody_s_number_is_shipped() -> None:
    known = {person["resident_id"] for person in sample_people()}
    for path in FIXTURES.rglob("*.json"):
        text = path.read_text()
        assert set(re.findall(r"(?<![0-9A-Z])\d{17}[\dX](?![0-9A-Z])", text)) <= known, path.name
        assert set(re.findall(r"(?<!\d)1[3-9]\d{9}(?!\d)", text)) <= {"13800138000"}, path.name
