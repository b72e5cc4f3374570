"""The cases of which there are to be many, each made by the application's own routes in a June that has a calendar.

A licence's promised ten working days, or five; what is handed in on 1 June 2026 has to be answered by 8 June.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from infra.bench.city import DIVISION, City
from infra.bench.enforcement.copies import Original
from infra.bench.law_time import law_time
from infra.bench.people import Person
from infra.bench.walk_acts import JUNE
from infra.replay.items import DEPARTMENT

_WHO = "赵六"
_LONGER = {"reason": "需要实地核查。", "value": 5}


class Originals(NamedTuple):
    """`open` is accepted and has time; `promised` was promised within five days, `extended` is that one later on."""

    submitted: Original
    open: Original
    promised: Original
    extended: Original


def made(city: City) -> Originals:
    """Publish two licences, and apply for both."""
    usual, quick = (_published(city, days) for days in (10, 5))
    clerk, who = city.staff["100001"], city.citizen(_WHO)
    with law_time(JUNE):
        submitted, accepted, promised = (_handed_in(who, code) for code in (usual, usual, quick))
        for case_id in (accepted, promised):
            clerk.post(f"/v1/cases/{case_id}/acceptance")
        city.staff["200001"].post(f"/v1/desk/tasks/{promised}-examine-1/claim")
        before = Originals(*map(Original, (submitted, accepted, promised, promised)))
        _extended(city, promised)
    return before._replace(extended=Original(promised))


def _extended(city: City, case_id: str) -> None:
    city.staff["200001"].post(f"/v1/cases/{case_id}/extension", _LONGER)
    city.staff["300001"].post(f"/v1/cases/{case_id}/extension-approval", {"approved": True})


def _handed_in(who: Person, code: str) -> str:
    case = who.post("/v1/cases", {"item_code": code, "division_code": DIVISION, "answers": {}})
    who.post(f"/v1/cases/{case['case_id']}/submission")
    return str(case["case_id"])


def _published(city: City, promised: int) -> str:
    draft = _licence(f"11530100MBFAKE09853000109{promised:06d}", promised)
    city.publish({"content": draft})
    return str(draft["item_code"])


def _licence(code: str, promised: int) -> dict[str, Any]:
    """A licence without papers, of twenty working days by law."""
    step = {"kind": "step", "name": "审查", "role": "examiner", "outcomes": ["approve", "reject"]}
    flows = [{"from": "start", "to": "examine"}, {"from": "examine", "to": "end"}]
    return {
        "item_code": code,
        "code_origin": "synthetic",
        "basic_code": code[-12:],
        "name": f"测量事项(承诺{promised}个工作日)",
        "item_type": "administrative_licence",
        "legal_regime": "licensing_law",
        "department": DEPARTMENT,
        "department_name": "示例部门",
        "divisions": [DIVISION],
        "applicant_types": ["natural_person"],
        "basis": [{"code": "B01", "title": "测量用的期限(示例)"}],
        "statutory_limit": {"value": 20, "unit": "WD", "extension": {"value": 10, "mode": "WD_ADD"}},
        "committed_limit": {"value": promised, "unit": "WD"},
        "channels": ["miniprogram", "h5"],
        "online_depth": 3,
        "form_schema": {"type": "object", "additionalProperties": False, "properties": {}},
        "process": {"nodes": {"start": {"kind": "start"}, "examine": step, "end": {"kind": "end"}}, "flows": flows},
        "provenance": [{"of": "", "origin": "sample", "source": "made for a measurement"}],
    }
