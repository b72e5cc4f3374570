"""Who checks a promise: examiners of the case's own office, and whoever has the task keeps it."""

from __future__ import annotations

import pytest

from chalicelib.cases.desk import commitment
from chalicelib.shared.access import Reach, Role
from chalicelib.shared.errors import NotFound, RuleViolation
from tests.builders import a_clerk
from tests.cases import promises, scenes
from tests.cases.fakes import memory_parts
from tests.cases.test_commitment import granted


def test_another_office_does_not_find_it() -> None:
    parts = memory_parts(promises.declaring())
    case_id = granted(parts)
    stranger = a_clerk(Role.EXAMINER, divisions=("530103000000",), staff_no="S009")
    stranger.reach = Reach.OFFICE
    with pytest.raises(NotFound, match="case_not_found"):
        commitment.verify(parts, stranger, case_id, "kept", None, None)


def test_whoever_claimed_the_check_ends_it() -> None:
    parts = memory_parts(promises.declaring())
    case_id = granted(parts)
    promises.claimed(parts, case_id, "verify_commitment", scenes.examiner("A"))
    with pytest.raises(RuleViolation, match="task_claimed_by_another"):
        commitment.verify(parts, scenes.examiner("B"), case_id, "kept", None, None)
    commitment.verify(parts, scenes.examiner("A"), case_id, "kept", None, None)
