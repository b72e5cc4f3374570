"""Access: denied unless declared; reach by ownership, department and division."""

from __future__ import annotations

import pytest

from chalicelib.shared.access import Access, Caller, Post, Reach, Role, check
from chalicelib.shared.errors import Forbidden, NotFound, ServiceError, Unauthenticated
from tests.builders import a_citizen, a_clerk

PUBLIC, CITIZEN, CLERK = Caller(kind="public"), a_citizen(level=2), a_clerk(Role.CLERK)
OPEN, CITIZENS = Access(public=True), Access(citizens=True, least_assurance_level=2)
CLERKS = Access(roles=frozenset({Role.CLERK}))
BOTH = Access(citizens=True, roles=frozenset({Role.CLERK}))


@pytest.mark.parametrize(
    ("access", "caller", "refused"),
    [
        (OPEN, PUBLIC, None),
        (CITIZENS, PUBLIC, Unauthenticated),
        (CITIZENS, CITIZEN, None),
        (CITIZENS, a_citizen(level=1), Forbidden),
        (CITIZENS, CLERK, Forbidden),
        (CLERKS, CLERK, None),
        (CLERKS, a_clerk(Role.EXAMINER), Forbidden),
        (CLERKS, CITIZEN, Forbidden),
        (BOTH, CITIZEN, None),
        (BOTH, CLERK, None),
        (Access(), CITIZEN, Forbidden),
        (Access(), CLERK, Forbidden),
        (CLERKS, Caller(kind="system", id="x"), Forbidden),
    ],
)
def test_who_may_call(access: Access, caller: Caller, refused: type[ServiceError] | None) -> None:
    if refused is None:
        assert check(access, caller) is None
    else:
        with pytest.raises(refused):
            check(access, caller)


def staff(divisions: tuple[str, ...], departments: tuple[str, ...]) -> Caller:
    return Caller(kind="staff", id="S", posts=(Post(frozenset(), departments, divisions),), reach=Reach.OFFICE)


@pytest.mark.parametrize(
    ("divisions", "departments", "reached"),
    [
        (("530102000000",), ("09",), True),
        (("530100000000",), ("09",), True),
        (("530000000000",), ("09",), True),
        (("*",), ("*",), True),
        (("530102001000",), ("09",), False),
        (("530103000000",), ("09",), False),
        (("530102000000",), ("11",), False),
        ((), ("09",), False),
        (("530102000000",), (), False),
    ],
)
def test_an_office_reaches_its_departments_and_what_lies_within_its_divisions(
    divisions: tuple[str, ...], departments: tuple[str, ...], reached: bool
) -> None:
    caller = staff(divisions, departments)
    assert caller.works_for("530102000000", "09") is reached
    if not reached:
        with pytest.raises(NotFound):
            caller.require_reach("not_found", division="530102000000", department="09")


@pytest.mark.parametrize(
    ("scope", "division", "reached"),
    [
        ("530102001000", "530102001003", True),
        ("530102001000", "530102002003", False),
        ("530102001003", "530102001003", True),
        ("530102001003", "530102001000", False),
        ("530100000000", "530200000000", False),
    ],
)
def test_a_division_contains_what_its_significant_digits_begin(scope: str, division: str, reached: bool) -> None:
    assert staff((scope,), ("*",)).works_for(division, "09") is reached


def test_what_no_office_handles_yet_is_out_of_every_offices_reach() -> None:
    with pytest.raises(NotFound):
        staff(("*",), ("*",)).require_reach("not_found", owner="person-1")


def test_the_owner_reaches_and_nobody_else_with_the_same_id() -> None:
    owner = Caller(kind="citizen", id="person-1", reach=Reach.OWN)
    owner.require_reach("not_found", owner="person-1")
    for other in (
        Caller(kind="citizen", id="person-2", reach=Reach.OWN),
        Caller(kind="staff", id="person-1", reach=Reach.OWN),
    ):
        with pytest.raises(NotFound):
            other.require_reach("not_found", owner="person-1")
    assert owner.reach_checked
