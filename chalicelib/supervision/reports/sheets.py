"""A report for a spreadsheet: CSV (RFC 4180) in UTF-8 with a byte order mark, without which Excel in China reads GBK.

A line is one figure of one row of the report. Text is guarded so that no cell is a formula; numbers stand as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.shared.spreadsheets import BOM, guarded, lines
from chalicelib.supervision.reports.views import ALL, DEPARTMENT, DIVISION, ITEM

PARTS = FIGURES, DEFINITIONS, PROBLEMS = "figures", "definitions", "problems"
_OF = {ALL: "全部", DIVISION: "区划", DEPARTMENT: "部门", ITEM: "事项"}
_HEAD = ("月份", "范围", "代码", "指标", "名称", "分子", "分母", "数值", "单位", "口径版本")
_DEFINITION_HEAD = {
    "name": "指标",
    "title": "名称",
    "definition": "口径",
    "unit": "单位",
    "definition_version": "口径版本",
}
_PROBLEM_HEAD = {
    "card_id": "监察牌",
    "rule": "规则",
    "level": "等级",
    "case_no": "办件编号",
    "item_code": "事项",
    "department": "部门",
    "division_code": "区划",
    "staff_no": "责任人",
    "issued_on": "发出日期",
    "status": "状态",
    "overdue": "逾期未说明",
}
_TABLES = {DEFINITIONS: ("definitions", _DEFINITION_HEAD), PROBLEMS: ("problems", _PROBLEM_HEAD)}


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
    return [definition["unit"], str(definition["definition_version"])]


def _table(name: str, head: Mapping[str, str], report: Mapping[str, Any]) -> list[list[str]]:
    return [list(head.values()), *([_cell(one[field]) for field in head] for one in report[name])]


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else guarded(str(value))
