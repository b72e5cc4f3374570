"""养犬登记, an item that the story writes itself: how a department first drafts it, and how it should be.

Basis: 动物防疫法 Art. 30 (whoever keeps a dog registers it, by its certificate of immunisation). The rest is made up.
"""

from __future__ import annotations

from typing import Any

CODE = "11530100MBFAKE09853000709099000"
DIVISION = "530102000000"
QUESTIONS = [{"name": "by_agent", "title": "是否由他人代办?", "type": "boolean", "options": []}]
ANSWERS = {"by_agent": False}
FORM = {"dog_name": "来福", "breed": "中华田园犬", "phone": "13800000000"}
_PAPERS = ["application/pdf", "image/jpeg", "image/png"]
_AGENT = {
    "title": "代办",
    "hit_policy": "UNIQUE",
    "inputs": [{"name": "by_agent", "type": "boolean"}],
    "rows": [
        {"id": "agent", "when": {"by_agent": {"is": True}}, "then": {"materials": {"M04": "required"}}},
        {"id": "in_person", "when": {"by_agent": {"is": False}}, "then": {"materials": {"M04": "omitted"}}},
    ],
}
_FIELDS = {
    "dog_name": {"type": "string", "title": "犬名", "minLength": 1, "maxLength": 20},
    "breed": {"type": "string", "title": "品种", "minLength": 1, "maxLength": 30},
    "phone": {"type": "string", "title": "联系电话", "pattern": "^1[3-9][0-9]{9}$"},
}
_FORM_SCHEMA = {"type": "object", "title": "养犬登记申请表", "required": sorted(_FIELDS), "properties": _FIELDS}


def as_first_drafted() -> dict[str, Any]:
    """The content with a catch-all for a third material: nobody could tell what to bring."""
    return {**as_it_should_be(), "materials": _materials("其他相关材料")}


def as_it_should_be() -> dict[str, Any]:
    """The content with every material named."""
    return {
        "item_code": CODE,
        "code_origin": "synthetic",
        "name": "养犬登记",
        "aliases": ["办狗证", "犬只登记"],
        "item_type": "confirmation",
        "legal_regime": "confirmation",
        "department": "09",
        "department_name": "公安局",
        "level": "city",
        "divisions": ["530100000000"],
        "applicant_types": ["natural_person"],
        "basis": [{"code": "B01", "title": "《中华人民共和国动物防疫法》", "article": "第三十条"}],
        "conditions": [{"text": "犬只已接种狂犬病疫苗", "basis": "B01"}],
        "committed_limit": {"value": 5, "unit": "WD"},
        "materials": _materials("犬只正面照片"),
        "fee": {"charged": False},
        "handling_modes": ["online", "mobile"],
        "channels": ["miniprogram", "window"],
        "online_depth": 3,
        "visits": {"most": 0},
        "results": [{"kind": "registration", "name": "养犬登记证"}],
        "guide": {"questions": QUESTIONS, "tables": [_AGENT]},
        "form_schema": _FORM_SCHEMA,
        "provenance": [{"of": "", "origin": "sample", "source": "composed for the story"}],
    }


def _materials(third: str) -> list[dict[str, Any]]:
    return [
        {**_material("M01", "居民身份证"), "certificate": "居民身份证", "origin": {"kind": "authority"}},
        _material("M02", "犬只免疫证明"),
        {**_material("M03", third), "may_follow": True},
        {**_material("M04", "委托书"), "required": False},
    ]


def _material(code: str, name: str) -> dict[str, Any]:
    return {"code": code, "name": name, "required": True, "accept": _PAPERS, "basis": "B01"}
