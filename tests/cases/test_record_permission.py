"""Whose record somebody may take along."""

from __future__ import annotations

import pytest

from chalicelib.cases.status.finding import Wanted
from chalicelib.cases.status.record import record
from chalicelib.shared.errors import NotFound
from tests.cases import scenes
from tests.cases.fakes import memory_parts

ORGANISATION = "org-1"


def test_it_is_one_s_own_and_nobody_else_s() -> None:
    parts = memory_parts()
    case_id = scenes.submitted(parts)
    scenes.submitted(parts, scenes.applicant("person-li"))
    (case,) = record(parts, scenes.applicant(), None, 20, None, Wanted())["cases"]
    assert case["case_id"] == case_id
    assert record(parts, scenes.applicant("person-wang"), None, 20, None, Wanted())["cases"] == []


def test_an_organisation_s_is_for_who_may_see_all_its_cases() -> None:
    parts = memory_parts()
    with pytest.raises(NotFound, match="organisation_not_found"):
        record(parts, scenes.applicant(), ORGANISATION, 20, None, Wanted())
    parts.representation.give("person-zhang", ORGANISATION, "agent")  # type: ignore[attr-defined]
    assert record(parts, scenes.applicant(), ORGANISATION, 20, None, Wanted())["cases"] == []


def test_another_person_s_is_never_had_by_naming_them() -> None:
    parts = memory_parts()
    scenes.submitted(parts)
    with pytest.raises(NotFound, match="organisation_not_found"):
        record(parts, scenes.applicant("person-li"), "person-zhang", 20, None, Wanted())


def test_the_desk_has_no_such_record() -> None:
    parts = memory_parts()
    with pytest.raises(NotFound, match="case_not_found"):
        record(parts, scenes.clerk(), None, 20, None, Wanted())
