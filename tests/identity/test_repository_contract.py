"""The identity table and its fake obey the same tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.identity.keys import KeyState, SigningKey
from chalicelib.identity.ports import IdentityStore
from chalicelib.identity.records import Account, Reader, unknown_person
from chalicelib.identity.rules import Family, Level
from chalicelib.identity.table import IdentityTable
from chalicelib.shared.acts import Chain
from chalicelib.shared.change import Change, Committer
from chalicelib.shared.commit import DynamoCommitter
from chalicelib.shared.errors import RuleViolation
from chalicelib.shared.idempotency import OnceBook
from chalicelib.shared.sealing import Sealer
from tests.fakes import SECRET, FakeClock
from tests.identity.fakes import CommitterInMemory, IdentityInMemory

ENDS = datetime(2026, 12, 21, tzinfo=UTC)
OPENED = datetime(2026, 11, 21, 1, 0, 0, 250000, tzinfo=UTC)
FAMILY = Family("s1", "citizen", "a1", "miniprogram", "c" * 64, OPENED, ENDS, ENDS - timedelta(days=23))
ACCOUNT = Account("a1", "p1", Level.OPENID, "salt", "sealed openid", "sealed key")


@dataclass(frozen=True)
class Kept:
    """A store, and how its writes are carried out."""

    store: IdentityStore
    committer: Committer

    def write(self, *writes: Any) -> None:
        self.committer.commit(lambda: Change(writes=writes), None)

    def conflicts(self, write: Callable[[], Any]) -> bool:
        """Whether the write finds something else than it expects."""
        try:
            self.write(write())
        except RuleViolation as refused:
            return refused.code == "changed_meanwhile"
        return False


@pytest.fixture(params=["memory", "dynamodb"])
def kept(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Kept:
    if request.param == "memory":
        return Kept(IdentityInMemory(), CommitterInMemory())
    request.getfixturevalue("tables")
    monkeypatch.setattr("chalicelib.shared.commit.time.sleep", lambda _: None)
    return Kept(IdentityTable(), DynamoCommitter(OnceBook(Sealer(SECRET), FakeClock())))


def test_what_is_absent_is_none(kept: Kept) -> None:
    store = kept.store
    assert (store.account("a"), store.person("p"), store.family("s")) == (None,) * 3
    assert store.holder_of_number("h") is None
    assert list(store.signing_keys()) == []


def test_a_record_comes_back_as_it_was_with_a_version(kept: Kept) -> None:
    person = unknown_person("p1", "salt")._replace(name="sealed", resident_id="sealed", level=Level.NAME_NUMBER)
    kept.write(kept.store.save_account(ACCOUNT), kept.store.save_person(person))
    assert kept.store.account("a1") == ACCOUNT._replace(version=1)
    assert kept.store.person("p1") == person._replace(version=1)


def test_a_readers_chain_comes_back(kept: Kept) -> None:
    reader = Reader("W0001#2026-11", Chain("reader#W0001#2026-11", 7, "e" * 64))
    kept.write(kept.store.save_reader(reader))
    assert kept.store.reader("W0001#2026-11") == reader._replace(version=1)
    assert kept.store.reader("W0001#2026-12") is None


def test_a_person_of_whom_nothing_is_known_comes_back(kept: Kept) -> None:
    kept.write(kept.store.save_person(unknown_person("p1", "salt")))
    assert kept.store.person("p1") == unknown_person("p1", "salt")._replace(version=1)


def test_a_family_comes_back_before_and_after_rotation(kept: Kept) -> None:
    kept.write(kept.store.save_family(FAMILY))
    first = kept.store.family("s1")
    assert first == FAMILY._replace(version=1)
    at = datetime(2026, 11, 21, 4, 0, 0, 123456, tzinfo=UTC)
    rotated = first._replace(current="d" * 64, previous="c" * 64, rotated_at=at, pair="sealed")
    kept.write(kept.store.save_family(rotated))
    assert kept.store.family("s1") == rotated._replace(version=2)


def test_a_device_and_a_shown_face_come_back(kept: Kept) -> None:
    family = FAMILY._replace(device="sealed name", face_until=OPENED + timedelta(minutes=10))
    kept.write(kept.store.save_family(family))
    assert kept.store.family("s1") == family._replace(version=1)


def test_an_ended_family_is_gone(kept: Kept) -> None:
    kept.write(kept.store.save_family(FAMILY))
    ended = kept.store.family("s1")
    assert ended
    kept.write(kept.store.end_family(ended))
    assert kept.store.family("s1") is None


def test_the_families_of_one_holder_are_found_newest_first(kept: Kept) -> None:
    later = FAMILY._replace(session_id="s2", opened_at=OPENED + timedelta(hours=1))
    same_id = FAMILY._replace(session_id="s3", kind="staff")
    other = FAMILY._replace(session_id="s4", holder="a2")
    kept.write(*map(kept.store.save_family, (FAMILY, later, same_id, other)))
    assert [family.session_id for family in kept.store.families_of("citizen", "a1")] == ["s2", "s1"]
    assert kept.store.families_of("staff", "a1") == [same_id._replace(version=1)]
    assert kept.store.families_of("staff", "W9999") == []


def test_a_persons_accounts_are_found_wherever_an_account_goes(kept: Kept) -> None:
    second = ACCOUNT._replace(account_id="a2")
    kept.write(kept.store.save_account(ACCOUNT), kept.store.save_account(second))
    assert [account.account_id for account in kept.store.accounts_of("p1")] == ["a1", "a2"]
    kept.write(kept.store.save_account(second._replace(person_id="p2", version=1)))
    assert kept.store.accounts_of("p1") == [ACCOUNT._replace(version=1)]
    assert kept.store.accounts_of("p2") == [second._replace(person_id="p2", version=2)]


def test_a_stale_save_is_decided_anew(kept: Kept) -> None:
    kept.write(kept.store.save_family(FAMILY))
    first = kept.store.family("s1")
    assert first
    kept.write(kept.store.save_family(first))
    assert kept.conflicts(lambda: kept.store.save_family(first))
    assert kept.conflicts(lambda: kept.store.end_family(first))
    assert kept.conflicts(lambda: kept.store.save_family(FAMILY))


def test_a_number_is_claimed_once(kept: Kept) -> None:
    kept.write(kept.store.claim_number("h1", "p1"))
    assert kept.store.holder_of_number("h1") == "p1"
    assert kept.conflicts(lambda: kept.store.claim_number("h1", "p2"))
    assert kept.store.holder_of_number("h1") == "p1"


def test_published_keys_come_back(kept: Kept) -> None:
    keys = [SigningKey(f"kid{n}", "x", "y", f"key-{n}", state) for n, state in enumerate(KeyState)]
    kept.write(*map(kept.store.add_signing_key, keys))
    assert sorted(kept.store.signing_keys(), key=lambda key: key.kid) == keys
    assert kept.conflicts(lambda: kept.store.add_signing_key(keys[0]))


def test_a_refused_part_leaves_nothing_of_the_rest(kept: Kept) -> None:
    kept.write(kept.store.claim_number("h1", "p1"))
    with pytest.raises(RuleViolation):
        kept.write(kept.store.save_account(ACCOUNT), kept.store.claim_number("h1", "p2"))
    assert kept.store.account("a1") is None
