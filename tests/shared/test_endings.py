"""Endings: what ended is refused soon, at once where it must be, and what began afterwards is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.shared.change import Change
from chalicelib.shared.clocks import epoch
from chalicelib.shared.commit import DynamoCommitter
from chalicelib.shared.ending_records import OVERLAP, TOKENS_LIVE
from chalicelib.shared.ending_table import EndingTable
from chalicelib.shared.endings import CITIZENS_EVERY, Endings, ending
from chalicelib.shared.idempotency import OnceBook
from chalicelib.shared.sealing import Sealer
from tests.fakes import SECRET, EndingsInMemory, FakeClock, MemoryCommitter

SUBJECTS = ("session:s1", "account:a1")


class City:
    """Where something ends, and one container that looks."""

    def __init__(self, now: datetime) -> None:
        self.clock = FakeClock(now)
        self.committer = MemoryCommitter()
        self.endings = Endings(EndingsInMemory(self.committer), self.clock)

    def end(self, subject: str, spared: str = "") -> None:
        self.committer.commit(lambda: Change((ending(subject, self.clock.now(), spared),)), None)

    def refuses(self, issued: datetime, *, at_once: bool = False) -> bool:
        return self.endings.refuses(SUBJECTS, epoch(issued), at_once=at_once)


@pytest.fixture
def city() -> City:
    return City(datetime(2026, 11, 21, 1, 59, 50, tzinfo=UTC))


@pytest.mark.parametrize("subject", SUBJECTS)
def test_what_ended_is_refused_within_a_minute(city: City, subject: str) -> None:
    issued = city.clock.now()
    assert not city.refuses(issued)
    city.clock.move(timedelta(seconds=1))
    city.end(subject)
    assert not city.refuses(issued), "a look costs a read: not with each request"
    city.clock.move(CITIZENS_EVERY)
    assert timedelta(seconds=60) >= CITIZENS_EVERY
    assert city.refuses(issued)


def test_at_once_looks_with_each_request(city: City) -> None:
    issued = city.clock.now()
    assert not city.refuses(issued, at_once=True)
    city.end("session:s1")
    assert city.refuses(issued, at_once=True)


def test_what_began_afterwards_and_what_is_anothers_is_not_refused(city: City) -> None:
    city.end("account:a1")
    city.end("session:another")
    city.clock.move(timedelta(seconds=1))
    assert not city.refuses(city.clock.now(), at_once=True)


@given(steps=st.lists(st.tuples(st.integers(0, 900), st.booleans(), st.booleans()), max_size=12))
def test_at_once_knows_whatever_ended_since_the_token_was_issued(steps: list[tuple[int, bool, bool]]) -> None:
    """Looking now and then, across hours, forgets no ending that a living token may meet."""
    city = City(datetime(2026, 11, 21, 1, 0, tzinfo=UTC))
    last: datetime | None = None
    for seconds, ends, looks in steps:
        city.clock.move(timedelta(seconds=seconds))
        if ends:
            city.end("session:s1")
            last = city.clock.now()
        if looks:
            city.refuses(city.clock.now())
    issued = city.clock.now() - TOKENS_LIVE
    assert city.refuses(issued, at_once=True) is (last is not None and last >= issued)


def test_what_is_written_late_is_found_all_the_same(city: City) -> None:
    """A transaction takes its time, and clocks differ: an ending may bear an instant that was looked at already."""
    issued = city.clock.now()
    city.clock.move(timedelta(seconds=30))
    decided = city.clock.now()
    city.clock.move(OVERLAP - timedelta(seconds=1))
    assert not city.refuses(issued, at_once=True)
    city.committer.commit(lambda: Change((ending("session:s1", decided),)), None)
    assert city.refuses(issued, at_once=True)


def test_who_is_spared_is_not_refused_until_they_end_too(city: City) -> None:
    issued = city.clock.now()
    city.end("account:a1", spared="session:s1")
    assert not city.refuses(issued, at_once=True)
    city.end("account:a1", spared="session:another")
    assert city.refuses(issued, at_once=True)


def test_an_ending_that_spares_somebody_takes_back_none_that_spared_nobody(city: City) -> None:
    issued = city.clock.now()
    city.end("account:a1")
    city.clock.move(timedelta(seconds=1))
    city.end("account:a1", spared="session:s1")
    assert city.refuses(issued, at_once=True)


def test_the_table_keeps_who_is_spared(tables: Any) -> None:
    committer = DynamoCommitter(OnceBook(Sealer(SECRET), FakeClock()))
    at = datetime(2026, 11, 21, 1, 50, tzinfo=UTC)
    committer.commit(lambda: Change((ending("staff:W0001", at, "session:s1"),)), None)
    assert list(EndingTable().since(at, at, consistent=True)) == [("staff:W0001", epoch(at), "session:s1")]


def test_the_table_tells_what_ended_across_the_hour_and_no_more(tables: Any) -> None:
    committer = DynamoCommitter(OnceBook(Sealer(SECRET), FakeClock()))
    begins = datetime(2026, 11, 21, 1, 50, tzinfo=UTC)
    for minutes in range(0, 20, 5):
        at = begins + timedelta(minutes=minutes)
        committer.commit(lambda at=at: Change((ending(f"session:{at:%H%M}", at),)), None)
    until = begins + timedelta(minutes=20)
    found = list(EndingTable().since(begins + timedelta(minutes=5), until, consistent=True))
    assert [one.subject for one in found] == ["session:0155", "session:0200", "session:0205"]
    assert all(one.ended_at >= epoch(begins) for one in found)
