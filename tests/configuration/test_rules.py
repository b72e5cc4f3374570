from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.configuration.documents import Catalogue, Consents, Intake
from chalicelib.configuration.kinds import KINDS, TITLES
from chalicelib.configuration.rules import described, plain, read, restored
from chalicelib.shared.errors import Invalid

RECORDS: dict[str, dict[str, Any]] = {
    "notices": {
        "year": 2026,
        "notice": "示例通知，非真实文号",
        "periods": [{"name": "中秋节", "off": ["2026-09-25/2026-09-27"], "working": []}],
    },
    "closures": {
        "division_code": "530102000000",
        "from": "2026-12-01",
        "to": "2026-12-02",
        "reason": "办公场所搬迁",
        "basis": "示例公告，非真实文号",
    },
}
CODE = Path(__file__).parents[2] / "chalicelib"


def test_nothing_published_means_the_shipped_defaults() -> None:
    intake = read(Intake, {})
    assert (intake.draft_days, intake.form_max_bytes, intake.material_max_bytes) == (30, 65536, 10485760)
    assert (intake.materials_per_case, intake.material_types[0]) == (30, "application/pdf")


def test_whatever_can_be_set_is_read_by_the_code() -> None:
    code = "\n".join(
        path.read_text() for path in CODE.rglob("*.py") if path.relative_to(CODE).parts[0] != "configuration"
    )
    for name, kind in KINDS.items():
        assert re.search(rf'\.(document|edition|settings|at)\("{name}"[,)]', code), name
        assert [one for one in kind.settings if not re.search(rf'\.{one}\b|"{one}"', code)] == []


def test_a_case_takes_no_more_materials_than_one_transaction_can_submit() -> None:
    assert Intake.settings["materials_per_case"].most == 60


@pytest.mark.parametrize("name", KINDS)
def test_every_field_has_title_unit_and_source_and_its_default_is_allowed(name: str) -> None:
    assert TITLES[name]
    for one in described(KINDS[name]):
        assert one["title"], one
        assert one["unit"], one
        assert one["source"], one
        assert read(KINDS[name], {one["name"]: one["default"]}) == KINDS[name]()


@pytest.mark.parametrize("name", sorted(Consents.settings))
def test_a_wording_of_consent_is_a_text_with_a_bound(name: str) -> None:
    (said,) = [one for one in described(Consents) if one["name"] == name]
    assert (said["unit"], said["longest"], said["least"], said["among"]) == ("character", 1000, None, [])
    assert getattr(read(Consents, {name: "字" * 1000}), name) == "字" * 1000


@pytest.mark.parametrize("name", sorted(Consents.settings))
@pytest.mark.parametrize("told", ["目的", "信息种类", "处理", "联系电话", "保存", "不同意", "撤回"])
def test_a_shipped_wording_tells_what_the_law_wants_told(name: str, told: str) -> None:
    """个人信息保护法第十四条、第十五条、第十七条."""
    assert told in Consents.settings[name].default


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "too_short"),
        (" \n\u3000", "too_short"),
        ("字" * 1001, "too_long"),
        (None, "wrong_type"),
        (7, "wrong_type"),
        (True, "wrong_type"),
        (["字"], "wrong_type"),
    ],
)
def test_a_wrong_text_is_named_with_its_bounds(value: object, code: str) -> None:
    with pytest.raises(Invalid, match="configuration_invalid") as refused:
        read(Consents, {"prefill": value})
    (fault,) = refused.value.faults
    assert (fault.pointer, fault.code) == ("/content/prefill", code)
    assert fault.params == {"minimum": 1, "maximum": 1000}


