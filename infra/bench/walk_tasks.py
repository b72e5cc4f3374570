"""A round through a process of two steps: handed on, talked over, sent back; and what the desk sees of its work."""

from __future__ import annotations

import copy
from typing import Any

from infra.bench.city import DIVISION, City, complete_item

_OFFICE = {"department": "09", "division": DIVISION}
_OUTCOMES = ["approve", "reject"]
_LIMIT = {"value": 5, "unit": "WD"}


def publish_with_review(city: City, number: int) -> str:
    """The code of a residence permit that is reviewed after its examination, new in this round."""
    draft = copy.deepcopy(complete_item("residence_permit"))
    code = f"{draft['content']['item_code'][:-3]}8{number:02d}"
    draft["content"] |= {"item_code": code, "basic_code": code[-12:], "process": _reviewed()}
    city.publish(draft)
    return code


def worked_on(city: City, case: dict[str, Any], colleague: str) -> None:
    """A case of that item, as far as the second round of its examination; `colleague` is another examiner."""
    case_id, chief, examiner = case["case_id"], city.staff["300001"], city.staff["200001"]
    examine, review = f"/v1/desk/tasks/{case_id}-examine-1", f"/v1/desk/tasks/{case_id}-review-1"
    city.staff["100001"].post(f"/v1/cases/{case_id}/acceptance")
    examiner.post(f"{examine}/claim")
    examiner.get(examine)
    said = {"to": "300001", "question": "租赁合同的备案编号是否属实?"}
    asked = examiner.post(f"{examine}/consultations", said)
    chief.get("/v1/desk/consultations")
    chief.post(f"/v1/desk/consultations/{asked['consultation_id']}/answer", {"answer": "属实。"})
    examiner.post(f"{examine}/transfer", {"to": colleague, "reason": "分工调整"})
    chief.post(f"{examine}/transfer", {"to": "200001", "reason": "恢复原分工"})
    examiner.post(f"{examine}/completion", {"outcome": "approve", "opinion": "材料齐全"})
    examiner.post(f"{review}/claim")
    examiner.post(f"{review}/return", {"to_step": "examine", "reason": "请核实租赁期限"})
    examiner.get("/v1/desk/tasks", **_OFFICE, mine="true")
    examiner.get("/v1/desk/task-counts", **_OFFICE)


def _reviewed() -> dict[str, Any]:
    step = {"kind": "step", "role": "examiner", "outcomes": _OUTCOMES, "limit": _LIMIT}
    return {
        "nodes": {
            "start": {"kind": "start"},
            "examine": {**step, "name": "审查"},
            "review": {**step, "name": "复核"},
            "end": {"kind": "end"},
        },
        "flows": [
            {"from": "start", "to": "examine"},
            {"from": "examine", "to": "review", "on": ["approve"]},
            {"from": "examine", "to": "end", "on": ["reject"]},
            {"from": "review", "to": "end"},
        ],
    }
