"""A report for a spreadsheet: CSV (RFC 4180) in UTF-8 with a byte order mark, without which Excel in China reads GBK.

A line is one figure of one row of the report. Text is guarded so that no cell is a formula; numbers stand as they are.
What has a code stands in words, for people, and beside them as its code, for machines.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.shared.spreadsheets import BOM, guarded, lines
from chalicelib.supervision.reports.views import ALL, DEPARTMENT, DIVISION, ITEM
from chalicelib.supervision.reports.words import LEVELS, STANDINGS, TITLES, UNITS

PARTS = FIGURES, DEFINITIONS, PROBLEMS = "figures", "definitions", "problems"
_OF = {ALL: "全部", DIVISION: "区划", DEPARTMENT: "部门", ITEM: "事项"}
_HEAD = ("月份", "范围", "代码", "指标", "名称", "分子", "分母", "数值", "单位", "单位代码", "口径版本")
_Column = tuple[str, str, Mapping[str, str]]
"""Its head, the field that it tells, and the words of the field's codes, if it tells those."""

_PLAIN: Mapping[str, str] = {}
_DEFINITION_COLUMNS: tuple[_Column, ...] = (
    ("指标", "name", _PLAIN),
    ("名称", "title", _PLAIN),
    ("口径", "definition", _PLAIN),
    ("单位", "unit", UNITS),
    ("单位代码", "unit", _PLAIN),
    ("口径版本", "definition_version", _PLAIN),
)
_PROBLEM_COLUMNS: tuple[_Column, ...] = (
    ("监察牌", "card_id", _PLAIN),
    ("规则", "rule", TITLES),
    ("规则代码", "rule", _PLAIN),
    ("等级", "level", LEVELS),
    ("等级代码", "level", _PLAIN),
    ("办件编号", "case_no", _PLAIN),
    ("事项", "item_code", _PLAIN),
    ("部门", "department", _PLAIN),
    ("区划", "division_code", _PLAIN),
    ("责任人", "staff_no", _PLAIN),
    ("发出日期", "issued_on", _PLAIN),
    ("状态", "status", STANDINGS),
    ("状态代码", "status", _PLAIN),
    ("逾期未说明", "overdue", _PLAIN),
)
_TABLES = {DEFINITIONS: ("definitions", _DEFINITION_COLUMNS), PROBLEMS: ("problems", _PROBLEM_COLUMNS)}


def sheet(report: Mapping[str, Any], part: str) -> str:
    """One part of a report: its figures, what they mean, or the problems that were found."""
    if part == FIGURES:
        return BOM + lines(_figures(report))
    return BOM + lines(_table(*_TABLES[part], report))


def _figures(report: Mapping[str, Any]) -> list[list[str]]:
    said = {one["name"]: one for one in report["definitions"]}
    rows = [
        [*_place(report, row), *_said(said[one["name"]], one), *_meaning(said[one["name"]])]
        for row in report["rows"]
        for one in row["figures"]
    ]
    return [list(_HEAD), *rows]


def _place(report: Mapping[str, Any], row: Mapping[str, Any]) -> list[str]:
    return [report["month"], _OF[row["of"]], guarded(row["code"])]


def _said(definition: Mapping[str, Any], figure: Mapping[str, Any]) -> list[str]:
    numbers = ["" if figure[name] is None else str(figure[name]) for name in ("numerator", "denominator", "value")]
    return [figure["name"], guarded(definition["title"]), *numbers]


def _meaning(definition: Mapping[str, Any]) -> list[str]:
    unit = definition["unit"]
    return [_cell(unit, UNITS), unit, str(definition["definition_version"])]


def _table(name: str, columns: tuple[_Column, ...], report: Mapping[str, Any]) -> list[list[str]]:
    rows = ([_cell(one[field], words) for _, field, words in columns] for one in report[name])
    return [[head for head, _, _ in columns], *rows]


def _cell(value: object, words: Mapping[str, str]) -> str:
    """A code that has no words (any more) stands for itself."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else guarded(words.get(str(value), str(value)))
