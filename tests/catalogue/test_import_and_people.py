"""Imports beside people: whose drafts they leave alone, whose posts they run under, who hears of them."""

from __future__ import annotations

import pytest

from chalicelib.shared.access import Caller, Post, Role
from chalicelib.shared.errors import NotFound
from tests.catalogue.conftest import City
from tests.catalogue.samples import content, row
from tests.catalogue.test_import_files import as_csv, listed
from tests.configuration.people import AUDITOR, EDITOR, OTHER_EDITOR

CODE = row()["item_code"]
EDITING = frozenset({Role.CATALOGUE_EDITOR})
WUHUA, PANLONG = ("530102000000",), ("530103000000",)


def keeper(number: str, divisions: tuple[str, ...], department: str = "*") -> Caller:
    return Caller("staff", number, posts=(Post(EDITING, (department,), divisions),), allowed=EDITING)


def test_a_draft_that_somebody_edited_is_not_lost_to_a_file(city: City) -> None:
    city.imports.items("a", [row()], EDITOR)
    mine = {**city.desk.draft(CODE, EDITOR)["content"], "validity": "十年"}
    city.desk.save_draft(CODE, mine, 1, EDITOR)
    report = city.imports.items("b", [row(validity="长期"), row("S007")], OTHER_EDITOR)
    assert report["quarantined"] == [{"row": 1, "field": "item_code", "reason": "draft_edited"}]
    assert report["accepted"] == 1
    assert city.desk.draft(CODE, EDITOR)["content"]["validity"] == "十年"


def test_nor_is_one_that_somebody_began_or_that_was_audited_as_edited(city: City) -> None:
    begun = content()
    city.desk.save_draft(begun["item_code"], begun, 0, EDITOR)
    city.desk.audit(begun["item_code"], 1, None, AUDITOR, None)
    report = city.imports.items("b", [{**begun, "validity": "长期"}], EDITOR)
    assert [one["reason"] for one in report["quarantined"]] == ["draft_edited"]
    assert city.desk.draft(begun["item_code"], EDITOR)["stage"] == "audited"


def test_nor_is_what_a_reform_list_drafted(city: City) -> None:
    code = city.publish(content())
    said = {"item_code": code, "reform": "取消", "document": "文件", "effective_on": "2026-01-01"}
    city.imports.run({"kind": "reforms", "source": "x", "rows": [said]}, EDITOR)
    report = city.imports.items("b", [content(validity="长期")], EDITOR)
    assert [one["reason"] for one in report["quarantined"]] == ["draft_edited"]
    assert city.desk.draft(code, EDITOR)["content"]["reform"]["kind"] == "cancelled"


def test_an_import_runs_under_the_posts_of_the_moment_when_its_file_is_complete(city: City) -> None:
    before, after = keeper("S-7", WUHUA), keeper("S-7", PANLONG)
    data = as_csv([listed(area_code=WUHUA[0])]).encode()
    begun = city.imports.announce(data, before)
    city.imports.objects.kept[begun["upload"]["fields"]["key"]] = data
    city.imports.desk.complete(begun["import_id"], after, None)
    report = city.imports.finish(begun["import_id"], after)
    assert [one["reason"] for one in report["quarantined"]] == ["outside_your_reach"]


@pytest.mark.parametrize("other", [keeper("S-8", PANLONG), keeper("S-8", WUHUA, "d1")])
def test_a_report_is_hidden_from_keepers_of_other_offices(city: City, other: Caller) -> None:
    report = city.imports.items("a", [row(divisions=[WUHUA[0]])], keeper("S-7", WUHUA))
    with pytest.raises(NotFound, match="import_not_found"):
        city.imports.desk.report(report["import_id"], other)
    assert city.imports.desk.listed(10, None, other)["imports"] == []
    for reader in (keeper("S-7", WUHUA), keeper("S-9", WUHUA), EDITOR, AUDITOR):
        assert city.imports.desk.report(report["import_id"], reader)["rows"] == 1
        assert len(city.imports.desk.listed(10, None, reader)["imports"]) == 1
