"""延期 is asked for by an examiner, and approved by a chief representative who did not ask and may sign it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chalicelib.cases.desk import extension, extension_approval
from chalicelib.cases.desk.extension_approval import Answered
from chalicelib.cases.rules import Case
from chalicelib.cases.work import tasks
from chalicelib.shared.access import Caller, Role
from chalicelib.shared.errors import Forbidden, RuleViolation
from tests.cases import licences, scenes
from tests.cases.everybody import entering, let_in, standing_in
from tests.cases.fakes import FakeSigning, memory_parts


def test_examiners_ask_and_chief_representatives_approve_in_the_cases_office() -> None:
    parts = memory_parts(licences.an_item())
    case_id = licences.wanting_time(parts)
    assert let_in("extension", parts, case_id) == {"examiner"}
    assert let_in("extension-approval", parts, case_id) == {"chief_representative"}


@pytest.mark.parametrize("approved", [True, False])
def test_without_the_power_nobody_approves_or_refuses(approved: bool) -> None:
    parts = memory_parts(licences.an_item())._replace(signing=FakeSigning(without={"approve_extension"}))
    case_id = licences.wanting_time(parts)
    with pytest.raises(Forbidden, match="no_signing_authority") as refused:
        extension_approval.decide_extension(parts, scenes.chief(), case_id, Answered(approved, "意见"), None)
    assert refused.value.params["power"] == "批准延期"


def test_whoever_stands_in_for_the_one_who_asked_does_not_approve_for_them() -> None:
    parts = memory_parts(licences.an_item())
    case_id = licences.wanting_time(parts)
    asked_by = licences.stored(parts, case_id).extension
    assert asked_by is not None
    stand_in = standing_in(Role.CHIEF_REPRESENTATIVE, asked_by.requested_by)
    with pytest.raises(Forbidden, match="own_request"):
        extension_approval.decide_extension(
            parts, entering("extension-approval", stand_in), case_id, Answered(True), None
        )


def lending(letters_of: str) -> Any:
    """A directory in which everybody signs by that colleague's letter, as whoever stands in for them does."""

    class Lent(FakeSigning):
        def authority(self, by: Caller, power: str, case: Case, on: date) -> str | None:
            by.act_for(letters_of)
            return f"A-{letters_of}"

    return Lent()


def test_nobody_approves_by_the_letter_of_the_one_who_asked() -> None:
    """A chief representative of their own, without a letter, signs by that of a colleague whom they stand in for."""
    parts = memory_parts(licences.an_item())._replace(signing=lending("S002"))
    case_id = licences.wanting_time(parts)
    with pytest.raises(Forbidden, match="own_request"):
        extension_approval.decide_extension(parts, scenes.chief(), case_id, Answered(True), None)


def test_nobody_approves_what_was_asked_for_by_their_stand_in() -> None:
    parts = memory_parts(licences.an_item())
    case_id = licences.examining(parts)
    asking = entering("extension", standing_in(Role.EXAMINER, "S003"))
    extension.request_extension(parts, asking, case_id, licences.WHY, None)
    with pytest.raises(Forbidden, match="own_request"):
        extension_approval.decide_extension(parts, scenes.chief("S003"), case_id, Answered(True), None)
    extension_approval.decide_extension(parts, scenes.chief("S004"), case_id, Answered(True), None)


def test_what_another_representative_has_taken_is_theirs_to_approve() -> None:
    parts = memory_parts(licences.an_item())
    case_id = licences.wanting_time(parts)
    tasks.claim(parts, scenes.chief("S004"), f"{case_id}-approve_extension-1", None)
    with pytest.raises(RuleViolation, match="task_claimed_by_another"):
        extension_approval.decide_extension(parts, scenes.chief("S003"), case_id, Answered(True), None)
    extension_approval.decide_extension(parts, scenes.chief("S004"), case_id, Answered(True), None)
