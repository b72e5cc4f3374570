"""Importing items and divisions."""

from __future__ import annotations

import pytest

from chalicelib.catalogue.elements.codes import NO_DIVISION
from chalicelib.catalogue.imports.running import MOST_SHOWN
from chalicelib.shared.acts import verify_chain
from chalicelib.shared.change import Once
from chalicelib.shared.errors import Invalid, NotFound
from tests.catalogue.conftest import City
from tests.catalogue.samples import content, division_rows, row, statutory_rows
from tests.configuration.people import AUDITOR, EDITOR, OTHER_EDITOR


def test_every_shipped_item_becomes_a_draft(city: City) -> None:
    report = city.imports.items("statutes", statutory_rows(), EDITOR, None)
    assert (report["rows"], report["accepted"], report["unchanged"], report["quarantined"]) == (72, 72, 0, [])
    draft = city.desk.draft(row("S005")["item_code"], EDITOR)
    assert (draft["stage"], draft["authors"]) == ("draft", ["S-1"])
    assert draft["content"]["statutory_limit"]["unit"] == "WD"
    assert draft["content"]["statutory_limit"]["source"] == row("S005")["legal_limit"]


def test_the_same_file_twice_changes_nothing(city: City) -> None:
    city.imports.items("statutes", statutory_rows(), EDITOR, None)
    before = len(city.committer.acts)
    report = city.imports.items("statutes", statutory_rows(), EDITOR, None)
    assert (report["accepted"], report["unchanged"]) == (0, 72)
    assert len(city.committer.acts) == before + 2
    assert [act.type for act in city.committer.of(f"import#{report['import_id']}")] == [
        "catalogue.import_requested",
        "catalogue.imported",
    ]


def test_nor_does_it_after_the_draft_was_worked_on_and_published(city: City) -> None:
    source = row("S001")
    city.imports.items("statutes", [source], EDITOR, None)
    code = source["item_code"]
    city.desk.save_draft(code, content(), city.desk.draft(code, EDITOR)["revision"], EDITOR)
    city.desk.audit(code, 1, None, AUDITOR, None)
    city.desk.publish(code, 1, AUDITOR, None)
    assert city.imports.items("statutes", [source], EDITOR, None)["unchanged"] == 1
    assert city.store.shelf(code).shelf.open is None


def test_a_row_that_changed_begins_the_next_version(city: City) -> None:
    city.imports.items("statutes", [row()], EDITOR, None)
    code = row()["item_code"]
    city.desk.audit(code, 1, None, AUDITOR, None)
    city.desk.publish(code, 1, AUDITOR, None)
    report = city.imports.items("statutes", [row(name="大型群众性活动安全许可(新)")], EDITOR, None)
    assert report["accepted"] == 1
    assert (city.desk.draft(code, EDITOR)["number"], city.service.published(code).name) == (2, "大型群众性活动安全许可")


def test_a_row_replaces_a_draft_and_makes_its_audit_void(city: City) -> None:
    city.imports.items("statutes", [row()], EDITOR, None)
    code = row()["item_code"]
    city.desk.audit(code, 1, None, AUDITOR, None)
    city.imports.items("statutes", [row(validity="长期")], OTHER_EDITOR, None)
    draft = city.desk.draft(code, EDITOR)
    assert (draft["number"], draft["stage"], draft["authors"]) == (1, "draft", ["S-1", "S-2"])


def test_bad_rows_hold_up_no_good_ones(city: City) -> None:
    rows = [row(name=""), row("S007"), "row", row("S008", item_code="11530100MBFAKE09803000109003000")]
    report = city.imports.items("statutes", rows, EDITOR, None)
    assert (report["rows"], report["accepted"]) == (4, 1)
    assert report["quarantined"] == [
        {"row": 1, "field": "name", "reason": "missing"},
        {"row": 3, "field": "", "reason": "not_an_object"},
        {"row": 4, "field": "item_code", "reason": "credit_code_invalid"},
    ]


def test_a_report_can_be_read_again(city: City) -> None:
    report = city.imports.items("statutes", [row(), row(name="")], EDITOR, None)
    assert city.imports.report(report["import_id"]) == report
    with pytest.raises(NotFound):
        city.imports.report("none")


