"""The staff table and its fake obey the same tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from chalicelib.shared.access import Role
from chalicelib.shared.acts import Chain
from chalicelib.shared.change import Change, Committer
from chalicelib.shared.commit import DynamoCommitter
from chalicelib.shared.errors import RuleViolation
from chalicelib.shared.idempotency import OnceBook
from chalicelib.shared.sealing import Sealer
from chalicelib.staff.ports import StaffStore
from chalicelib.staff.records import Staff, StaffState
from chalicelib.staff.table import StaffTable
from tests.fakes import SECRET, FakeClock, MemoryCommitter
from tests.staff.fakes import StaffInMemory

STAFF = Staff(
    "W0001",
    "salt",
    "sealed name",
    "$argon2id$…",
    frozenset({Role.CLERK, Role.EXAMINER}),
    ("09", "31"),
    (),
    StaffState.ACTIVE,
    Chain("staff#W0001", 1, "e" * 64),
)


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


def test_a_record_comes_back_as_it_was_with_a_version(kept: Kept) -> None:
    assert kept.store.staff("W0001") is None
    kept.write(kept.store.save_staff(STAFF))
    assert kept.store.staff("W0001") == STAFF._replace(version=1)


def test_a_stale_save_is_decided_anew(kept: Kept) -> None:
    kept.write(kept.store.save_staff(STAFF))
    with pytest.raises(RuleViolation, match="changed_meanwhile"):
        kept.write(kept.store.save_staff(STAFF))


def test_there_is_one_first_administrator(kept: Kept) -> None:
    kept.write(kept.store.claim_first_administrator("W0001"))
    with pytest.raises(RuleViolation, match="administrator_exists"):
        kept.write(kept.store.claim_first_administrator("W0002"))
