"""The identity table and its fake obey the same tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.identity.access_log.openings import Reader
from chalicelib.identity.persons.records import Account, AccountKind, Parting, PersonState, unknown_person
from chalicelib.identity.ports import IdentityStore
from chalicelib.identity.proving.proofs import ConfirmationCode, Kiosk, Pending, PendingState, Presence
from chalicelib.identity.rules import Family, Level
from chalicelib.identity.table.whole import IdentityTable
from chalicelib.identity.tokens.keys import KeyState, SigningKey
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


def test_an_account_that_was_deleted_is_gone_and_one_that_changed_meanwhile_stays(kept: Kept) -> None:
    kept.write(kept.store.save_account(ACCOUNT))
    first = kept.store.account("a1")
    assert first
    kept.write(kept.store.save_account(first._replace(phone="sealed", kind=AccountKind.KIOSK)))
    assert kept.conflicts(lambda: kept.store.delete_account(first))
    second = kept.store.account("a1")
    assert second == first._replace(phone="sealed", kind=AccountKind.KIOSK, version=2)
    kept.write(kept.store.delete_account(second))
    assert kept.store.account("a1") is None


def test_a_persons_state_accounts_and_day_come_back(kept: Kept) -> None:
    person = unknown_person("p1", "salt", "a1", "a2")
    partings = (Parting("a3", "2026-11-20T01:00:00.000Z", True), Parting("a4", "2026-11-21T01:00:00.000Z", False))
    closing = person._replace(state=PersonState.CLOSING, due_on=date(2026, 11, 29), number_key="k", partings=partings)
    closing = closing._replace(seen_at="2026-11-20T01:00:00.000Z")
    kept.write(kept.store.save_person(closing))
    assert kept.store.person("p1") == closing._replace(version=1)


def test_a_number_that_was_released_can_be_claimed_anew(kept: Kept) -> None:
    kept.write(kept.store.claim_number("h1", "p1"))
    kept.write(kept.store.release_number("h1"))
    kept.write(kept.store.claim_number("h1", "p2"))
    assert kept.store.holder_of_number("h1") == "p2"


def test_a_pending_verification_comes_back_before_and_after_its_result(kept: Kept) -> None:
    pending = Pending("v1", "face", "a1", "s1", ENDS, verify_id="sealed")
    kept.write(kept.store.save_pending(pending))
    first = kept.store.pending("v1")
    assert first == pending._replace(version=1)
    failed = first._replace(state=PendingState.FAILED, reason="cancelled")
    kept.write(kept.store.save_pending(failed))
    assert kept.store.pending("v1") == failed._replace(version=2)
    assert kept.conflicts(lambda: kept.store.save_pending(failed))
    assert kept.store.pending("v2") is None


def test_a_kiosk_comes_back_with_and_without_its_secret(kept: Kept) -> None:
    kiosk = Kiosk("K0001", "政务服务大厅一层", Chain("kiosk#K0001", 1, "e" * 64), "hash")
    kept.write(kept.store.save_kiosk(kiosk))
    assert kept.store.kiosk("K0001") == kiosk._replace(version=1)
    kept.write(kept.store.save_kiosk(kiosk._replace(version=1, secret=None)))
    assert kept.store.kiosk("K0001") == kiosk._replace(version=2, secret=None)
    assert kept.store.kiosk("K0002") is None


def test_a_presence_comes_back_and_is_never_written_over(kept: Kept) -> None:
    presence = Presence("v1", "p1", "S001", True, "2026-11-21T01:00:00.000Z", ENDS)
    kept.write(kept.store.add_presence(presence))
    assert kept.store.presence("v1") == presence
    assert kept.conflicts(lambda: kept.store.add_presence(presence._replace(person_id="p2")))
    assert kept.store.presence("v1") == presence
    assert kept.store.presence("v2") is None


def test_a_code_stands_for_one_verification(kept: Kept) -> None:
    code = ConfirmationCode("k1", "v1", ENDS)
    kept.write(kept.store.save_code(code))
    assert kept.store.code("k1") == code._replace(version=1)
    assert kept.conflicts(lambda: kept.store.save_code(code._replace(verification_id="v2")))
    assert kept.store.code("k2") is None


def test_what_is_due_is_told_in_order_up_to_the_day(kept: Kept) -> None:
    days = {"p3": date(2026, 12, 31), "p1": date(2026, 11, 29), "p2": date(2026, 11, 30)}
    kept.write(*(kept.store.put_due(day, person) for person, day in days.items()))
    assert list(kept.store.due(date(2026, 11, 28))) == []
    assert list(kept.store.due(date(2026, 11, 30))) == ["p1", "p2"]
    kept.write(kept.store.drop_due(date(2026, 11, 29), "p1"), kept.store.drop_due(date(2026, 11, 29), "p9"))
    assert list(kept.store.due(date(2057, 1, 1))) == ["p2", "p3"]


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
