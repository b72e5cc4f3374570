"""An access log, in memory or in the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from chalicelib.identity.access_log.recording import AccessLog
from chalicelib.identity.access_log.search import AccessSearch, Search
from chalicelib.identity.table.openings import AccessTable
from chalicelib.shared.access import Caller
from chalicelib.shared.act_table import acts_of
from chalicelib.shared.acts import Act, Recorder
from chalicelib.shared.change import Committer
from chalicelib.shared.clocks import civil_date
from chalicelib.shared.commit import DynamoCommitter
from chalicelib.shared.idempotency import OnceBook
from chalicelib.shared.sealing import Sealer
from tests.builders import a_citizen
from tests.fakes import SECRET, FakeClock, MemoryCommitter
from tests.identity.fakes import IdentityInMemory

DEPARTMENTS = {"09": "公安局", "10": "民政局"}


class Log:
    """Writes openings and finds them again."""

    def __init__(self, store: Any, committer: Committer, clock: FakeClock, acts: Callable[[str], Iterable[Act]]):
        self.store, self.committer, self.clock = store, committer, clock
        self.recorder = Recorder(clock, clock, lambda: 0)
        self.finder = AccessSearch(store, self._names)
        self._acts = acts
        self.asked_names: list[list[str]] = []

    def _names(self, codes: Iterable[str]) -> dict[str, str]:
        self.asked_names.append(list(codes))
        return {code: DEPARTMENTS[code] for code in codes if code in DEPARTMENTS}

    def opened(
        self, reader: Caller, person: str = "zhang", why: str = "case:1", what: str = "case", store: Any = None
    ) -> None:
        """An opening; a second later the next one may come."""
        AccessLog(store or self.store, self.committer, self.recorder).opened(reader, person, why, what, "5301-1")
        self.clock.move(timedelta(seconds=1))

    def acts(self, reader: str, month: str = "2026-11") -> list[Act]:
        return list(self._acts(f"reader#{reader}#{month}"))

    def mine(self, person: str = "zhang", limit: int = 20, cursor: str | None = None) -> dict[str, Any]:
        return self.finder.mine(a_citizen(person), limit, cursor)

    def search(self, **asked: Any) -> dict[str, Any]:
        today = civil_date(self.clock.now())
        asked = {"first": today, "last": today, "reader": None, "person": None, "limit": 20, "cursor": None, **asked}
        return self.finder.search(Search(**asked))


def in_memory() -> Log:
    committer = MemoryCommitter()
    return Log(IdentityInMemory(), committer, FakeClock(), committer.of)


def in_the_table() -> Log:
    clock = FakeClock()
    return Log(AccessTable(), DynamoCommitter(OnceBook(Sealer(SECRET), clock)), clock, acts_of)
