"""Departments: same post, same rights."""

from __future__ import annotations

import pytest

from chalicelib.shared.access import Role, system
from chalicelib.shared.acts import verify_chain
from chalicelib.shared.errors import Invalid, NotFound, RuleViolation, Stale
from chalicelib.staff.departments import Described
from chalicelib.staff.records import DepartmentPost, Held
from chalicelib.staff.rights import SEPARATE_POWERS
from tests.staff.directories import DIVISION, Directory

BY = system("test")
HELD = (Held("09", "CK", (DIVISION,)),)


@pytest.fixture
def city() -> Directory:
    made = Directory()
    made.open_department("09", CK=Role.CLERK)
    return made


def with_posts(*posts: DepartmentPost, credit_code: str | None = None) -> Described:
    return Described("公安局", credit_code, posts)


def faults(city: Directory, said: Described) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as error:
        city.departments.register("31", said, BY, None)
    return [(fault.pointer, fault.code) for fault in error.value.faults]


def test_a_department_is_shown_as_it_was_registered(city: Directory) -> None:
    said = with_posts(DepartmentPost("CK", "窗口岗", frozenset({Role.CLERK})), credit_code=" 11530100mbfake3118 ")
    answer = city.departments.register("31", said, BY, None)
    assert answer == city.departments.shown("31")
    assert answer == {
        "code": "31",
        "name": "公安局",
        "credit_code": "11530100MBFAKE3118",
        "posts": [{"post_code": "CK", "name": "窗口岗", "roles": ["clerk"]}],
        "version": 1,
    }


def test_its_changes_are_acts_on_its_own_chain(city: Directory) -> None:
    city.departments.change("09", with_posts(), 1, BY)
    acts = city.committer.of("department#09")
    assert [act.type for act in acts] == ["department.registered", "department.changed"]
    record = city.store.department("09")
    assert record
    assert verify_chain("department#09", acts) == record.chain


def test_everybody_with_a_post_may_do_the_same(city: Directory) -> None:
    for staff_no in ("W0001", "W0002"):
        city.hire(staff_no, held=HELD)
    posts = [city.caller(staff_no).posts for staff_no in ("W0001", "W0002")]
    assert posts[0] == posts[1] == ((frozenset({Role.CLERK}), ("09",), (DIVISION,), None),)


def test_what_a_post_allows_changes_for_all_who_hold_it(city: Directory) -> None:
    city.hire("W0001", held=HELD)
    city.departments.change("09", with_posts(DepartmentPost("CK", "综合窗口", frozenset({Role.EXAMINER}))), 1, BY)
    assert city.caller("W0001").roles == {Role.EXAMINER}


def test_tokens_of_who_holds_a_changed_post_are_refused_at_once(city: Directory) -> None:
    issued = int(city.clock.now().timestamp()) - 1
    city.departments.change("09", Described("市公安局", None, city.store.items["department", "09"].posts), 1, BY)
    assert not city.endings.refuses(("department:09",), issued, at_once=True)
    city.departments.change("09", with_posts(), 2, BY)
    assert city.endings.refuses(("department:09",), issued, at_once=True)


def test_a_post_that_is_gone_allows_nothing(city: Directory) -> None:
    city.hire("W0001", held=HELD)
    city.departments.change("09", with_posts(), 1, BY)
    assert city.caller("W0001").posts == ()


def test_a_post_that_comes_to_need_a_second_factor_asks_its_holders_for_one(city: Directory) -> None:
    city.hire("W0001", held=HELD)
    city.departments.change("09", with_posts(DepartmentPost("CK", "督查岗", frozenset({Role.SUPERVISOR}))), 1, BY)
    assert city.caller("W0001").duties == ("enrol_second_factor",)


@pytest.mark.parametrize("power", sorted(SEPARATE_POWERS))
def test_separate_powers_are_given_to_persons_only(city: Directory, power: Role) -> None:
    said = with_posts(DepartmentPost("GL", "管理岗", frozenset({power})))
    assert faults(city, said) == [("/posts/0/roles", "power_given_to_persons_only")]


def test_everything_wrong_is_said_at_once(city: Directory) -> None:
    post = DepartmentPost("CK", "窗口岗", frozenset({Role.CLERK}))
    said = with_posts(post, post, credit_code="11530100MBFAKE3119")
    assert faults(city, said) == [
        ("/credit_code", "uscc_check_character_wrong"),
        ("/posts/1/post_code", "post_code_repeated"),
    ]


def test_a_code_is_given_once(city: Directory) -> None:
    with pytest.raises(RuleViolation, match="department_exists"):
        city.open_department("09")


def test_a_version_that_is_not_the_latest_is_refused(city: Directory) -> None:
    with pytest.raises(Stale):
        city.departments.change("09", with_posts(), 2, BY)


def test_an_unknown_code_is_not_found(city: Directory) -> None:
    with pytest.raises(NotFound, match="department_not_found"):
        city.departments.shown("99")


def test_departments_are_listed_in_pages(city: Directory) -> None:
    for code in ("31", "11"):
        city.open_department(code)
    page = city.departments.listed(2, None)
    assert [one["code"] for one in page["departments"]] == ["09", "11"]
    assert [one["code"] for one in city.departments.listed(2, page["next_cursor"])["departments"]] == ["31"]
