from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.catalogue.elements.codes import NO_DIVISION, credit_code_of, parent_of
from chalicelib.catalogue.elements.item_types import ITEM_TYPES
from chalicelib.catalogue.elements.regimes import LICENSING_LAW, REGIMES
from chalicelib.catalogue.imports.quarantine import quarantine
from chalicelib.shared.credit_code import is_credit_code
from chalicelib.shared.divisions import contains
from chalicelib.shared.validation import read_body
from tests.catalogue.samples import row

VALID = ["11440300MB2C927392", "11110000000021135M", "91350100M000100Y43", "11440300MB2D000020", "12441500196720244T"]


@pytest.mark.parametrize("code", VALID)
def test_credit_codes_that_check(code: str) -> None:
    assert is_credit_code(code)


@pytest.mark.parametrize(
    "code", ["91310000607378229W", "11440300MB2C927398", "11440300MB2C92739", "11440300MB2C92739I", "", "１" * 18]
)
def test_credit_codes_that_do_not(code: str) -> None:
    assert not is_credit_code(code)


@given(st.sampled_from(VALID), st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_wrong_character_is_noticed(code: str, place: int, character: str) -> None:
    altered = code[:place] + character + code[place + 1 :]
    assert is_credit_code(altered) is (altered == code)


def test_the_credit_code_inside_an_item_code_of_full_length() -> None:
    assert credit_code_of("11440300MB2C9273923440199806003") == "11440300MB2C927392"
    assert credit_code_of("11370800MB28559184300011711200001") == "11370800MB28559184"
    assert credit_code_of("512C0053300008-511602000000-000-115113010833722043-1-00") is None


@pytest.mark.parametrize(
    ("code", "parent"),
    [
        ("530102001001", "530102001000"),
        ("530102001000", "530102000000"),
        ("530102000000", "530100000000"),
        ("530100000000", "530000000000"),
        ("530000000000", NO_DIVISION),
        ("441900003000", "441900000000"),
    ],
)
def test_the_division_above(code: str, parent: str) -> None:
    assert parent_of(code) == parent
    assert parent == NO_DIVISION or contains(parent, code)


def test_a_division_contains_itself_and_what_lies_in_it() -> None:
    assert contains("530100000000", "530102001001")
    assert contains("530102001001", "530102001001")
    assert not contains("530102000000", "530103001000")
    assert not contains("530102001000", "530102000000")


def test_only_the_licensing_law_brings_clocks_of_its_own() -> None:
    assert {clock.name for clock in LICENSING_LAW.clocks} >= {"correction_notice", "decision", "service_of_result"}
    assert all(not regime.clocks for regime in REGIMES.values() if regime is not LICENSING_LAW)
    assert {item_type.name for item_type in ITEM_TYPES if item_type.regime is LICENSING_LAW} == {
        "administrative_licence"
    }
    assert {item_type.regime.name for item_type in ITEM_TYPES} == REGIMES.keys()


@pytest.mark.parametrize("department", ["09", "11440300MB2C927392", "gaj01"])
def test_staff_can_work_for_every_department_that_an_item_can_have(department: str) -> None:
    assert quarantine(row(department_code=department)) == []
    member = {"staff_no": "W0002", "name": "孙二", "password": "long enough for it", "roles": ["examiner"]}
    sent = read_body("staff", "NewStaffMember", {**member, "departments": [department]})
    assert sent.departments == [department]