@pytest.mark.parametrize(
    ("content", "pointer", "code"),
    [
        ({"draft_days": 0}, "/content/draft_days", "out_of_range"),
        ({"draft_days": 366}, "/content/draft_days", "out_of_range"),
        ({"draft_days": True}, "/content/draft_days", "wrong_type"),
        ({"draft_days": "30"}, "/content/draft_days", "wrong_type"),
        ({"draft_days": 30.0}, "/content/draft_days", "wrong_type"),
        ({"draft_days": None}, "/content/draft_days", "wrong_type"),
        ({"draft_day": 30}, "/content/draft_day", "unknown_field"),
        ({"a/b": 30}, "/content/a~1b", "unknown_field"),
        ({"material_types": []}, "/content/material_types", "not_an_option"),
        ({"material_types": ["text/html"]}, "/content/material_types", "not_an_option"),
        ({"material_types": ["image/png", "image/png"]}, "/content/material_types", "not_an_option"),
        ({"material_types": "image/png"}, "/content/material_types", "wrong_type"),
        ({"material_types": [1]}, "/content/material_types", "wrong_type"),
    ],
)
def test_a_wrong_value_is_named(content: dict[str, Any], pointer: str, code: str) -> None:
    with pytest.raises(Invalid, match="configuration_invalid") as refused:
        read(Intake, content)
    assert [(fault.pointer, fault.code) for fault in refused.value.faults] == [(pointer, code)]


@pytest.mark.parametrize(
    ("value", "pointer", "code"),
    [
        ("等材料", "", "wrong_type"),
        ({"等材料": 1}, "", "wrong_type"),
        ([], "", "too_short"),
        ([f"第{number}句" for number in range(61)], "", "too_long"),
        (["等材料", 7], "/1", "wrong_type"),
        (["等材料", ["等材料"]], "/1", "wrong_type"),
        (["\u3000"], "/0", "too_short"),
        (["字" * 31], "/0", "too_long"),
        (["等材料", "视情况", "等材料"], "/2", "entry_repeated"),
        (["等材料", " 等材料 "], "/1", "entry_repeated"),
        (["等\u200b材料"], "/0", "control_characters"),
    ],
)
def test_a_wrong_listing_is_named_by_its_entry(value: object, pointer: str, code: str) -> None:
    with pytest.raises(Invalid, match="configuration_invalid") as refused:
        read(Catalogue, {"vague_wording": value})
    (fault,) = refused.value.faults
    assert (fault.pointer, fault.code) == (f"/content/vague_wording{pointer}", code)
    assert fault.params == {"minimum": 1, "maximum": 30 if pointer else 60}


def test_a_listing_is_what_the_city_says_and_no_more() -> None:
    assert read(Catalogue, {"vague_wording": ["视情况"]}).vague_wording == ("视情况",)


def test_blanks_around_a_text_of_a_listing_are_not_part_of_it() -> None:
    assert read(Catalogue, {"person_themes": [" 户籍办理 ", "其他"]}).person_themes == ("户籍办理", "其他")


def test_all_faults_come_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        read(Intake, {"draft_days": 0, "form_max_bytes": "x", "unknown": 1})
    assert len(refused.value.faults) == 3


def test_stored_content_outlives_changes_of_the_code() -> None:
    assert restored(Intake, {"draft_days": 20, "gone": 1}).draft_days == 20


@given(st.sampled_from(sorted(KINDS)), st.data())
def test_a_document_reads_back_as_it_was(name: str, data: st.DataObject) -> None:
    content: dict[str, Any] = {}
    for one in described(KINDS[name]):
        if one["among"]:
            content[one["name"]] = data.draw(st.lists(st.sampled_from(one["among"]), min_size=1, unique=True))
        elif one["shape"]:
            content[one["name"]] = data.draw(st.lists(st.just(RECORDS[one["name"]]), max_size=one["entries"]))
        elif one["entries"]:
            entry = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=one["longest"])
            content[one["name"]] = data.draw(st.lists(entry, min_size=1, max_size=one["entries"], unique=True))
        elif one["places"]:
            content[one["name"]] = "".join(f"{{{place}}}\n" for place in one["needed"]) + "正文"
        elif one["longest"]:
            content[one["name"]] = data.draw(st.text(min_size=1, max_size=one["longest"]).filter(str.strip))
        elif one["least"] is None:
            content[one["name"]] = data.draw(st.booleans())
        else:
            content[one["name"]] = data.draw(st.integers(one["least"], one["most"]))
    assert plain(read(KINDS[name], content)) == content
