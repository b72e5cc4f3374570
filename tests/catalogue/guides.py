"""Guides told for tests: of the shipped items, and of one whose every text is hostile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import product
from typing import Any

from chalicelib.catalogue.guides.guide import guide_for, input_of
from chalicelib.catalogue.guides.holdings import Holding
from chalicelib.catalogue.guides.sheet import Asked, sheet
from chalicelib.catalogue.guides.steps import RemedyPeriods
from chalicelib.catalogue.rules import ServiceItem
from chalicelib.deadlines.service import Calendar
from tests.catalogue.samples import FIXTURES, content, item

COMPLETE = sorted(path.stem for path in (FIXTURES / "complete").glob("*.json"))
PERIODS = RemedyPeriods(60, 6)
TODAY = date(2026, 4, 30)
PERMIT = {"first_time": True, "resided_half_year": True, "ground": "study", "by_agent": False}
HOSTILE = "<script>alert(1)</script>&\"'{{ 7*7 }}{% if %}"


def told(
    of: ServiceItem,
    answers: dict[str, Any] | None = None,
    *,
    today: date = TODAY,
    where: str | None = None,
    held: Sequence[Holding] | None = None,
    calendar: Calendar | None = None,
) -> dict[str, Any]:
    guide = guide_for(of, first_answers(of) if answers is None else answers)
    return sheet(of, guide, Asked(where, today, held, PERIODS, calendar))


def first_answers(of: ServiceItem) -> dict[str, Any]:
    """Some situation of the item that its tables cover."""
    return next(iter(situations(of)))


def situations(of: ServiceItem) -> list[dict[str, Any]]:
    """Every combination of the answers on offer, with one value for what may be answered freely."""
    questions = of.content["guide"]["questions"]
    free = {"number": [85], "boolean": [True, False], "date": ["2026-01-01"], "string": ["x"]}
    values = [input_of(question).values or free[question["type"]] for question in questions]
    named = [question["name"] for question in questions]
    return [dict(zip(named, chosen, strict=True)) for chosen in product(*values)]


def full_item(**changes: Any) -> ServiceItem:
    """An item that has something of everything, so that nothing of a guide stays unseen."""
    base = content()
    material = {
        **base["materials"][0],
        "form": "paper",
        "originals": 1,
        "copies": 2,
        "signed": "signature_and_seal",
        "certificate": "居民身份证",
        "may_follow": True,
        "may_declare": True,
        "origin": {"kind": "authority", "issuer": "市公安局", "item_code": None},
        "blank_form": {"sha256": "a" * 64, "title": "申请表"},
        "sample": {"sha256": "b" * 64, "title": "申请表范本"},
        "filling_notes": "用黑色签字笔填写",
        "note": "正反面",
    }
    limit = base["statutory_limit"]
    parts = {
        "materials": [material, *base["materials"][1:]],
        "statutory_limit": {
            **limit,
            "value": 20,
            "unit": "WD",
            "stages": [],
            "extension": {"value": 10, "mode": "WD_ADD"},
        },
        "committed_limit": {**limit, "value": 5, "unit": "WD", "stages": [], "extension": None},
        "special_procedures": [{"kind": "expert_review", "name": "专家评审", "value": 30, "unit": "WD", "basis": None}],
        "places": [
            place("市民中心", "530100000000"),
            place("五华区政务服务中心", "530102000000"),
            place("盘龙区政务服务中心", "530103000000"),
        ],
        "appointment": "required",
        "visits": {"most": 1, "materials_by_mail": True, "result_by_mail": True},
        "results": [{"kind": "certificate", "name": "居住证", "certificate": "居住证", "validity": "一年"}],
        "commitment": {"conditions": "承诺居住满半年", "consequences": "撤销决定"},
        "remedies": {"review_body": "市人民政府", "court": "五华区人民法院"},
        "consultation_line": "0871-12345",
        "complaint_line": "12345",
        "prerequisites": [{"item_code": "S1", "name": "居住登记"}],
        "fee": {"charged": True, "note": "按证收取", "basis": base["basis"][0]["code"], "rates": [RATE]},
    }
    return item("residence_permit", 3, **{**parts, **changes})


RATE = {"name": "工本费", "yuan": "20.00", "unit": "证"}


def place(name: str, division: str) -> dict[str, Any]:
    windows = {"phone": "0871-1", "hours": "9:00-17:00", "windows": "3 号窗口"}
    return {"name": name, "address": f"{name}大楼", "division_code": division, **windows}


def hostile(value: Any) -> Any:
    """The same document with markup in every text that people write."""
    if isinstance(value, dict):
        return {name: one if name in _CODES else hostile(one) for name, one in value.items()}
    if isinstance(value, list):
        return [hostile(one) for one in value]
    return value + HOSTILE if isinstance(value, str) else value


_CODES = {
    "item_code", "code", "basis", "kind", "unit", "mode", "form", "signed", "certificate", "sha256", "division_code",
    "item_type", "legal_regime", "department", "applicant_types", "channels", "appointment", "role", "outcomes", "from",
    "to", "on", "guide", "form_schema", "handling_type", "accept", "yuan", "material", "path", "decided_by", "due_on",
    "made_on",
}  # fmt: skip
