"""AB 岗: colleagues who do somebody's work for some days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from chalicelib.shared.access import Caller, Post, Role
from chalicelib.shared.acts import verify_chain
from chalicelib.shared.errors import Forbidden, Invalid, NotFound, RuleViolation
from chalicelib.staff.registering import NewStaff
from chalicelib.staff.scopes import Scope
from chalicelib.staff.stand_ins import Appointment
from tests.builders import a_clerk
from tests.staff.directories import DIVISION, PASSWORD, Directory

ADMINISTRATOR = a_clerk(Role.ADMINISTRATOR)


@pytest.fixture
def city() -> Directory:
    made = Directory()
    made.hire("A0001", Role.EXAMINER)
    made.hire("B0001", Role.CLERK)
    made.hire("C0001", Role.CLERK)
    return made


def lent(city: Directory, staff_no: str = "B0001") -> list[tuple[str | None, frozenset[Role]]]:
    """The posts that are a colleague's."""
    return [(post.stands_in_for, post.roles) for post in city.caller(staff_no).posts if post.stands_in_for]


def test_the_colleagues_posts_are_held_besides_ones_own(city: Directory) -> None:
    city.appoint("A0001", "B0001", ADMINISTRATOR)
    own, borrowed = city.caller("B0001").posts
    assert own == (frozenset({Role.CLERK}), ("09",), (DIVISION,), None)
    assert borrowed == (frozenset({Role.EXAMINER}), ("09",), (DIVISION,), "A0001")


@pytest.mark.parametrize(
    ("day", "stands_in"), [(0, False), (1, True), (3, True), (4, False)], ids=["before", "first", "last", "after"]
)
def test_from_the_first_day_to_the_last_by_law_time(city: Directory, day: int, stands_in: bool) -> None:
    city.appoint("A0001", "B0001", ADMINISTRATOR, days=(1, 3))
    city.shift = timedelta(days=day)
    assert bool(lent(city)) == stands_in


def test_days_begin_and_end_at_midnight_in_shanghai(city: Directory) -> None:
    city.appoint("A0001", "B0001", ADMINISTRATOR, days=(0, 0))
    midnight = datetime(2026, 11, 21, 16, 0, tzinfo=UTC)
    city.clock.move(midnight - timedelta(seconds=1) - city.clock.now())
    assert lent(city)
    city.clock.move(timedelta(seconds=1))
    assert not lent(city)


def test_no_token_may_outlive_the_last_day(city: Directory) -> None:
    city.appoint("A0001", "B0001", ADMINISTRATOR, days=(0, 0))
    member = city.service.member("B0001")
    assert member
    assert member.ends_at == datetime(2026, 11, 21, 16, 0, tzinfo=UTC)
    city.shift = timedelta(hours=1)
    member = city.service.member("B0001")
    assert member
    assert member.ends_at == datetime(2026, 11, 21, 15, 0, tzinfo=UTC)


def test_tokens_are_refused_when_it_begins_today_and_not_when_it_begins_later(city: Directory) -> None:
    city.appoint("A0001", "B0001", ADMINISTRATOR, days=(1, 2))
    assert not city.refused("B0001")
    city.appoint("A0001", "C0001", ADMINISTRATOR, days=(0, 2))
    assert city.refused("C0001")
    assert not city.refused("A0001")


def test_ended_early_it_ends_at_once(city: Directory) -> None:
    made = city.appoint("A0001", "B0001", ADMINISTRATOR)
    city.clock.move(timedelta(seconds=10))
    assert not city.refused("B0001")
    city.stand_ins.dismiss("A0001", made, ADMINISTRATOR, None)
    assert city.refused("B0001")
    assert not lent(city)
    assert [one["revoked"] for one in city.stand_ins.listed("A0001", ADMINISTRATOR)["stand_ins"]] == [True]


def test_what_is_over_cannot_be_ended_and_what_never_was_is_not_found(city: Directory) -> None:
    made = city.appoint("A0001", "B0001", ADMINISTRATOR)
    city.stand_ins.dismiss("A0001", made, ADMINISTRATOR, None)
    with pytest.raises(RuleViolation, match="stand_in_over"):
        city.stand_ins.dismiss("A0001", made, ADMINISTRATOR, None)
    with pytest.raises(NotFound, match="stand_in_not_found"):
        city.stand_ins.dismiss("A0001", "none", ADMINISTRATOR, None)


def test_a_stand_in_passes_nothing_on(city: Directory) -> None:
    city.appoint("A0001", "B0001", ADMINISTRATOR)
    city.appoint("B0001", "C0001", ADMINISTRATOR)
    assert lent(city, "C0001") == [("B0001", {Role.CLERK})]


def test_acts_by_such_a_post_say_for_whom(city: Directory) -> None:
    city.appoint("A0001", "B0001", ADMINISTRATOR)
    deputy = city.caller("B0001")
    assert deputy.holds(Role.EXAMINER, DIVISION, "09")
    assert deputy.on_behalf_of == "staff:A0001"
    assert deputy.holds(Role.CLERK, DIVISION, "09")
    assert deputy.on_behalf_of is None