def test_a_repeated_import_gets_the_first_report(city: City) -> None:
    once = Once("staff:S-1", "POST", "k", "body")
    first = city.imports.items("statutes", [row()], EDITOR, once)
    assert first["accepted"] == 1
    assert city.imports.items("statutes", [row()], EDITOR, once) == first


def test_a_key_used_for_other_rows_has_no_effect(city: City) -> None:
    city.imports.items("statutes", [row()], EDITOR, Once("staff:S-1", "POST", "k", "body"))
    with pytest.raises(Invalid, match="idempotency_key_reused"):
        city.imports.items("statutes", [row("S007")], EDITOR, Once("staff:S-1", "POST", "k", "another body"))
    assert city.acts(row("S007")["item_code"]) == []
    assert len(city.store.kept_imports) == 1


def test_a_report_keeps_two_hundred_reasons_and_counts_the_rest(city: City) -> None:
    report = city.imports.divisions("x", [{"parent12": 1}] * 2000, EDITOR, None)
    assert len(report["quarantined"]) == MOST_SHOWN
    assert (report["quarantined_rows"], report["quarantined_total"]) == (2000, 8000)
    assert city.committer.of(f"import#{report['import_id']}")[-1].changes["quarantined"] == 2000


def test_items_are_drafted_under_the_import(city: City) -> None:
    report = city.imports.items("statutes", statutory_rows(), EDITOR, None)
    for source in statutory_rows():
        acts = city.acts(source["item_code"])
        verify_chain(f"item#{source['item_code']}", acts)
        assert [act.changes["import_id"] for act in acts] == [report["import_id"]]


def test_divisions_stand_below_their_parents(city: City) -> None:
    rows = [one for one in division_rows("yunnan_L1-L4.csv") if int(one["level"]) <= 3]
    report = city.imports.divisions("china-division", rows, EDITOR, None)
    assert (report["accepted"], report["quarantined"]) == (146, [])
    assert [division.name for division in city.service.children(NO_DIVISION)] == ["云南省"]
    counties = city.service.children("530100000000")
    assert (counties[0].code, counties[0].name, counties[0].level, len(counties)) == ("530102000000", "五华区", 3, 14)
    assert city.service.division("530102000000").name == "五华区"
    assert city.service.children("530102000000") == ()
    for unknown in ("530199000000", "110000000000", "5301", "x" * 12, NO_DIVISION[:-1] + "1"):
        with pytest.raises(NotFound, match="division_not_found"):
            city.service.children(unknown)


def test_the_same_divisions_twice_change_nothing_and_new_ones_join(city: City) -> None:
    rows = [one for one in division_rows("yunnan_L1-L4.csv") if one["parent12"] == "530100000000"]
    city.imports.divisions("china-division", rows[:-1], EDITOR, None)
    report = city.imports.divisions("china-division", rows, EDITOR, None)
    assert (report["accepted"], report["unchanged"]) == (1, 13)
    assert len(city.service.children("530100000000")) == 14
    renamed = city.imports.divisions("order", [{**rows[0], "name": "五华新区"}], EDITOR, None)
    assert renamed["accepted"] == 1
    assert city.service.division("530102000000").name == "五华新区"


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"code12": "530102"}, "code12", "wrong_pattern"),
        ({"code12": None}, "code12", "wrong_pattern"),
        ({"parent12": "5301"}, "parent12", "wrong_pattern"),
        ({"parent12": "530200000000"}, "parent12", "does_not_contain"),
        ({"parent12": "530102000000"}, "parent12", "does_not_contain"),
        ({"name": " "}, "name", "missing"),
        ({"level": 6}, "level", "unknown"),
        ({"level": None}, "level", "unknown"),
    ],
)
def test_a_bad_division_is_set_aside(city: City, changes: dict[str, object], field: str, reason: str) -> None:
    good = {"code12": "530102000000", "level": 3, "name": "五华区", "parent12": "530100000000"}
    report = city.imports.divisions("x", [{**good, **changes}], EDITOR, None)
    assert report["quarantined"] == [{"row": 1, "field": field, "reason": reason}]
    assert report["accepted"] == 0
