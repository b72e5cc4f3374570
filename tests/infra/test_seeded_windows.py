"""The sample windows: what the API takes, the five of every hall among them, and the sample clerk at each."""

from __future__ import annotations

from chalicelib.shared.validation import read_body
from chalicelib.windows.rules import MANDATORY
from infra.local.seed import departments, staff, windows


def test_every_hall_has_the_five() -> None:
    assert {str(kind) for kind in MANDATORY} <= {window["kind"] for window in windows.sample_windows()}


def test_they_are_what_the_api_takes_and_name_what_there_is() -> None:
    known = {department["code"] for department in departments.sample_departments()}
    numbers = {member.staff_no for member in staff.STAFF}
    for window in windows.sample_windows():
        read_body("windows", "NewWindow", window)
        assert {*window["departments"]} - {"*"} <= known
        assert {*window["staff"]} <= numbers


def test_the_sample_clerk_accepts_everything_somewhere() -> None:
    (clerk,) = (member.staff_no for member in staff.STAFF if "clerk" in member.roles)
    assert any(
        clerk in one["staff"] and "*" in one["departments"] and "accept" in one["powers"]
        for one in windows.sample_windows()
    )


def test_who_signs_has_a_letter_that_the_api_takes() -> None:
    read_body("staff", "NewSigningAuthority", staff.LETTER)
