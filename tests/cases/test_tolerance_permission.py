"""Who may let something follow, and who may hand it in."""

from __future__ import annotations

import pytest

from chalicelib.cases.desk import acceptance
from chalicelib.cases.intake import tolerance
from chalicelib.cases.parts import Parts
from chalicelib.cases.routes.access import OWNER_OR_WINDOW
from chalicelib.cases.routes.letters import routes as applying
from chalicelib.cases.routes.reviews import routes as reviewing
from chalicelib.cases.rules import CaseStatus
from chalicelib.shared.access import Role
from chalicelib.shared.errors import Forbidden, NotFound, RuleViolation
from tests.cases import promises, scenes
from tests.cases.fakes import FakeWindows, memory_parts


def test_the_routes_let_in_whom_they_are_for() -> None:
    access = {spec.path.rsplit("/", 1)[1]: spec.access for spec in (*applying.specs, *reviewing.specs)}
    for name in ("pre-check", "commitment-letters", "supplement"):
        assert access[name] == OWNER_OR_WINDOW
    assert {name: access[name].roles for name in ("tolerant-receipt", "pre-review", "commitment-verification")} == {
        "tolerant-receipt": {Role.CLERK},
        "pre-review": {Role.CLERK},
        "commitment-verification": {Role.EXAMINER},
    }


@pytest.mark.parametrize("who", [scenes.applicant("person-li"), scenes.clerk(), scenes.examiner()])
def test_only_the_applicant_hands_in_what_follows(who: object) -> None:
    parts = memory_parts(promises.following())
    case_id = promises.signed(parts)
    with pytest.raises(NotFound):
        tolerance.supplement(parts, who, case_id, None)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        scenes.announced(parts, case_id, "lease", who=who)  # type: ignore[arg-type]


def test_whoever_is_authorised_does_it_for_the_applicant(parts: Parts) -> None:
    parts = parts._replace(items=promises.following())
    case_id = promises.signed(parts)
    parts.representation.give("person-li", "person-zhang")  # type: ignore[attr-defined]
    friend = scenes.applicant("person-li")
    scenes.uploaded(parts, case_id, "lease", who=friend)
    tolerance.supplement(parts, friend, case_id, None)
    act = list(parts.cases.acts(f"case#{case_id}"))[-1]
    assert (act.on_behalf_of, "authority" in act.changes) == ("person-zhang", True)


def test_where_a_window_has_the_item_to_itself_nobody_else_receives_it() -> None:
    parts = memory_parts(promises.following())
    case_id = promises.signed(parts)
    alone = parts._replace(windows=FakeWindows(exclusive=True))
    with pytest.raises(Forbidden, match="accepted_at_window_only"):
        tolerance.receive(alone, scenes.clerk(), case_id, None, None)
    tolerance.receive(parts, scenes.clerk(), case_id, None, None)


def test_a_receipt_is_whoevers_task_it_is() -> None:
    parts = memory_parts(promises.following())
    case_id = promises.signed(parts)
    promises.claimed(parts, case_id, "accept", scenes.clerk("A"))
    with pytest.raises(RuleViolation, match="task_claimed_by_another"):
        tolerance.receive(parts, scenes.clerk("B"), case_id, None, None)
    tolerance.receive(parts, scenes.clerk("A"), case_id, None, None)


class TestTwoHeads:
    """两头受理: what a window accepts is accepted there alone."""

    def test_who_sits_elsewhere_is_refused_and_told_where(self) -> None:
        parts = memory_parts()
        parts.windows.exclusive = True  # type: ignore[attr-defined]
        case_id = scenes.submitted(parts)
        with pytest.raises(Forbidden, match="accepted_at_window_only") as refused:
            acceptance.accept(parts, scenes.clerk(), case_id, None)
        assert "1号窗口" in str(refused.value.params)
        case = parts.cases.case(case_id)
        assert case is not None
        assert case.status is CaseStatus.SUBMITTED

    def test_the_act_says_at_which_window(self) -> None:
        parts = memory_parts()
        parts.windows.exclusive = True  # type: ignore[attr-defined]
        parts.windows.at["S001"] = "530102000000-W1"  # type: ignore[attr-defined]
        case_id = scenes.submitted(parts)
        acceptance.accept(parts, scenes.clerk(), case_id, None)
        assert list(parts.cases.acts(f"case#{case_id}"))[-1].changes["window_id"] == "530102000000-W1"

    def test_the_rule_table_sits_nowhere_and_needs_no_window(self) -> None:
        parts = promises.at_once()
        parts.windows.exclusive = True  # type: ignore[attr-defined]
        case_id = scenes.submitted(parts, scenes.applicant("person-chen"))
        case = parts.cases.case(case_id)
        assert case is not None
        assert case.status is CaseStatus.CONCLUDED
