"""Files as spreadsheets and people make them: encodings, headers, cells, and what is no such file."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.catalogue.elements.content import Content
from chalicelib.catalogue.imports import flat
from chalicelib.catalogue.imports.cells import guarded, runs, unguarded
from chalicelib.catalogue.imports.items import read
from chalicelib.catalogue.messages import MESSAGES
from tests.catalogue.conftest import City
from tests.catalogue.samples import content, row, statutory_rows
from tests.configuration.people import EDITOR

GUANGAN = Path(__file__).resolve().parents[3] / "shared" / "data" / "guangan_items.csv"
USCC = "11440300MB2C927392"
HEADER = (
    "department", "parent_item", "item_name", "impl_code", "task_type", "task_type_text", "area_code",
    "org_code_in_impl_code", "org_code_is_valid_uscc",
)  # fmt: skip


def listed(number: int = 1, **changes: str) -> dict[str, str]:
    """A row of an invented list of implementation codes."""
    code = f"990A{number:010d}-990100000000-000-{USCC}-1-00"
    told = ("某某局", "", f"事项{number}", code, "1", "行政许可", "990100000000", USCC, "1")
    return {**dict(zip(HEADER, told, strict=True)), **changes}


def as_csv(rows: Sequence[dict[str, str]], header: Sequence[str] = HEADER, delimiter: str = ",") -> str:
    text = io.StringIO()
    lines = csv.DictWriter(text, header, delimiter=delimiter)
    lines.writeheader()
    lines.writerows(rows)
    return text.getvalue()


@pytest.mark.skipif(not GUANGAN.exists(), reason="the district's file is not part of the project")
def test_a_districts_list_is_taken_as_it_is(city: City) -> None:
    data = GUANGAN.read_bytes()
    report = city.imports.file(data, EDITOR)
    assert (report["state"], report["rows"], report["accepted"]) == ("concluded", 355, 320)
    assert (report["quarantined_rows"], report["encoding"]) == (35, "utf-8")
    reasons = Counter((one["field"], one["reason"]) for one in report["quarantined"])
    assert reasons == {
        ("org_code_in_impl_code", "credit_code_wrong_length"): 22,
        ("org_code_in_impl_code", "credit_code_missing"): 13,
    }
    again = city.imports.file(data, EDITOR)
    assert (again["accepted"], again["unchanged"], again["quarantined_rows"]) == (0, 320, 35)


def test_a_row_of_a_list_becomes_an_incomplete_draft(city: City) -> None:
    assert city.imports.text(as_csv([listed(parent_item="主项")]), EDITOR)["accepted"] == 1
    draft = city.desk.draft(listed()["impl_code"], EDITOR)["content"]
    assert (draft["name"], draft["keywords"], draft["department"]) == ("事项1", ["主项"], USCC)
    assert (draft["item_type"], draft["legal_regime"]) == ("administrative_licence", "licensing_law")
    assert (draft["divisions"], draft["basic_code"], draft["materials"]) == (["990100000000"], None, [])


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"item_name": " "}, "item_name", "missing"),
        ({"item_name": "名" * 201}, "item_name", "too_long"),
        ({"impl_code": ""}, "impl_code", "missing"),
        ({"impl_code": "１" * 31}, "impl_code", "full_width"),
        ({"impl_code": "1.14403E+30"}, "impl_code", "rounded_by_spreadsheet"),
        ({"impl_code": "x" * 65}, "impl_code", "wrong_pattern"),
        ({"org_code_in_impl_code": ""}, "org_code_in_impl_code", "credit_code_missing"),
        ({"org_code_in_impl_code": USCC[:17]}, "org_code_in_impl_code", "credit_code_wrong_length"),
        ({"org_code_in_impl_code": USCC[:17] + "8"}, "org_code_in_impl_code", "credit_code_check_character_wrong"),
        ({"org_code_in_impl_code": "I" + USCC[1:]}, "org_code_in_impl_code", "credit_code_letter_not_used"),
        ({"org_code_in_impl_code": USCC.lower()}, "org_code_in_impl_code", "credit_code_letter_not_used"),
        ({"task_type": "2", "task_type_text": "行政处罚"}, "task_type", "not_applied_for"),
        ({"task_type": "06", "task_type_text": ""}, "task_type", "not_applied_for"),
        ({"task_type": "99", "task_type_text": ""}, "task_type", "unknown"),
        ({"task_type": "9" * 5000, "task_type_text": ""}, "task_type", "wrong_pattern"),
        ({"task_type_text": "公共服务"}, "task_type_text", "differs_from_type"),
        ({"task_type_text": "许可类"}, "task_type_text", "differs_from_type"),
        ({"area_code": "5116"}, "area_code", "wrong_pattern"),
        ({"department": ""}, "department", "missing"),
        ({"item_name": "=HYPERLINK(1)"}, "item_name", "formula"),
        ({"item_name": "@SUM(A1)"}, "item_name", "formula"),
        ({"item_name": "\n=1+1"}, "item_name", "formula"),
        ({"org_code_in_impl_code": "1.15E+17"}, "org_code_in_impl_code", "rounded_by_spreadsheet"),
        ({"item_name": "名\x01"}, "item_name", "control_characters"),
    ],
)
def test_a_row_is_set_aside_with_its_field_and_reason(
    city: City, changes: dict[str, str], field: str, reason: str
) -> None:
    report = city.imports.text(as_csv([listed(1, **changes), listed(2)]), EDITOR)
    assert report["quarantined"] == [{"row": 1, "field": field, "reason": reason}]
    assert report["accepted"] == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"impl_code": f" {listed()['impl_code']}\u3000"},
        {"area_code": '="990100000000"'},
        {"area_code": "990100"},
        {"task_type": "01", "task_type_text": ""},
        {"parent_item": "-"},
        {"org_code_is_valid_uscc": "0"},
    ],
)
def test_what_spreadsheets_and_people_do_to_good_rows_is_undone(city: City, changes: dict[str, str]) -> None:
    assert city.imports.text(as_csv([listed(1, **changes)]), EDITOR)["accepted"] == 1
    draft = city.desk.draft(listed()["impl_code"], EDITOR)["content"]
    assert draft["divisions"] == ["990100000000"]


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
    ],
)
def test_the_encoding_is_found_and_told(city: City, encoding: str, found: str) -> None:
    data = as_csv([listed()]).encode(encoding)
    report = city.imports.file(codecs.BOM_UTF16_BE + data if encoding == "utf-16-be" else data, EDITOR)
    assert (report["encoding"], report["accepted"]) == (found, 1)


@pytest.mark.parametrize(("delimiter", "end"), [(",", "\n"), (";", "\r\n"), ("\t", "\r")])
def test_other_separators_and_line_ends_are_taken(city: City, delimiter: str, end: str) -> None:
    text = as_csv([listed()], delimiter=delimiter).replace("\r\n", end)
    assert city.imports.text(text, EDITOR)["accepted"] == 1


def test_blank_lines_count_as_no_rows_and_ragged_ones_are_set_aside(city: City) -> None:
    head, first, second, _ = as_csv([listed(1), listed(2)]).split("\r\n")
    broken = first.replace("事项1", '"事\n\n项1"')
    text = "\n".join([head, "", ",,,,,,,,", broken, "某某局,,缺", f"{second},,"])
    report = city.imports.text(text, EDITOR)
    assert report["quarantined"][0]["row"] == 4
    assert (report["rows"], report["accepted"]) == (3, 2)
    assert [one["reason"] for one in report["quarantined"]] == ["cells_wrong"]


def test_a_code_that_comes_again_is_set_aside(city: City) -> None:
    report = city.imports.text(as_csv([listed(1, item_name=""), listed(1), listed(1)]), EDITOR)
    assert [(one["row"], one["reason"]) for one in report["quarantined"]] == [(1, "missing"), (3, "repeated")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04rest of a workbook", "spreadsheet_file"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"old", "spreadsheet_file"),
        (b"\x00\x01\x02\x03", "encoding_unknown"),
        (b"item_code\n\xff\xff\xff", "encoding_unknown"),
        (b"\xef\xbb\xbf\xff", "encoding_unknown"),
        (as_csv([listed(item_name="食品经营许可")]).encode() + "护士执业注册".encode()[:-1], "encoding_damaged"),
        (
            as_csv([listed(item_name="办理食品经营事项登记许可")]).encode().replace("可".encode(), b"\xe5\x8f"),
            "encoding_damaged",
        ),
        (as_csv([]).encode(), "import_empty"),
        (b"\n", "csv_header_unknown"),
        (b"a,b\n1,2\n", "csv_header_unknown"),
        (b"impl_code,item_name\n1,2\n", "csv_columns_missing"),
        (as_csv([], (*HEADER, "note")).encode(), "csv_columns_unknown"),
        (as_csv([], (*HEADER, "impl_code")).encode(), "csv_columns_repeated"),
        (("impl_code," * 201).encode(), "csv_too_many_columns"),
        ((as_csv([]) + '"never closed').encode(), "csv_malformed"),
        ((as_csv([]) + '"a"b,').encode(), "csv_malformed"),
        ((as_csv([]) + '"' + "x\n" * 200_000).encode(), "csv_cell_too_long"),
        (b"x" * 1_100_000, "csv_line_too_long"),
    ],
)
def test_what_is_no_such_file_fails_with_a_reason(city: City, data: bytes, code: str) -> None:
    report = city.imports.file(data, EDITOR)
    assert (report["state"], report["failure"]["code"], report["progress"]) == ("failed", code, 1.0)
    assert report["failure"]["title"] == MESSAGES[code][0]
    assert "{" not in report["failure"]["detail"]
    assert city.committer.of(f"import#{report['import_id']}")[-1].type == "catalogue.import_failed"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{}", "json_not_a_list"),
        ("[", "json_malformed"),
        ("[1 2]", "json_malformed"),
        ("[1],", "json_malformed"),
        ("[" * 100_000, "json_too_deep"),
        ('[{"name":"' + "x" * 1_200_000, "json_record_too_long"),
        ("[]", "import_empty"),
    ],
)
def test_what_is_no_json_list_fails_with_a_reason(city: City, text: str, code: str) -> None:
    report = city.imports.file(text.encode(), EDITOR, format="json")
    assert (report["state"], report["failure"]["code"]) == ("failed", code)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"a":1,"a":2}', "duplicate_key"),
        ('{"a":NaN}', "not_finite"),
        ('{"a":"\\u0001"}', "control_characters"),
        ('{"a":"\\ud800"}', "lone_surrogate"),
        ('{"a":12345678901234567890}', "number_too_large"),
        ("[" * 40 + "]" * 40, "too_deep"),
        ("null", "not_an_object"),
    ],
)
def test_a_json_record_that_others_would_read_differently_is_set_aside(city: City, text: str, reason: str) -> None:
    good = json.dumps(row(), ensure_ascii=False)
    report = city.imports.file(f"[{text},\n{good}]".encode(), EDITOR, format="json")
    assert (report["accepted"], [one["reason"] for one in report["quarantined"]]) == (1, [reason])


def test_an_uploaded_file_that_is_not_what_was_announced_fails(city: City) -> None:
    for announced, sent, code in ((b"one", b"two", "digest"), (b"one", b"three", "size")):
        begun = city.imports.announce(announced, EDITOR)
        city.imports.objects.kept[begun["upload"]["fields"]["key"]] = sent
        city.imports.desk.complete(begun["import_id"], EDITOR, None)
        assert city.imports.finish(begun["import_id"])["failure"]["code"] == f"import_{code}_differs"


@pytest.mark.parametrize("name", ["residence_permit", "old_age_allowance"])
def test_a_whole_content_is_read_from_both_forms(city: City, name: str) -> None:
    whole = content(name)
    assert city.imports.items("a copy", [whole], EDITOR)["accepted"] == 1
    cells = [
        list(flat.COLUMNS),
        [guarded(cell) for cell in flat.cells_of(city.desk.draft(whole["item_code"], EDITOR)["content"])],
    ]
    text = io.StringIO()
    csv.writer(text).writerows(cells)
    assert city.imports.text(text.getvalue(), EDITOR)["unchanged"] == 1


def test_the_columns_are_the_elements_of_a_content() -> None:
    assert set(flat.COLUMNS) == set(Content.model_fields)
    assert set(flat.TEXTS) | set(flat.WORDS) < set(flat.COLUMNS)


@given(st.text() | st.text(alphabet="=+-@'\"\t\n 1a＝"))
def test_a_guarded_text_runs_nowhere_and_reads_back(text: str) -> None:
    cell = guarded(text)
    assert not runs(cell)
    assert unguarded(cell) == text


@given(st.sampled_from(sorted(listed())), st.text(max_size=5))
def test_a_clean_row_of_a_list_always_gives_a_content_that_may_be_drafted(field: str, value: str) -> None:
    found, reasons = read(listed(1, **{field: value}), EDITOR)
    assert reasons if found is None else Content.model_validate(found)


def test_a_statutes_row_out_and_in_again_is_the_same(city: City) -> None:
    city.imports.items("statutes", statutory_rows(), EDITOR)
    drafts = [city.desk.draft(one["item_code"], EDITOR)["content"] for one in statutory_rows()]
    for read_back in drafts:
        cells = dict(zip(flat.COLUMNS, flat.cells_of(read_back), strict=True))
        again: dict[str, Any] = {}
        again, reasons = flat.read({name: unguarded(guarded(cell)) for name, cell in cells.items()})
        assert not reasons
        assert read(again, EDITOR)[0] == read_back
