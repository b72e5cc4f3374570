"""The staff table and its fake obey the same tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.shared.access import Role
from chalicelib.shared.acts import Chain
from chalicelib.shared.change import Change, Committer
from chalicelib.shared.commit import DynamoCommitter
from chalicelib.shared.errors import RuleViolation
from chalicelib.shared.idempotency import OnceBook
from chalicelib.shared.sealing import Sealer
from chalicelib.staff.authority import SigningAuthorities, SigningAuthority, SigningPower
from chalicelib.staff.ports import StaffStore
from chalicelib.staff.records import (
    Administrators,
    Credentials,
    Department,
    DepartmentPost,
    File,
    Held,
    Staff,
    StaffState,
    StandIn,
)
from chalicelib.staff.table import StaffTable
from tests.fakes import SECRET, FakeClock, MemoryCommitter
from tests.staff.fakes import StaffInMemory

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 1, 0, 0, 250_000, tzinfo=UTC)
STAND_IN = StandIn("stand-in-1", "W0002", TODAY, TODAY + timedelta(days=6), "sealed reason")
STAFF = Staff(
    "W0001",
    "salt",
    "sealed name",
    frozenset({Role.CLERK, Role.EXAMINER}),
    ("09", "31"),
    ("530102000000",),
    StaffState.ACTIVE,
    Chain("staff#W0001", 1, "e" * 64),
    (Held("11", "CK", ("530102000000", "530103000000")),),
    (STAND_IN,),
)
CREDENTIALS = Credentials("W0001", "$argon2id$…", NOW, True, NOW, "session", ("$argon2id$old",), "seed", "next", 59)
DEPARTMENT = Department(
    "09",
    "公安局",
    "11530100MBFAKE0985",
    (DepartmentPost("CK", "窗口岗", frozenset({Role.CLERK, Role.EXAMINER})),),
    Chain("department#09", 1, "d" * 64),
)


AUTHORITY = SigningAuthority(
    "W0001-1",
    "W0001",
    "09",
    ("530102000000", "*"),
    ("item-1",),
    "授权〔2026〕1号",
    frozenset({SigningPower.DECIDE, SigningPower.APPROVE_EXTENSION}),
    TODAY,
    TODAY + timedelta(days=400),
)
AUTHORITIES = SigningAuthorities("W0001", (AUTHORITY._replace(revoked_on=TODAY), AUTHORITY), 2)


@dataclass(frozen=True)
class Kept:
    """A store, and how its writes are carried out."""

    store: StaffStore
    committer: Committer

    def write(self, *writes: Any) -> None:
        self.committer.commit(lambda: Change(writes=writes), None)


@pytest.fixture(params=["memory", "dynamodb"])
def kept(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Kept:
    if request.param == "memory":
        return Kept(StaffInMemory(), MemoryCommitter())
    request.getfixturevalue("tables")
    monkeypatch.setattr("chalicelib.shared.commit.time.sleep", lambda _: None)
    return Kept(StaffTable(), DynamoCommitter(OnceBook(Sealer(SECRET), FakeClock())))


def test_an_account_comes_back_as_it_was_with_a_version(kept: Kept) -> None:
    assert kept.store.staff("W0001") is None
    kept.write(*kept.store.save_staff(STAFF))
    assert kept.store.staff("W0001") == STAFF._replace(version=1)
    assert kept.store.several(["W0001", "W0009"]) == {"W0001": STAFF._replace(version=1)}


def test_a_stale_save_is_decided_anew(kept: Kept) -> None:
    kept.write(*kept.store.save_staff(STAFF))
    with pytest.raises(RuleViolation, match="changed_meanwhile"):
        kept.write(*kept.store.save_staff(STAFF))


def test_credentials_come_back_as_they_were_with_a_version(kept: Kept) -> None:
    assert kept.store.credentials("W0001") is None
    kept.write(kept.store.save_credentials(CREDENTIALS))
    assert kept.store.credentials("W0001") == CREDENTIALS._replace(version=1)
    with pytest.raises(RuleViolation, match="changed_meanwhile"):
        kept.write(kept.store.save_credentials(CREDENTIALS))


def test_signing_authorities_come_back_as_they_were_with_a_version(kept: Kept) -> None:
    assert kept.store.authorities("W0001") == SigningAuthorities("W0001")
    assert kept.store.several_authorities(["W0001"]) == {}
    kept.write(kept.store.save_authorities(AUTHORITIES))
    assert kept.store.authorities("W0001") == AUTHORITIES._replace(version=1)
    assert kept.store.several_authorities(["W0001", "W0009"]) == {"W0001": AUTHORITIES._replace(version=1)}
    with pytest.raises(RuleViolation, match="changed_meanwhile"):
        kept.write(kept.store.save_authorities(AUTHORITIES))


def test_no_log_in_reads_what_somebody_may_sign(kept: Kept) -> None:
    kept.write(*kept.store.save_staff(STAFF), kept.store.save_credentials(CREDENTIALS))
    before = kept.store.file("W0001", TODAY)
    kept.write(kept.store.save_authorities(AUTHORITIES))
    assert kept.store.file("W0001", TODAY) == before


def test_a_file_has_account_credentials_and_whose_work_they_do_from_today_on(kept: Kept) -> None:
    assert kept.store.file("W0001", TODAY) is None
    kept.write(*kept.store.save_staff(STAFF), kept.store.save_credentials(CREDENTIALS))
    over = STAND_IN._replace(stand_in_id="over", stand_in="W0001", until_on=TODAY - timedelta(days=1))
    last_day = over._replace(stand_in_id="last day", until_on=TODAY)
    twice = last_day._replace(stand_in_id="twice", until_on=TODAY + timedelta(days=3))
    dismissed = twice._replace(stand_in_id="dismissed")
    kept.write(
        kept.store.cover("W0003", over),
        kept.store.cover("W0004", last_day),
        kept.store.cover("W0004", twice),
        kept.store.cover("W0005", dismissed),
    )
    kept.write(kept.store.uncover("W0005", dismissed))
    found = kept.store.file("W0001", TODAY)
    assert found == File(STAFF._replace(version=1), CREDENTIALS._replace(version=1), ("W0004",))


def test_all_staff_are_listed_by_state_and_number_in_pages(kept: Kept) -> None:
    for staff_no, state in (("W3", "active"), ("W1", "active"), ("W2", "left"), ("W4", "active")):
        kept.write(*kept.store.save_staff(STAFF._replace(staff_no=staff_no, state=StaffState(state))))
    assert kept.store.listed(None, None, 9, None).entries == ("W1", "W3", "W4", "W2")
    assert kept.store.listed(None, "left", 9, None).entries == ("W2",)
    first = kept.store.listed(None, "active", 2, None)
    assert first.entries == ("W1", "W3")
    assert kept.store.listed(None, "active", 2, first.next).entries == ("W4",)


def test_a_department_lists_who_belongs_to_it_now(kept: Kept) -> None:
    kept.write(*kept.store.save_staff(STAFF))
    before = kept.store.staff("W0001")
    assert before
    assert [kept.store.listed(code, None, 9, None).entries for code in ("09", "11", "12")] == [
        ("W0001",),
        ("W0001",),
        (),
    ]
    moved = before._replace(departments=("12",))
    kept.write(*kept.store.save_staff(moved, before))
    assert [bool(kept.store.listed(code, None, 9, None).entries) for code in ("09", "11", "12")] == [False, True, True]
    left = moved._replace(state=StaffState.LEFT, version=2)
    kept.write(*kept.store.save_staff(left, moved))
    assert not any(kept.store.listed(code, None, 9, None).entries for code in ("09", "11", "12"))


def test_there_is_one_first_administrator(kept: Kept) -> None:
    kept.write(kept.store.claim_first_administrator("W0001"))
    with pytest.raises(RuleViolation, match="administrator_exists"):
        kept.write(kept.store.claim_first_administrator("W0002"))
    known = kept.store.administrators()
    assert known == Administrators(frozenset({"W0001"}), 1)


def test_two_changes_of_who_administers_do_not_both_count(kept: Kept) -> None:
    assert kept.store.administrators() is None
    kept.write(kept.store.claim_first_administrator("W0001"))
    known = kept.store.administrators()
    assert known
    kept.write(kept.store.save_administrators(known._replace(staff_nos=frozenset({"W0001", "W0002"}))))
    with pytest.raises(RuleViolation, match="changed_meanwhile"):
        kept.write(kept.store.save_administrators(known._replace(staff_nos=frozenset({"W0003"}))))
    assert kept.store.administrators() == Administrators(frozenset({"W0001", "W0002"}), 2)


def test_a_department_comes_back_as_it_was_with_a_version(kept: Kept) -> None:
    assert kept.store.department("09") is None
    kept.write(kept.store.save_department(DEPARTMENT))
    saved = DEPARTMENT._replace(version=1)
    assert kept.store.department("09") == saved
    assert kept.store.departments(["09", "31"]) == {"09": saved}
    with pytest.raises(RuleViolation, match="changed_meanwhile"):
        kept.write(kept.store.save_department(DEPARTMENT))


def test_departments_are_listed_by_code_in_pages(kept: Kept) -> None:
    for code in ("31", "09", "11"):
        kept.write(kept.store.save_department(DEPARTMENT._replace(code=code)))
    first = kept.store.listed_departments(2, None)
    assert [one.code for one in first.entries] == ["09", "11"]
    rest = kept.store.listed_departments(2, first.next)
    assert [one.code for one in rest.entries] == ["31"]
    assert rest.next is None
