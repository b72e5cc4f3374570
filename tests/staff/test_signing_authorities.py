"""签发授权: letters of authorisation, and what may be signed under them on which day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.shared.access import Post, Role
from chalicelib.shared.acts import verify_chain
from chalicelib.shared.errors import Forbidden, Invalid, NotFound, RuleViolation
from chalicelib.staff.authority import SigningPower, least_last_day, within_posts
from chalicelib.staff.registering import NewStaff
from chalicelib.staff.scopes import Scope
from chalicelib.staff.service import SigningAuthority
from chalicelib.staff.signing import KEPT
from tests.builders import a_clerk
from tests.staff.directories import DIVISION, PASSWORD, Directory, a_letter

ADMINISTRATOR = a_clerk(Role.ADMINISTRATOR)
TODAY = date(2026, 11, 21)
DECIDING: dict[str, Any] = {
    "power": SigningPower.DECIDE,
    "department": "09",
    "division": DIVISION,
    "item_code": "item-1",
}


@pytest.fixture
def city() -> Directory:
    made = Directory()
    made.hire("C0001", Role.CHIEF_REPRESENTATIVE)
    made.hire("C0002", Role.CHIEF_REPRESENTATIVE)
    made.hire("W0001", Role.CLERK)
    return made


def authority(city: Directory, staff_no: str = "C0001", on: date = TODAY, **more: Any) -> SigningAuthority | None:
    return city.service.signing_authority(city.caller(staff_no), on, **{**DECIDING, **more})


def refusal(city: Directory, staff_no: str = "C0001", **more: Any) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        city.authorise(staff_no, **more)
    return [(fault.pointer, fault.code) for fault in refused.value.faults]


def test_without_a_letter_nothing_is_signed(city: Directory) -> None:
    assert authority(city) is None


def test_a_letter_is_numbered_and_recorded_on_the_chain_of_its_holder(city: Directory) -> None:
    numbers = [city.authorise("C0001"), city.authorise("C0001")]
    assert numbers == ["C0001-1", "C0001-2"]
    acts = city.committer.of("staff#C0001")
    verify_chain("staff#C0001", acts)
    assert [act.type for act in acts][-2:] == ["staff.signing_authority_given"] * 2
    assert acts[-1].changes["authority_no"] == "C0001-2"
    assert acts[-1].changes["document_no"] == "授权〔2026〕1号"


@pytest.mark.parametrize(
    ("more", "covered"),
    [
        ({}, True),
        ({"division": "530102002000"}, True),
        ({"division": "530100000000"}, False),
        ({"division": "530103000000"}, False),
        ({"department": "31"}, False),
        ({"item_code": "item-2"}, False),
        ({"power": SigningPower.APPROVE_EXTENSION}, False),
    ],
)
def test_only_what_the_letter_names_is_signed_under_it(city: Directory, more: dict[str, Any], covered: bool) -> None:
    city.authorise("C0001", item_codes=("item-1",), powers=frozenset({SigningPower.DECIDE}))
    assert (authority(city, **more) is not None) is covered


@pytest.mark.parametrize(("day", "signs"), [(9, False), (10, True), (400, True), (401, False)])
def test_from_the_first_day_to_the_last(city: Directory, day: int, signs: bool) -> None:
    city.authorise("C0001", from_on=TODAY + timedelta(days=10), until_on=TODAY + timedelta(days=400))
    assert (authority(city, on=TODAY + timedelta(days=day)) is not None) is signs


def test_of_several_letters_the_one_that_covers_it_is_told(city: Directory) -> None:
    city.authorise("C0001", item_codes=("item-2",))
    city.authorise("C0001", item_codes=("item-1",))
    found = authority(city)
    assert found
    assert (found.authority_no, found.staff_no) == ("C0001-2", "C0001")


def test_a_revoked_letter_is_worth_nothing_from_that_day_on(city: Directory) -> None:
    number = city.authorise("C0001", from_on=TODAY - timedelta(days=100))
    revoked = city.letters.revoke("C0001", number, ADMINISTRATOR, None)
    assert revoked["revoked_on"] == str(TODAY)
    assert authority(city) is None
    assert authority(city, on=TODAY - timedelta(days=1)) is not None, "what was signed under it stays signed"
    with pytest.raises(RuleViolation) as again:
        city.letters.revoke("C0001", number, ADMINISTRATOR, None)
    assert again.value.code == "signing_authority_over"
    assert city.committer.of("staff#C0001")[-1].type == "staff.signing_authority_revoked"


def test_there_is_nothing_to_revoke_where_there_is_no_letter(city: Directory) -> None:
    with pytest.raises(NotFound) as refused:
        city.letters.revoke("C0001", "C0002-1", ADMINISTRATOR, None)
    assert refused.value.code == "signing_authority_not_found"


@given(st.dates(date(1999, 1, 1), date(2100, 1, 1)))
def test_a_year_ends_on_the_day_before_the_same_date(first: date) -> None:
    last = least_last_day(first)
    assert (last - first).days + 1 in (365, 366)
    following = last + timedelta(days=1)
    same = (following.year, following.month, following.day) == (first.year + 1, first.month, first.day)
    assert same or ((first.month, first.day) == (2, 29) and (following.month, following.day) == (3, 1))


@pytest.mark.parametrize(
    ("from_on", "until_on", "wrong"),
    [
        ("2026-11-21", "2027-11-20", None),
        ("2026-11-21", "2027-11-19", "authority_too_short"),
        ("2026-11-21", "2026-11-20", "authority_too_short"),
        ("2024-01-01", "2026-11-21", None),
        ("2024-01-01", "2026-11-20", "authority_already_over"),
    ],
)
def test_a_term_is_a_year_at_least_and_not_over(
    city: Directory, from_on: str, until_on: str, wrong: str | None
) -> None:
    days = {"from_on": date.fromisoformat(from_on), "until_on": date.fromisoformat(until_on)}
    if wrong:
        assert refusal(city, **days) == [("/until_on", wrong)]
    else:
        assert city.authorise("C0001", **days)


def test_a_term_at_the_end_of_the_calendar_is_no_failure() -> None:
    assert least_last_day(date(9999, 1, 1)) == least_last_day(date.max) == date.max


def test_only_a_chief_representative_of_that_office_is_given_one(city: Directory) -> None:
    elsewhere = "not_chief_representative_there"
    assert refusal(city, "W0001") == [("/divisions/0", elsewhere)]
    assert refusal(city, department="31") == [("/divisions/0", elsewhere)]
    assert refusal(city, department="*") == [("/divisions/0", elsewhere)]
    areas = (DIVISION, "*", "530100000000", "530102002000")
    assert refusal(city, divisions=areas) == [("/divisions/1", elsewhere), ("/divisions/2", elsewhere)]
    with pytest.raises(NotFound):
        city.authorise("X0001")


@pytest.mark.parametrize(
    ("department", "area", "within"), [("09", DIVISION, True), ("*", "*", True), ("31", "53", True)]
)
def test_a_post_for_everything_is_for_anything(department: str, area: str, within: bool) -> None:
    post = Post(frozenset({Role.CHIEF_REPRESENTATIVE}), ("*",), ("*",))
    assert within_posts([post], department, area) is within
    assert within_posts([post._replace(roles=frozenset({Role.CLERK}))], department, area) is False


def test_nobody_gives_themselves_authority_nor_does_their_stand_in(city: Directory) -> None:
    for by in (a_clerk(Role.ADMINISTRATOR, staff_no="C0001"), a_clerk(Role.ADMINISTRATOR)):
        by.on_behalf_of = None if by.id == "C0001" else "staff:C0001"
        with pytest.raises(Forbidden) as refused:
            city.letters.give("C0001", a_letter(TODAY), by, None)
        assert refused.value.code == "not_on_oneself"
        with pytest.raises(Forbidden):
            city.letters.revoke("C0001", "C0001-1", by, None)


def test_a_leaver_is_given_no_letter_and_theirs_may_still_be_revoked(city: Directory) -> None:
    number = city.authorise("C0001")
    city.accounts.depart("C0001", ADMINISTRATOR, None)
    with pytest.raises(NotFound):
        city.authorise("C0001")
    assert city.letters.revoke("C0001", number, ADMINISTRATOR, None)["revoked_on"] == str(TODAY)


def test_whoever_stands_in_gives_no_authority_to_the_colleague(city: Directory) -> None:
    city.hire("A0001", Role.ADMINISTRATOR)
    for first in (0, 3):
        stand_in = city.appoint("C0001", "A0001", ADMINISTRATOR, days=(first, 6))
        with pytest.raises(Forbidden) as refused:
            city.letters.give("C0001", a_letter(TODAY), city.caller("A0001"), None)
        assert refused.value.code == "not_on_oneself"
        city.stand_ins.dismiss("C0001", stand_in, ADMINISTRATOR, None)
    assert city.letters.give("C0001", a_letter(TODAY), city.caller("A0001"), None)


def test_whoever_stands_in_signs_under_the_colleagues_authority(city: Directory) -> None:
    city.hire("C0009", Role.EXAMINER)
    city.authorise("C0001")
    city.appoint("C0001", "C0009", ADMINISTRATOR, days=(1, 3))
    signed = []
    for day in range(5):
        city.shift = timedelta(days=day)
        signed.append(found.authority_no if (found := authority(city, "C0009", on=city.law.today())) else None)
    assert signed == [None, "C0001-1", "C0001-1", "C0001-1", None]
    city.shift = timedelta(days=1)
    assert authority(city, "C0009", division="530103000000") is None


def test_a_stand_in_acts_for_whose_letter_it_is(city: Directory) -> None:
    city.authorise("C0001", item_codes=("item-1",))
    city.authorise("C0002", item_codes=("item-2",))
    city.appoint("C0001", "C0002", ADMINISTRATOR)
    deputy = city.caller("C0002")
    for item_code, behalf in (("item-1", "staff:C0001"), ("item-2", None)):
        assert city.service.signing_authority(deputy, TODAY, **{**DECIDING, "item_code": item_code})
        assert deputy.on_behalf_of == behalf


def test_ones_own_post_and_a_colleagues_letter_do_not_add_up(city: Directory) -> None:
    city.authorise("C0001")
    city.appoint("C0001", "C0002", ADMINISTRATOR)
    demoted = Scope(frozenset({Role.CLERK}), ("09",), (DIVISION,))
    city.accounts.change("C0001", demoted, city.store.items["staff", "C0001"].version, ADMINISTRATOR)
    assert authority(city, "C0002") is None


def test_ones_own_letter_and_a_colleagues_post_do_not_add_up(city: Directory) -> None:
    city.authorise("C0002")
    demoted = Scope(frozenset({Role.CLERK}), ("09",), (DIVISION,))
    city.accounts.change("C0002", demoted, city.store.items["staff", "C0002"].version, ADMINISTRATOR)
    assert authority(city, "C0002") is None, "the post is gone"
    city.appoint("C0001", "C0002", ADMINISTRATOR)
    assert authority(city, "C0002") is None, "the colleague has no letter"


def test_a_stand_in_of_a_stand_in_signs_for_the_one_alone_whose_work_they_do(city: Directory) -> None:
    city.authorise("C0001")
    city.appoint("C0001", "C0002", ADMINISTRATOR)
    city.appoint("C0002", "W0001", ADMINISTRATOR)
    assert authority(city, "C0002") is not None
    assert authority(city, "W0001") is None


def test_own_authority_goes_before_a_colleagues(city: Directory) -> None:
    for staff_no in ("C0001", "C0002"):
        city.authorise(staff_no)
    city.appoint("C0001", "C0002", ADMINISTRATOR)
    found = authority(city, "C0002")
    assert found
    assert found.staff_no == "C0002"


def test_a_stand_in_signs_no_longer_when_dismissed_or_when_the_colleague_left(city: Directory) -> None:
    city.authorise("C0001")
    stand_in = city.appoint("C0001", "C0002", ADMINISTRATOR)
    city.stand_ins.dismiss("C0001", stand_in, ADMINISTRATOR, None)
    assert authority(city, "C0002") is None
    city.appoint("C0001", "C0002", ADMINISTRATOR)
    assert authority(city, "C0002") is not None
    city.accounts.depart("C0001", ADMINISTRATOR, None)
    assert authority(city, "C0002") is None


def test_letters_that_are_over_make_room_and_those_in_force_do_not(city: Directory) -> None:
    first = city.authorise("C0001")
    city.letters.revoke("C0001", first, ADMINISTRATOR, None)
    for _ in range(KEPT):
        city.authorise("C0001")
    kept = [one["authority_no"] for one in city.letters.listed("C0001")["signing_authorities"]]
    assert kept == [f"C0001-{number}" for number in range(2, KEPT + 2)]
    with pytest.raises(RuleViolation) as refused:
        city.authorise("C0001")
    assert refused.value.code == "too_many_authorities"


def test_for_all_departments_only_who_is_for_all_of_them(city: Directory) -> None:
    everywhere = Scope(frozenset({Role.CHIEF_REPRESENTATIVE}), ("*",), ("*",))
    city.registering.register(NewStaff("C0009", "钱一", PASSWORD, everywhere), ADMINISTRATOR, None)
    city.authorise("C0009", department="*", divisions=("*",))
    signer = a_clerk(Role.CHIEF_REPRESENTATIVE, staff_no="C0009", divisions=("*",))
    elsewhere = {**DECIDING, "department": "31", "division": "530103000000"}
    assert city.service.signing_authority(signer, TODAY, **elsewhere) is not None
