"""What posts add up to, whoever's they are."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.identity.tokens.access_tokens import MAX_LENGTH, Bearer, issue
from chalicelib.shared.access import Role
from chalicelib.shared.acts import Chain
from chalicelib.staff.records import Department, DepartmentPost, Held, Staff, StaffState, StandIn
from chalicelib.staff.rights import SEPARATE_POWERS, powers_are_separate, rights, too_many_posts
from tests.fakes import FakeClock

TODAY = date(2026, 11, 21)
CODES = [f"{letter}{'9' * 19}" for letter in "ABCDEFG"]
DEPARTMENTS = {
    code: Department(code, code, None, (DepartmentPost("P" * 20, "", frozenset(Role)),), Chain(f"department#{code}"))
    for code in CODES
}
DIVISIONS = st.lists(st.sampled_from([f"5301{number:08}" for number in range(99)]), max_size=50, unique=True)


class Signer:
    issuer = "banshi/production-of-a-large-city"

    def kid(self) -> str:
        return "k" * 43

    def sign(self, signed: bytes) -> bytes:
        return b"s" * 64


def staff(staff_no: str, *roles: Role, **more: object) -> Staff:
    made = Staff(staff_no, "", "", frozenset(roles), ("*",), ("*",), StaffState.ACTIVE, Chain(f"staff#{staff_no}"))
    return made._replace(**more)


def stood_in_for_by_b(colleague: Staff) -> Staff:
    return colleague._replace(stand_ins=(StandIn("id", "B", TODAY, TODAY, ""),))


@st.composite
def somebody(draw: st.DrawFn, staff_no: str = "N" * 20) -> Staff:
    """Posts as an administrator may give them, as many as are taken."""
    held = st.builds(Held, st.sampled_from(CODES), st.just("P" * 20), DIVISIONS.filter(bool).map(tuple))
    made = staff(
        staff_no,
        *draw(st.frozensets(st.sampled_from(sorted(Role)))),
        departments=tuple(draw(st.lists(st.sampled_from(CODES), unique=True))),
        divisions=tuple(draw(DIVISIONS)),
        held=tuple(draw(st.lists(held, max_size=8))),
    )
    return made if not too_many_posts(made) else made._replace(held=made.held[:1], divisions=made.divisions[:20])


@given(somebody("B"), somebody("A" * 20), somebody("C" * 20))
def test_a_token_carries_whatever_posts_may_be_given(own: Staff, one: Staff, other: Staff) -> None:
    everybody = (own, one, other)
    if any(map(too_many_posts, everybody)):
        return
    found = rights(own, map(stood_in_for_by_b, (one, other)), DEPARTMENTS, TODAY)
    bearer = Bearer("staff", "N" * 20, "window", session_id="s" * 32, posts=found.posts)
    assert len(issue(bearer, Signer(), FakeClock().now())) <= MAX_LENGTH


@given(st.lists(st.sampled_from(sorted(Role)), max_size=3), st.lists(st.sampled_from(sorted(Role)), max_size=3))
def test_what_is_lent_never_unites_separate_powers(own: list[Role], others: list[Role]) -> None:
    deputy = staff("B", *own)
    found = rights(deputy, [stood_in_for_by_b(staff("A", *others))], {}, TODAY)
    if len(frozenset(own) & SEPARATE_POWERS) <= 1:
        assert powers_are_separate(found.posts)


def test_of_two_colleagues_whose_powers_do_not_go_together_the_first_is_stood_in_for() -> None:
    colleagues = [stood_in_for_by_b(staff("A", Role.AUDITOR)), stood_in_for_by_b(staff("C", Role.ADMINISTRATOR))]
    found = rights(staff("B", Role.CLERK), colleagues, {}, TODAY)
    assert [post.stands_in_for for post in found.posts] == [None, "A"]


def test_the_day_that_counts_is_that_of_the_first_to_end() -> None:
    later = staff("A", Role.CLERK)._replace(stand_ins=(StandIn("1", "B", TODAY, TODAY + timedelta(days=9), ""),))
    sooner = staff("C", Role.CLERK)._replace(stand_ins=(StandIn("2", "B", TODAY, TODAY + timedelta(days=2), ""),))
    assert rights(staff("B"), [later, sooner], {}, TODAY).until == TODAY + timedelta(days=2)
    assert rights(staff("B"), [], {}, TODAY).until is None
