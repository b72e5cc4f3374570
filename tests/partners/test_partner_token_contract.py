"""The table of partners' tokens and its fake obey the same tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from chalicelib.shared.change import Change, Committer
from chalicelib.shared.commit import DynamoCommitter
from chalicelib.shared.errors import RuleViolation
from chalicelib.shared.idempotency import OnceBook
from chalicelib.shared.partner_token_table import PartnerTokenTable
from chalicelib.shared.partner_tokens import PartnerToken, PartnerTokenStore
from chalicelib.shared.sealing import Sealer
from tests.fakes import SECRET, FakeClock, MemoryCommitter
from tests.partners.wechat_calls import PartnerTokensInMemory

TOKEN = PartnerToken("wechat", "sealed", datetime(2026, 11, 21, 3, tzinfo=UTC))


@dataclass(frozen=True)
class Kept:
    """A store, and how its writes are carried out."""

    store: PartnerTokenStore
    committer: Committer

    def save(self, token: PartnerToken) -> None:
        self.committer.commit(lambda: Change((self.store.save_partner_token(token),)), None)


@pytest.fixture(params=["memory", "dynamodb"])
def kept(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Kept:
    if request.param == "memory":
        return Kept(PartnerTokensInMemory(), MemoryCommitter())
    request.getfixturevalue("tables")
    monkeypatch.setattr("chalicelib.shared.commit.time.sleep", lambda _: None)
    return Kept(PartnerTokenTable(), DynamoCommitter(OnceBook(Sealer(SECRET), FakeClock())))


def test_there_is_none_at_first(kept: Kept) -> None:
    assert kept.store.partner_token("wechat") is None


def test_it_comes_back_as_it_was_with_a_version(kept: Kept) -> None:
    kept.save(TOKEN)
    assert kept.store.partner_token("wechat") == TOKEN._replace(version=1)
    forced = TOKEN._replace(forced_at=datetime(2026, 11, 21, 1, tzinfo=UTC), forced=7, version=1)
    kept.save(forced)
    assert kept.store.partner_token("wechat") == forced._replace(version=2)
    assert kept.store.partner_token("another") is None


def test_whoever_read_before_another_wrote_is_refused(kept: Kept) -> None:
    kept.save(TOKEN)
    with pytest.raises(RuleViolation, match="changed_meanwhile"):
        kept.save(TOKEN)
    kept.save(TOKEN._replace(version=1))
    with pytest.raises(RuleViolation, match="changed_meanwhile"):
        kept.save(TOKEN._replace(version=1))
