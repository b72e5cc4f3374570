"""No cell of a report's sheets is a formula, whatever codes and words it tells; numbers are numbers."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from chalicelib.supervision.cards.records import CardStatus
from chalicelib.supervision.cards.rules import Level
from chalicelib.supervision.figures.cases import CASE_FIGURES, DAILY, DAILY_RATE
from chalicelib.supervision.figures.items import ITEM_FIGURES
from chalicelib.supervision.reports.sheets import DEFINITIONS, FIGURES, PARTS, PROBLEMS, sheet
from chalicelib.supervision.reports.words import LEVELS, STANDINGS, UNITS

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1")
_PROBLEM = ("card_id", "rule", "level", "case_no", "item_code", "department", "division_code", "staff_no", "issued_on")


def a_report(text: str) -> dict[str, Any]:
    """Every word of it is that text."""
    figure = {"name": "on_time_rate", "numerator": -35, "denominator": 60, "value": -58.33}
    definition = {"name": "on_time_rate", "title": text, "definition": text, "unit": "percent", "definition_version": 1}
    return {
        "month": "2026-10",
        "definitions": [definition],
        "rows": [{"of": "item", "code": text, "figures": [figure]}],
        "problems": [{**dict.fromkeys(_PROBLEM, text), "status": "issued", "overdue": True}],
    }


def cells(part: str, text: str) -> list[str]:
    """Those of the one line below the head."""
    _, line = csv.reader(io.StringIO(sheet(a_report(text), part).removeprefix("\ufeff"), newline=""))
    return line


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(part: str, text: str) -> None:
    found = cells(part, text)
    assert text not in found
    assert f"'{text}" in found


def test_numbers_stand_as_they_are() -> None:
    assert cells(FIGURES, "甲")[5:8] == ["-35", "60", "-58.33"]
    assert cells(DEFINITIONS, "甲")[1:3] == ["甲", "甲"]
    assert cells(PROBLEMS, "甲")[-1] == "是"


def test_what_has_a_code_stands_in_words_and_as_its_code() -> None:
    assert cells(FIGURES, "甲")[8:10] == ["%", "percent"]
    assert cells(DEFINITIONS, "甲")[3:5] == ["%", "percent"]
    assert cells(PROBLEMS, "甲")[-3:-1] == ["已发出", "issued"]


def test_a_rule_that_there_is_no_more_stands_by_its_code() -> None:
    assert cells(PROBLEMS, "甲")[1:5] == ["甲"] * 4


def test_every_code_has_words() -> None:
    assert {*LEVELS} == {*Level}
    assert {*STANDINGS} == {*CardStatus}
    figures = (*(one for one, _ in (*CASE_FIGURES, *ITEM_FIGURES)), DAILY, DAILY_RATE)
    assert {*UNITS} == {one.unit for one in figures}
