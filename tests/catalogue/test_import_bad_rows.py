"""Rows as bad as they come: each is set aside by itself, and the good one beside it becomes a draft."""

from __future__ import annotations

import json
from typing import Any

import pytest

from chalicelib.catalogue.encoding import MOST_BYTES
from tests.catalogue.conftest import City
from tests.catalogue.samples import content, row
from tests.configuration.people import EDITOR

SHORT_OF_ONE = "11440300MB2C92739"
DAY = "2026-01-01"


def beside_a_good_one(city: City, bad: str) -> dict[str, Any]:
    """The report of a file that holds a bad record and a good one."""
    good = json.dumps(row(), ensure_ascii=False)
    report = city.imports.file(f"[{bad},{good}]".encode(), EDITOR, format="json")
    assert (report["state"], report["accepted"], report["quarantined_rows"]) == ("concluded", 1, 1)
    return report


@pytest.mark.parametrize("field", ["item_code", "impl_code"])
def test_half_a_character_in_a_code_is_told_and_not_written(city: City, field: str) -> None:
    report = beside_a_good_one(city, f'{{"{field}":"\\ud800x"}}')
    assert report["quarantined"] == [{"row": 1, "field": field, "reason": "lone_surrogate"}]
    written = city.imports.objects.kept[f"imports/{report['import_id']}/quarantine.csv"]
    assert b"1,?x," in written


def test_a_number_of_thousands_of_digits_is_one_rows_fault(city: City) -> None:
    report = beside_a_good_one(city, '{"a":' + "1" * 5000 + "}")
    assert report["quarantined"][0]["reason"] == "number_too_large"


@pytest.mark.parametrize(
    "bad",
    [
        '{"impl_code":"x",' + ",".join(f'"k{number}":1' for number in range(5000)) + "}",
        '{"impl_code":"x","a":[' + ",".join(['"\\u0001"'] * 5000) + "]}",
        '{"impl_code":"x","' + "k" * 400_000 + '":1}',
    ],
    ids=["unknown fields", "control characters", "a long name"],
)
def test_what_is_told_of_one_row_is_bounded(city: City, bad: str) -> None:
    report = beside_a_good_one(city, bad)
    assert report["quarantined_total"] <= 20
    assert len(json.dumps(report["quarantined"])) < 4000


@pytest.mark.parametrize("divisions", [True, 1.5, -1, {"a": 1}, [[]], [None]])
def test_a_reform_row_of_the_wrong_types_is_set_aside(city: City, divisions: Any) -> None:
    said = {"item_code": "1", "reform": "取消", "document": "x", "effective_on": DAY, "divisions": divisions}
    report = city.imports.run({"kind": "reforms", "source": "x", "rows": [said]}, EDITOR)
    assert [one["field"] for one in report["quarantined"]] == ["divisions"]


def test_a_reform_that_no_record_holds_is_set_aside(city: City) -> None:
    big = content()
    room = MOST_BYTES - len(json.dumps(big, ensure_ascii=False, separators=(",", ":")).encode()) - 900
    code = city.publish({**big, "form_schema": {**(big["form_schema"] or {}), "$comment": "x" * room}})
    said = {"item_code": code, "reform": "取消", "document": "文" * 200, "effective_on": DAY}
    report = city.imports.run({"kind": "reforms", "source": "x", "rows": [said]}, EDITOR)
    assert (report["state"], [one["reason"] for one in report["quarantined"]]) == ("concluded", ["record_too_large"])


def test_a_departments_credit_code_is_checked_in_every_form(city: City) -> None:
    rows = [row(department_code=SHORT_OF_ONE), content(department=SHORT_OF_ONE)]
    reasons = city.imports.items("x", rows, EDITOR)["quarantined"]
    assert [(one["field"], one["reason"]) for one in reasons] == [
        ("department_code", "credit_code_invalid"),
        ("department", "credit_code_invalid"),
    ]
