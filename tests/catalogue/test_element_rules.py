"""The element check of one item by itself: each rule finds what it is for, and where."""

from __future__ import annotations

import time
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from chalicelib.catalogue.checks.findings import findings
from chalicelib.catalogue.checks.wording import FAULTS
from chalicelib.catalogue.elements.completing import completed
from chalicelib.catalogue.imports.rows import content_of
from chalicelib.configuration.catalogue_lists import VAGUE_WORDING as PHRASES
from tests.catalogue.samples import content, row, statutory_rows

NOTICE = {"code": "B90", "title": "《关于规范申请工作的通知》", "article": None}
LICENCE = {"item_type": "administrative_licence", "legal_regime": "licensing_law"}
HEARING = {"kind": "hearing", "name": "听证", "value": None, "unit": "WD", "basis": None}


def limit(value: int | None, unit: str, **more: Any) -> dict[str, Any]:
    return {"value": value, "unit": unit, "stages": [], "extension": None, "notes": None, "source": None, **more}


def stages(*parts: tuple[int, str]) -> list[dict[str, Any]]:
    return [{"value": value, "unit": unit, "name": None} for value, unit in parts]


def changed(**parts: Any) -> dict[str, Any]:
    return completed({**content(), **parts})


def within(path: str, value: Any) -> dict[str, Any]:
    whole = deepcopy(completed(content()))
    *way, last = [int(part) if part.isdigit() else part for part in path.split("/")]
    part: Any = whole
    for step in way:
        part = part[step]
    part[last] = value
    return whole


def licence(**parts: Any) -> dict[str, Any]:
    return changed(**{**LICENCE, "statutory_limit": limit(20, "WD"), **parts})


def asked_of_some(state: str) -> dict[str, Any]:
    """A material without a basis that nobody has to bring, but for what a certain answer makes of it."""
    item = completed(content())
    slot = {**item["materials"][0], "required": False, "basis": None}
    table = item["guide"]["tables"][0]
    row = {**table["rows"][0], "then": {"materials": {slot["code"]: state}}}
    guide = {**item["guide"], "tables": [{**table, "rows": [row, *table["rows"][1:]]}]}
    return {**item, "materials": [slot, *item["materials"][1:]], "guide": guide}


def found(item: dict[str, Any]) -> dict[str, str]:
    return {fault.pointer.removeprefix("/content/"): fault.code for fault in findings(item, PHRASES).faults}


WRONG: list[tuple[dict[str, Any], str, str]] = [
    (changed(basis=[], conditions=[], materials=[], guide={"questions": [], "tables": []}), "basis", "basis_missing"),
    (changed(applicant_types=[]), "applicant_types", "applicant_types_missing"),
    (changed(divisions=[]), "divisions", "divisions_missing"),
    (within("basis/0/title", "同上"), "basis/0/title", "basis_vague"),
    (within("conditions/0/basis", None), "conditions/0/basis", "condition_without_basis"),
    (within("conditions/0/basis", "B99"), "conditions/0/basis", "basis_unknown"),
    (within("conditions/0/text", "法律、法规规定的其他条件"), "conditions/0/text", "wording_vague"),
    (within("materials/0/basis", None), "materials/0/basis", "material_without_basis"),
    (within("materials/0/basis", "B99"), "materials/0/basis", "basis_unknown"),
    (within("materials/0/name", "其他材料"), "materials/0/name", "wording_vague"),
    (
        changed(basis=[*content()["basis"], content()["basis"][0]]),
        f"basis/{len(content()['basis'])}/code",
        "name_repeated",
    ),
    (changed(divisions=["530100000000", "530100000000"]), "divisions/1", "name_repeated"),
    (changed(online_depth=3, channels=["window"]), "online_depth", "online_depth_without_channel"),
    (
        changed(fee={"charged": False, "rates": [{"name": "工本费", "yuan": "1"}], "basis": "B01"}),
        "fee/charged",
        "fee_contradicts_rates",
    ),
    (changed(fee={"charged": True, "rates": [{"name": "工本费", "yuan": "1"}]}), "fee/basis", "fee_without_basis"),
    (
        changed(handling_type="IMMEDIATE", committed_limit=None, statutory_limit=limit(15, "D")),
        "handling_type",
        "immediate_with_a_limit",
    ),
    (changed(statutory_limit=limit(None, "D"), committed_limit=None), "statutory_limit/value", "limit_value_and_unit"),
    (changed(committed_limit=limit(None, "NONE")), "committed_limit", "committed_limit_says_nothing"),
    (
        changed(statutory_limit=limit(15, "WD", rolls=False), committed_limit=None),
        "statutory_limit/rolls",
        "limit_never_rolls",
    ),
    (
        changed(statutory_limit=limit(56, "D", rolls=False), committed_limit=limit(56, "D")),
        "committed_limit",
        "committed_after_statutory",
    ),
    (
        changed(statutory_limit=limit(15, "D"), committed_limit=limit(11, "WD")),
        "committed_limit",
        "committed_after_statutory",
    ),
    (
        changed(statutory_limit=limit(25, "WD", stages=stages((15, "WD"), (11, "WD"))), committed_limit=None),
        "statutory_limit/stages",
        "stages_exceed_limit",
    ),
    (
        changed(statutory_limit=limit(30, "D", extension={"value": 20, "mode": "D_MAX"}), committed_limit=None),
        "statutory_limit/extension/value",
        "extension_below_limit",
    ),
    (
        changed(statutory_limit=limit(3, "M", extension={"value": 60, "mode": "D_MAX"}), committed_limit=None),
        "statutory_limit/extension/value",
        "extension_below_limit",
    ),
    (asked_of_some("required"), "materials/0/basis", "material_without_basis"),
    (
        licence(special_procedures=[{**HEARING, "kind": "public_notice"}], committed_limit=None),
        "special_procedures/0/kind",
        "procedure_not_of_regime",
    ),
    (changed(special_procedures=[HEARING]), "special_procedures/0/basis", "procedure_without_basis"),
    (licence(basis=[{**NOTICE, "code": "B01"}]), "basis", "licence_without_law"),
    (
        licence(basis=[*content()["basis"], NOTICE], conditions=[{"text": "年满十八周岁", "basis": "B90"}]),
        "conditions/0/basis",
        "condition_set_by_notice",
    ),
    (changed(item_code="1153010MBFAKE098533000709001000A"[:31]), "item_code", "credit_code_wrong"),
    (changed(level="county"), "level", "level_differs"),
    (changed(basic_code="000709001001"), "basic_code", "basic_code_differs"),
    (changed(name="居住证\u202e申领"), "name", "characters_hidden"),
    (changed(name="居住证\x00申领"), "name", "characters_hidden"),
    (changed(name="居住证\u200b申领"), "name", "characters_hidden"),
    (changed(name="居住证\ud800申领"), "name", "characters_hidden"),
    (changed(name="居住证\n申领"), "name", "line_break_in_name"),
    (within("form_schema/title", "表\u2066"), "form_schema/title", "characters_hidden"),
    (changed(examination=[{"material": "M99", "point": "x"}]), "examination/0/material", "material_unknown"),
    (
        changed(reform={"kind": "delegated", "document": "x", "effective_on": "2026-02-30"}),
        "reform/effective_on",
        "date_wrong",
    ),
    (
        changed(reform={"kind": "merged", "document": "x", "effective_on": "2026-01-01"}),
        "reform/successor",
        "successor_missing",
    ),
    (
        changed(
            reform={
                "kind": "merged",
                "document": "x",
                "effective_on": "2026-01-01",
                "successor": content()["item_code"],
            }
        ),
        "reform/successor",
        "successor_is_itself",
    ),
]