def test_both_chains_tell_of_it_and_the_reason_is_sealed(city: Directory) -> None:
    made = city.appoint("A0001", "B0001", ADMINISTRATOR)
    city.stand_ins.dismiss("A0001", made, ADMINISTRATOR, None)
    for staff_no, expected in (
        ("A0001", ["staff.registered", "staff.stand_in_appointed", "staff.stand_in_dismissed"]),
        ("B0001", ["staff.registered", "staff.stand_in_assigned", "staff.stand_in_released"]),
    ):
        acts = city.committer.of(f"staff#{staff_no}")
        assert [act.type for act in acts] == expected
        assert verify_chain(f"staff#{staff_no}", acts) == city.store.items["staff", staff_no].chain
        assert "年休假" not in "".join(act.canonical for act in acts)
    assert city.stand_ins.listed("A0001", ADMINISTRATOR)["stand_ins"][0]["reason"] == "年休假"


def test_a_post_that_needs_a_second_factor_asks_the_stand_in_for_one(city: Directory) -> None:
    city.hire("S0001", Role.SUPERVISOR)
    city.appoint("S0001", "B0001", ADMINISTRATOR)
    assert city.caller("B0001").duties == ("enrol_second_factor",)


def test_separate_powers_stay_separate(city: Directory) -> None:
    city.hire("X0001", Role.AUDITOR)
    city.hire("Y0001", Role.SECURITY_ADMINISTRATOR)
    with pytest.raises(RuleViolation, match="powers_not_separate"):
        city.appoint("X0001", "Y0001", ADMINISTRATOR)
    city.appoint("X0001", "B0001", ADMINISTRATOR, days=(0, 3))
    with pytest.raises(RuleViolation, match="powers_not_separate"):
        city.appoint("Y0001", "B0001", ADMINISTRATOR, days=(3, 6))
    city.appoint("Y0001", "B0001", ADMINISTRATOR, days=(4, 6))


def test_nobody_stands_in_for_more_than_two_at_once(city: Directory) -> None:
    city.appoint("A0001", "B0001", ADMINISTRATOR, days=(0, 3))
    city.appoint("C0001", "B0001", ADMINISTRATOR, days=(2, 5))
    city.hire("D0001")
    with pytest.raises(RuleViolation, match="too_many_posts"):
        city.appoint("D0001", "B0001", ADMINISTRATOR, days=(3, 3))
    city.appoint("D0001", "B0001", ADMINISTRATOR, days=(6, 6))


def test_an_account_keeps_the_last_ten_and_makes_room_of_what_is_over(city: Directory) -> None:
    for day in range(10):
        city.appoint("A0001", "B0001", ADMINISTRATOR, days=(day, day))
    with pytest.raises(RuleViolation, match="too_many_stand_ins"):
        city.appoint("A0001", "B0001", ADMINISTRATOR, days=(10, 10))
    city.shift = timedelta(days=1)
    newest = city.appoint("A0001", "B0001", ADMINISTRATOR, days=(10, 10))
    kept = city.stand_ins.listed("A0001", ADMINISTRATOR)["stand_ins"]
    assert (len(kept), kept[-1]["stand_in_id"]) == (10, newest)


@pytest.mark.parametrize(
    ("stand_in", "first", "last", "pointers"),
    [
        ("A0001", 0, 0, ["/stand_in"]),
        ("B0001", 1, 0, ["/until_on"]),
        ("B0001", -3, -1, ["/until_on"]),
        ("B0001", 0, 367, ["/until_on"]),
        ("A0001", 1, 0, ["/stand_in", "/until_on"]),
    ],
)
def test_what_makes_no_sense_is_refused(
    city: Directory, stand_in: str, first: int, last: int, pointers: list[str]
) -> None:
    with pytest.raises(Invalid) as error:
        city.appoint("A0001", stand_in, ADMINISTRATOR, days=(first, last))
    assert [fault.pointer for fault in error.value.faults] == pointers


def test_leavers_neither_stand_in_nor_are_stood_in_for(city: Directory) -> None:
    city.accounts.depart("C0001", ADMINISTRATOR, None)
    for pair in (("A0001", "C0001"), ("C0001", "A0001"), ("A0001", "W9999")):
        with pytest.raises(NotFound):
            city.appoint(*pair, ADMINISTRATOR)


