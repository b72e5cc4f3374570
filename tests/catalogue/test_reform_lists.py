"""Reform lists: each row becomes a draft of the edition in force, or is set aside with its reason."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.shared.access import Caller, Post, Role
from tests.catalogue.conftest import City
from tests.catalogue.samples import content
from tests.configuration.people import AUDITOR, EDITOR, OTHER_EDITOR

CODE, OTHER = content()["item_code"], content("old_age_allowance")["item_code"]
ROW = {"item_code": CODE, "reform": "取消", "document": "某市改革清单", "effective_on": "2026-01-01"}


def reforms(city: City, *rows: Any) -> dict[str, Any]:
    return city.imports.run({"kind": "reforms", "source": "a list", "rows": list(rows)}, OTHER_EDITOR)


@pytest.fixture
def offering(city: City) -> City:
    city.publish(content())
    city.publish(content("old_age_allowance"))
    return city


def test_a_list_becomes_drafts_and_the_same_list_changes_nothing(offering: City) -> None:
    merged = {**ROW, "reform": "合并", "successor_code": OTHER}
    assert reforms(offering, merged)["accepted"] == 1
    draft = offering.desk.draft(CODE, EDITOR)
    assert (draft["number"], draft["content"]["name"]) == (2, content()["name"])
    assert draft["content"]["reform"] == {
        "kind": "merged",
        "document": "某市改革清单",
        "effective_on": "2026-01-01",
        "successor": OTHER,
    }
    again = reforms(offering, merged)
    assert (again["unchanged"], again["accepted"], again["quarantined"]) == (1, 0, [])


def test_nor_does_it_once_the_item_has_ended(offering: City) -> None:
    reforms(offering, ROW)
    offering.desk.audit(CODE, 2, None, AUDITOR, None)
    offering.desk.publish(CODE, 2, AUDITOR, None)
    assert reforms(offering, ROW)["unchanged"] == 1
    assert reforms(offering, {**ROW, "document": "另一清单"})["quarantined"][0]["reason"] == "not_in_force"


def test_what_is_delegated_or_transferred_moves(offering: City) -> None:
    moved = {**ROW, "reform": "下放", "level": "county", "divisions": "530102000000|530103000000"}
    assert reforms(offering, moved)["accepted"] == 1
    draft = offering.desk.draft(CODE, EDITOR)["content"]
    assert (draft["level"], draft["divisions"]) == ("county", ["530102000000", "530103000000"])
    assert draft["department"] == content()["department"]
    taken = {**ROW, "item_code": OTHER, "reform": "转移", "department_code": "77", "department": "新局"}
    assert reforms(offering, taken)["accepted"] == 1
    assert offering.desk.draft(OTHER, EDITOR)["content"]["department_name"] == "新局"


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"item_code": "X1"}, "item_code", "not_in_force"),
        ({"item_code": ""}, "item_code", "missing"),
        ({"reform": "撤销"}, "reform", "unknown"),
        ({"document": " "}, "document", "missing"),
        ({"effective_on": "2026-2-30"}, "effective_on", "not_a_date"),
        ({"reform": "合并"}, "successor_code", "missing"),
        ({"reform": "合并", "successor_code": CODE}, "successor_code", "successor_is_itself"),
        ({"reform": "合并", "successor_code": "X1"}, "successor_code", "not_in_force"),
        ({"reform": "下放", "level": "moon"}, "level", "unknown"),
        ({"reform": "下放", "divisions": ["5301"]}, "divisions", "wrong_pattern"),
        ({"note": "x"}, "note", "unknown_field"),
        ({"document": 5}, "document", "wrong_type"),
    ],
)
def test_a_row_is_set_aside_with_its_field_and_reason(
    offering: City, changes: dict[str, Any], field: str, reason: str
) -> None:
    report = reforms(offering, {**ROW, **changes})
    assert report["quarantined"] == [{"row": 1, "field": field, "reason": reason}]
    assert report["accepted"] == 0


def test_nobodys_draft_is_replaced(offering: City) -> None:
    offering.desk.save_draft(CODE, content(name="改名"), 0, EDITOR)
    assert reforms(offering, ROW)["quarantined"] == [{"row": 1, "field": "item_code", "reason": "draft_open"}]


@pytest.mark.parametrize(("confidential", "taken"), [(False, 1), (True, 0)])
def test_nobody_gets_a_confidential_item_by_a_transfer(city: City, confidential: bool, taken: int) -> None:
    """The draft of a transfer is a copy of what is in force, for the other department to read."""
    city.publish(content(confidential=confidential))
    post = Post(frozenset({Role.CATALOGUE_EDITOR}), ("77",), ("*",))
    row = {**ROW, "reform": "转移", "department_code": "77", "department": "新局"}
    asked = {"kind": "reforms", "source": "a list", "rows": [row]}
    report = city.imports.run(asked, Caller("staff", "S-77", posts=(post,), channel="window"))
    assert (report["accepted"], len(report["quarantined"])) == (taken, 1 - taken)