@pytest.mark.parametrize(("item", "pointer", "code"), WRONG, ids=[f"{code}@{at}" for _, at, code in WRONG])
def test_what_is_wrong_is_found_where_it_is(item: dict[str, Any], pointer: str, code: str) -> None:
    assert found(item).get(pointer) == code


def test_a_complete_item_has_no_findings() -> None:
    assert found(completed(content())) == {}


@pytest.mark.parametrize(
    "item",
    [
        changed(statutory_limit=limit(None, "NONE"), committed_limit=None),
        changed(statutory_limit=limit(None, "NONE"), committed_limit=limit(5, "WD")),
        changed(statutory_limit=limit(15, "D"), committed_limit=limit(5, "WD")),
        changed(handling_type="IMMEDIATE", statutory_limit=limit(15, "D"), committed_limit=limit(0, "NOW")),
        licence(special_procedures=[HEARING], committed_limit=limit(20, "WD")),
        licence(basis=[*content()["basis"], NOTICE], committed_limit=None),
        changed(name="其他组织居住证申领"),
        asked_of_some("optional"),
        changed(handling_type="IMMEDIATE", statutory_limit=limit(8, "H"), committed_limit=limit(0, "NOW")),
        changed(statutory_limit=limit(20, "WD", extension={"value": 40, "mode": "D_MAX"}), committed_limit=None),
    ],
)
def test_what_is_right_stays_unfound(item: dict[str, Any]) -> None:
    assert found(item) == {}


def test_items_as_statutes_have_them_pass() -> None:
    said = {source["id"]: found(content_of(source)) for source in statutory_rows()}
    assert {source: faults for source, faults in said.items() if faults} == {}


def test_a_statutes_row_that_only_says_ditto_does_not() -> None:
    assert found(content_of(row("S078", legal_basis="同上"))) == {"basis/0/title": "basis_vague"}


def test_an_item_that_ends_need_not_be_a_good_one() -> None:
    reform = {"kind": "cancelled", "document": "昆政发〔2026〕1号", "effective_on": "2026-01-01"}
    assert found(changed(basis=[], reform=reform)) == {}


def test_every_finding_is_worded_with_its_figures() -> None:
    for item, _, _ in WRONG:
        said = findings(item, PHRASES)
        for fault in (*said.faults, *said.advice):
            if fault.code in FAULTS:
                assert FAULTS[fault.code].format_map(fault.params)


def _huge(item: dict[str, Any]) -> dict[str, Any]:
    conditions = [{"text": f"第{number}条" + "等" * 500, "basis": "B01"} for number in range(50)]
    materials = [{**item["materials"][0], "code": f"M{n:03d}", "name": "等材料采购" * 30 + str(n)} for n in range(100)]
    return {**item, "conditions": conditions, "materials": materials, "guide": {"questions": [], "tables": []}}


@pytest.mark.parametrize("make", [lambda item: item, _huge], ids=["usual", "huge"])
def test_the_check_takes_no_time(make: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    item = make(changed(statutory_limit=limit(29, "D"), committed_limit=limit(7, "WD")))
    findings(item, PHRASES)
    began = time.process_time()
    findings(item, PHRASES)
    assert time.process_time() - began < 0.05


@pytest.mark.parametrize("length", range(81))
def test_codes_of_every_length(length: int) -> None:
    code = ("11530100MBFAKE09853000709001000" * 3)[:length]
    assert "item_code" not in found(changed(item_code=code, basic_code=None)), "its parts are right, or it has none"
