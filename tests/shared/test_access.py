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


CLERK_HERE = Post(frozenset({Role.CLERK}), ("09",), ("530102000000",))
CHIEF_THERE = Post(frozenset({Role.CHIEF_REPRESENTATIVE}), ("11",), ("530103000000",))
CHIEF_HERE_FOR_A = Post(frozenset({Role.CHIEF_REPRESENTATIVE}), ("09",), ("530102000000",), "A0001")
CHIEFS = Access(roles=frozenset({Role.CHIEF_REPRESENTATIVE}), reach=Reach.OFFICE)


def holder(*posts: Post) -> Caller:
    return Caller(kind="staff", id="S", posts=posts, reach=Reach.OFFICE)


@pytest.mark.parametrize(
    ("posts", "passes", "reaches_here"),
    [
        ((CLERK_HERE,), False, False),
        ((CHIEF_THERE,), True, False),
        ((CLERK_HERE, CHIEF_THERE), True, False),
        ((CLERK_HERE, CHIEF_HERE_FOR_A), True, True),
        ((CHIEF_THERE, CHIEF_HERE_FOR_A), True, True),
    ],
)
def test_two_posts_do_not_add_up_to_a_power_that_neither_has(
    posts: tuple[Post, ...], passes: bool, reaches_here: bool
) -> None:
    caller = holder(*posts)
    if not passes:
        with pytest.raises(Forbidden):
            check(CHIEFS, caller)
        return
    check(CHIEFS, caller)
    assert caller.works_for("530102000000", "09") is reaches_here
    assert caller.holds(Role.CHIEF_REPRESENTATIVE, "530102000000", "09") is reaches_here
    if not reaches_here:
        with pytest.raises(NotFound):
            caller.require_reach("not_found", division="530102000000", department="09")


@pytest.mark.parametrize(
    ("posts", "on_behalf_of"),
    [
        ((CHIEF_HERE_FOR_A,), "staff:A0001"),
        ((CHIEF_THERE, CHIEF_HERE_FOR_A), "staff:A0001"),
        ((CHIEF_HERE_FOR_A._replace(stands_in_for=None), CHIEF_HERE_FOR_A), None),
    ],
)
def test_whoever_acts_by_a_colleagues_post_alone_acts_for_them(
    posts: tuple[Post, ...], on_behalf_of: str | None
) -> None:
    caller = holder(*posts)
    check(CHIEFS, caller)
    caller.require_reach("not_found", division="530102000000", department="09")
    assert caller.on_behalf_of == on_behalf_of


def test_with_duties_outstanding_only_what_concerns_oneself_is_open() -> None:
    newcomer = Caller(kind="staff", id="S", duties=("change_password",))
    assert check(Access(any_staff=True), newcomer) is None
    with pytest.raises(Forbidden) as refused:
        check(CLERKS, newcomer)
    assert (refused.value.code, refused.value.params["duties"]) == ("duties_outstanding", ["change_password"])


@pytest.mark.parametrize(
    ("held", "needed", "ways"),
    [
        (0, 1, ["phone", "name_number", "in_person"]),
        (1, 2, ["name_number", "in_person"]),
        (1, 3, ["name_number", "face", "in_person"]),
        (2, 3, ["face", "in_person"]),
        (3, 4, ["in_person"]),
    ],
)
def test_whoever_is_known_too_little_learns_how_to_rise_and_always_by_a_window(
    held: int, needed: int, ways: list[str]
) -> None:
    with pytest.raises(Forbidden) as refused:
        check(Access(citizens=True, least_assurance_level=needed), a_citizen(level=held))
    assert [way["method"] for way in refused.value.params["ways"]] == ways  # type: ignore[attr-defined]


def test_whoever_may_by_themselves_acts_for_nobody_else() -> None:
    """Also where a colleague's post, which they hold besides, would do."""
    own, lent = (Post(frozenset({Role.CLERK}), ("09",), ("530102000000",), whose) for whose in (None, "W0002"))
    for posts in ((own, lent), (lent, own)):
        caller = Caller(kind="staff", id="W0001", posts=posts)
        check(Access(roles=frozenset({Role.CLERK})), caller)
        assert caller.on_behalf_of is None
        assert caller.holds(Role.CLERK, "530102000000", "09")
        assert caller.on_behalf_of is None


@pytest.mark.parametrize(
    ("posts", "holds", "on_behalf_of"),
    [
        ((Post(frozenset({Role.HALL_MANAGER}), ("09",), ("530100000000",)),), True, None),
        ((Post(frozenset({Role.HALL_MANAGER}), ("09",), ("530103000000",)),), False, None),
        ((Post(frozenset({Role.CLERK}), ("*",), ("*",)),), False, None),
        ((Post(frozenset({Role.HALL_MANAGER}), (), ("*",), "S002"),), True, "staff:S002"),
    ],
    ids=["of the city", "of another district", "another role", "a colleague's"],
)
def test_a_role_over_a_division_asks_for_no_department(
    posts: tuple[Post, ...], holds: bool, on_behalf_of: str | None
) -> None:
    caller = Caller(kind="staff", id="S001", posts=posts)
    assert caller.holds_over(Role.HALL_MANAGER, "530102000000") is holds
    assert caller.on_behalf_of == on_behalf_of


def test_whose_posts_reach_an_office_oneself_first() -> None:
    chief, clerk = frozenset({Role.CHIEF_REPRESENTATIVE}), frozenset({Role.CLERK})
    posts = (
        Post(chief, ("09",), ("53",), "S000"),
        Post(clerk, ("09",), ("53",), "S003"),
        Post(chief, ("31",), ("53",), "S004"),
        Post(chief, ("09",), ("53",)),
    )
    caller = Caller(kind="staff", id="S001", posts=posts)
    assert caller.holders(Role.CHIEF_REPRESENTATIVE, "530102000000", "09") == ("S001", "S000")
    caller.act_for("S000")
    assert caller.on_behalf_of == "staff:S000"
    caller.act_for("S001")
    assert caller.on_behalf_of is None
