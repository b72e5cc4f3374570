"""Whatever stands in a row, a table, a form or a guide's answers is told, never thrown."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.catalogue.checks.structure import audit_faults, content_faults
from chalicelib.catalogue.guides.guide import guide_for
from chalicelib.catalogue.imports.quarantine import quarantine
from chalicelib.catalogue.imports.rows import content_of
from chalicelib.catalogue.messages import FAULTS
from chalicelib.shared.errors import Fault, Invalid, RuleViolation
from chalicelib.shared.messages import FAULTS as SHARED_FAULTS
from tests.catalogue.conftest import City
from tests.catalogue.samples import content, item, row
from tests.configuration.people import EDITOR

SCALARS = (
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
)
ANYTHING = st.recursive(
    SCALARS | st.text(max_size=8) | st.sampled_from(["D", "WD", "required", "#/x", "employment", "法人"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
ROW_FIELDS = [*row(), "code12", "level", "parent12"]
TABLE = content()["guide"]["tables"][0]


def replaced(found: Any, path: tuple[Any, ...], value: Any) -> Any:
    """A copy of a JSON value with one place replaced."""
    if not path:
        return value
    copy = found.copy()
    copy[path[0]] = replaced(found[path[0]], path[1:], value)
    return copy


def places(found: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place within a JSON value."""
    keys = found.keys() if isinstance(found, dict) else range(len(found)) if isinstance(found, list) else ()
    return [path, *(place for key in keys for place in places(found[key], (*path, key)))]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(ANYTHING | st.dictionaries(st.sampled_from(ROW_FIELDS), ANYTHING, max_size=9), min_size=1, max_size=5))
def test_rows_of_anything(city: City, rows: list[Any]) -> None:
    for act in (city.imports.items, city.imports.divisions):
        report = act("x", rows, EDITOR, None)
        assert report["accepted"] + report["unchanged"] + len({one["row"] for one in report["quarantined"]}) == len(
            rows
        )


@settings(deadline=None)
@given(st.sampled_from(sorted(row())), ANYTHING)
def test_a_row_with_one_field_of_anything(field: str, value: Any) -> None:
    changed = row(**{field: value})
    assert quarantine(changed) or content_of(changed)


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(places(TABLE)), ANYTHING)
def test_a_table_with_anything_anywhere(place: tuple[Any, ...], value: Any) -> None:
    changed = content()
    changed["guide"]["tables"][0] = replaced(TABLE, place, value)
    assert not isinstance(changed["guide"]["tables"][0], dict) or judged(changed)


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(places(content("old_age_allowance")["instant_approval"])), ANYTHING)
def test_a_rule_table_with_anything_anywhere(place: tuple[Any, ...], value: Any) -> None:
    allowance = content("old_age_allowance")
    table = replaced(allowance["instant_approval"], place, value)
    assert not isinstance(table, dict) or judged({**allowance, "instant_approval": table})


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(places(content()["form_schema"])), ANYTHING)
def test_a_form_with_anything_anywhere(place: tuple[Any, ...], value: Any) -> None:
    form = replaced(content()["form_schema"], place, value)
    assert not isinstance(form, dict) or judged(content(form_schema=form))


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["first_time", "resided_half_year", "ground", "by_agent", "~/"]), ANYTHING))
def test_answers_of_anything(answers: dict[str, Any]) -> None:
    told: tuple[Fault, ...] = ()
    try:
        guide_for(item(), answers)
    except (Invalid, RuleViolation) as refused:
        told = refused.faults
    assert all(fault.code in FAULTS or fault.code in SHARED_FAULTS for fault in told)


@pytest.mark.parametrize("reference", ["#/nope", "#nope", "#"])
def test_a_form_that_refers_to_nowhere_or_to_itself(reference: str) -> None:
    assert judged(content(form_schema={"type": "object", "$ref": reference}))


def judged(changed: dict[str, Any]) -> bool:
    """Whether it was judged: faults with wording, or an audit that comes to an end."""
    faults = content_faults(changed) or audit_faults(changed)
    return all(fault.code in FAULTS or fault.code in SHARED_FAULTS for fault in faults)
