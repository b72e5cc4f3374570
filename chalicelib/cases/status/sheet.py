"""A record as CSV (RFC 4180) that a spreadsheet opens without running anything: a line for each case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib.shared.clocks import civil_date, from_rfc3339
from chalicelib.shared.spreadsheets import BOM, guarded, lines

COLUMNS = (
    *(
        "办件编号",
        "查询编号",
        "事项编码",
        "事项名称",
        "部门",
        "区划",
        "渠道",
        "状态",
        "新建日期",
        "提交日期",
        "受理日期",
    ),
    *("应当办结日期", "决定日期", "办结日期", "结果", "文书", "材料（SHA-256）", "办理经过"),
)
_RESULTS = {"grant": "准予", "refuse": "不予"}
_DATES = ("created_at", "submitted_at", "accepted_at")
_LATER = ("decided_at", "concluded_at")
_BETWEEN = "；"


def sheet(cases: Iterable[Mapping[str, Any]]) -> str:
    """The page of a record as a file of its own, with its heading."""
    return BOM + lines([COLUMNS, *(map(guarded, _cells(case)) for case in cases)])


def _cells(case: Mapping[str, Any]) -> list[str]:
    known = ("case_no", "public_no", "item_code", "item_name", "department", "division_code", "channel", "status_name")
    return [
        *(case[name] or "" for name in known),
        *(_on(case[name]) for name in _DATES),
        _promised(case),
        *(_on(case[name]) for name in _LATER),
        _RESULTS.get(case["result"], ""),
        _BETWEEN.join(f"{one['title']} {one['document_no']}" for one in case["documents"]),
        _BETWEEN.join(f"{one['name']}（{one['sha256']}）" for one in case["materials"]),
        _BETWEEN.join(f"{_on(one['at'])} {one['wording']}" for one in case["entries"]),
    ]


def _promised(case: Mapping[str, Any]) -> str:
    return f"{case['due_on'] or ''}{'（暂定）' if 'due_on' in case['provisional'] else ''}"


def _on(instant: str | None) -> str:
    return civil_date(from_rfc3339(instant)).isoformat() if instant else ""