class TestWhoAppoints:
    """An administrator for anybody, a hall manager for whom they reach, nobody themselves."""

    def manager(self, *departments: str, divisions: tuple[str, ...] = (DIVISION,)) -> Caller:
        post = Post(frozenset({Role.HALL_MANAGER}), departments, divisions)
        return Caller(kind="staff", id="M0001", posts=(post,))

    def test_a_hall_manager_of_the_department(self, city: Directory) -> None:
        assert city.appoint("A0001", "B0001", self.manager("09"))

    @pytest.mark.parametrize(
        ("departments", "divisions"), [(("31",), (DIVISION,)), (("09",), ("530103000000",)), ((), ())]
    )
    def test_not_one_of_another(
        self, city: Directory, departments: tuple[str, ...], divisions: tuple[str, ...]
    ) -> None:
        manager = self.manager(*departments, divisions=divisions)
        with pytest.raises(NotFound, match="staff_not_found"):
            city.appoint("A0001", "B0001", manager)
        with pytest.raises(NotFound, match="staff_not_found"):
            city.stand_ins.listed("A0001", manager)

    def test_not_for_a_power_that_is_given_to_persons(self, city: Directory) -> None:
        city.hire("X0001", Role.AUDITOR)
        with pytest.raises(NotFound, match="staff_not_found"):
            city.appoint("X0001", "B0001", self.manager("*", divisions=("*",)))

    def test_not_for_a_post_that_is_for_no_place(self, city: Directory) -> None:
        """The posts of who edits the catalogue for the whole city may name neither department nor division."""
        scope = Scope(frozenset({Role.CATALOGUE_EDITOR}))
        city.registering.register(NewStaff("E0001", "李二", PASSWORD, scope), ADMINISTRATOR, None)
        with pytest.raises(NotFound, match="staff_not_found"):
            city.appoint("E0001", "B0001", self.manager("*", divisions=("*",)))

    def test_nobody_appoints_themselves(self, city: Directory) -> None:
        today = city.law.today()
        for who in (ADMINISTRATOR, self.manager("09")):
            with pytest.raises(Forbidden, match="not_on_oneself"):
                city.stand_ins.appoint(Appointment("A0001", who.id, today, today, "年休假"), who, None)


ELSEWHERE, FURTHER = "530103000000", "530111000000"


class TestWhosePostAHallManagerUses:
    """Where own posts do not reach all that somebody does, a borrowed one does, and the act says whose."""

    def hire(self, city: Directory, *divisions: str) -> None:
        scope = Scope(frozenset({Role.EXAMINER}), ("09",), divisions)
        city.registering.register(NewStaff("D0001", "李二", PASSWORD, scope), ADMINISTRATOR, None)

    def manager(self, *posts: tuple[str, str | None]) -> Caller:
        managed = (Post(frozenset({Role.HALL_MANAGER}), ("09",), (place,), whose) for place, whose in posts)
        return Caller(kind="staff", id="M0001", posts=tuple(managed))

    @pytest.mark.parametrize("divisions", list(permutations((DIVISION, ELSEWHERE))))
    @pytest.mark.parametrize("posts", list(permutations(((DIVISION, None), (ELSEWHERE, "N0001")))))
    def test_own_and_borrowed_together_are_the_colleagues_act(
        self, city: Directory, divisions: tuple[str, str], posts: tuple[tuple[str, str | None], ...]
    ) -> None:
        self.hire(city, *divisions)
        manager = self.manager(*posts)
        city.appoint("D0001", "B0001", manager)
        assert manager.on_behalf_of == "staff:N0001"
        assert city.committer.of("staff#D0001")[-1].on_behalf_of == "staff:N0001"

    def test_own_posts_that_reach_all_come_first(self, city: Directory) -> None:
        self.hire(city, DIVISION, ELSEWHERE)
        manager = self.manager((ELSEWHERE, "N0001"), (DIVISION, "N0001"), (DIVISION, None), (ELSEWHERE, None))
        city.appoint("D0001", "B0001", manager)
        assert manager.on_behalf_of is None

    @pytest.mark.parametrize("whose", list(permutations(("N0001", "N0002"))))
    def test_of_two_colleagues_whose_posts_reach_all_it_is_the_one_with_the_first_number(
        self, city: Directory, whose: tuple[str, str]
    ) -> None:
        self.hire(city, ELSEWHERE)
        manager = self.manager(*((ELSEWHERE, colleague) for colleague in whose))
        city.appoint("D0001", "B0001", manager)
        assert manager.on_behalf_of == "staff:N0001"

    def test_an_act_is_never_done_for_two_colleagues(self, city: Directory) -> None:
        self.hire(city, ELSEWHERE, FURTHER)
        manager = self.manager((ELSEWHERE, "N0001"), (FURTHER, "N0002"))
        with pytest.raises(NotFound, match="staff_not_found"):
            city.appoint("D0001", "B0001", manager)

    @pytest.mark.parametrize("divisions", list(permutations((DIVISION, ELSEWHERE))))
    def test_not_by_the_posts_of_the_very_colleague(self, city: Directory, divisions: tuple[str, str]) -> None:
        self.hire(city, *divisions)
        with pytest.raises(Forbidden, match="not_on_oneself"):
            city.appoint("D0001", "B0001", self.manager((DIVISION, None), (ELSEWHERE, "D0001")))
