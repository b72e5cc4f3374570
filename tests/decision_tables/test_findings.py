"""What an editor reads of an audit."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from chalicelib.decision_tables.findings import table_findings
from chalicelib.decision_tables.messages import FAULTS

from .tables import AGES

QUESTIONS: list[dict[str, Any]] = [
    {"name": "age", "title": "您的年龄", "options": []},
    {"name": "resident", "title": "是否本市户籍", "options": []},
]


def told(document: dict[str, Any], questions: Any = QUESTIONS) -> list[str]:
    return [FAULTS[fault.code].format(**fault.params) for fault in table_findings(document, "/t", questions)]


def test_a_sound_table_has_no_findings() -> None:
    assert table_findings(AGES, "/t") == []


def test_a_gap_is_told_by_the_questions_titles() -> None:
    (gap,) = told({**AGES, "rows": AGES["rows"][:2]})
    assert "您的年龄：80；是否本市户籍：否" in gap
    (unnamed,) = told({**AGES, "rows": AGES["rows"][:2]}, [])
    assert "age：80；resident：否" in unnamed


def test_an_option_is_told_by_its_title() -> None:
    rows = [{"id": "a", "when": {"ground": {"is": "work"}}, "then": {}}]
    column = {"name": "ground", "type": "string", "values": ["work", "study"]}
    question = {"name": "ground", "title": "申领理由", "options": [{"value": "study", "title": "就读"}]}
    (gap,) = told({"hit_policy": "UNIQUE", "inputs": [column], "rows": rows}, [question])
    assert "申领理由：就读" in gap


def test_rows_are_told_by_number_and_id() -> None:
    table = deepcopy(AGES)
    table["rows"].append({"id": "again", "when": {"age": {"lt": 80, "gt": 90}}, "then": {}})
    table["rows"][0]["when"] = {"age": {"le": 80}}
    findings = table_findings(table, "/t", QUESTIONS)
    assert [(fault.pointer, fault.code) for fault in findings] == [
        ("/t", "table_overlap"),
        ("/t", "table_overlap"),
        ("/t/rows/3", "table_row_unreachable"),
    ]
    assert "第 1 行（young）、第 2 行（old）" in " ".join(told(table))
    assert "第 4 行（again）" in told(table)[-1]


def test_an_order_may_be_told_by_a_value_that_is_not_on_offer() -> None:
    column = {"name": "rooms", "type": "number", "values": [1, 2, 4]}
    rows = [
        {"id": "few", "when": {"rooms": {"lt": 3}}, "then": {}},
        {"id": "many", "when": {"rooms": {"ge": 3}}, "then": {}},
    ]
    assert table_findings({"hit_policy": "UNIQUE", "inputs": [column], "rows": rows}, "/t") == []


def test_a_value_that_is_not_on_offer_is_told() -> None:
    rows = [
        {"id": "a", "when": {"ground": {"in": ["work", "stduy"]}}, "then": {}},
        {"id": "b", "when": {"ground": {"not": "work"}}, "then": {}},
    ]
    column = {"name": "ground", "type": "string", "values": ["work", "study"]}
    table = {"hit_policy": "UNIQUE", "inputs": [column], "rows": rows}
    (slip,) = table_findings(table, "/t")
    assert (slip.pointer, slip.code) == ("/t/rows/0/when/ground/in", "cell_value_not_offered")
    assert "stduy" in told(table)[0]


def test_many_overlapping_rows_are_counted() -> None:
    rows = [{"id": f"r{at}", "then": {}} for at in range(30)]
    (overlap,) = told({"hit_policy": "UNIQUE", "inputs": AGES["inputs"], "rows": rows})
    assert "等共 30 行" in overlap
    assert "任何情形" in overlap


def test_a_table_that_is_too_large_is_a_finding_like_others() -> None:
    inputs = [{"name": f"n{at}", "type": "number"} for at in range(20)]
    cells = [{f"n{at}": {"ge": (row * 7919 + at * 104729) % 10_007} for at in range(20)} for row in range(200)]
    rows = [{"id": f"r{at}", "when": when, "then": {}} for at, when in enumerate([*cells, {}])]
    (finding,) = table_findings({"hit_policy": "FIRST", "inputs": inputs, "rows": rows}, "/t")
    assert (finding.pointer, finding.code) == ("/t", "table_too_complex")
