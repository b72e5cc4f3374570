"""A draft that says little is kept with every element in it: what the schema defaults to, without the schema."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.catalogue.elements.completing import completed
from chalicelib.catalogue.elements.content import Content, PublicElements
from chalicelib.catalogue.shapes import PUBLIC

LEAST: dict[str, Any] = {
    "item_code": "X1",
    "name": "居住证申领",
    "item_type": "confirmation",
    "legal_regime": "confirmation",
    "department": "09",
    "department_name": "公安局",
}
SPARSE: dict[str, Any] = {
    **LEAST,
    "basis": [{"code": "B01", "title": "《居住证暂行条例》"}],
    "conditions": [{"text": "居住半年以上"}],
    "statutory_limit": {"value": 15, "unit": "D"},
    "committed_limit": {"value": 7, "unit": "WD"},
    "special_procedures": [{"kind": "hearing", "name": "听证"}],
    "fee": {"charged": True, "rates": [{"name": "换领", "yuan": "20"}]},
    "places": [{"name": "政务大厅", "address": "东风路1号", "division_code": "530102000000"}],
    "results": [{"kind": "certificate", "name": "居住证"}],
    "remedies": {"court": "五华区人民法院"},
    "visits": {"most": 1},
    "examination": [{"point": "地址与证明一致"}],
    "reform": {"kind": "cancelled", "document": "国发〔2025〕1号", "effective_on": "2025-01-01"},
    "materials": [
        {"code": "M01", "name": "身份证", "required": True, "accept": ["image/png"], "origin": {"kind": "authority"}},
        {"code": "M02", "name": "照片", "required": True, "accept": ["image/png"]},
    ],
}


@pytest.mark.parametrize("content", [LEAST, SPARSE])
def test_what_is_left_out_has_the_default_of_the_schema(content: dict[str, Any]) -> None:
    assert completed(content) == Content(**content).model_dump()


def test_what_is_complete_stays_as_it_is() -> None:
    whole = completed(SPARSE)
    assert completed(whole) == whole


def test_the_public_sees_the_public_elements_and_nothing_else() -> None:
    assert set(PUBLIC) == set(PublicElements.model_fields) - {"item_code"}
