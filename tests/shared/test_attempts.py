"""Counts of attempts: what never happens is one attempt more than allowed. The fake obeys what the table obeys."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from chalicelib.shared.attempt_table import AttemptTable
from chalicelib.shared.attempts import Attempts
from chalicelib.shared.change import Change
from chalicelib.shared.commit import DynamoCommitter
from chalicelib.shared.errors import Throttled
from chalicelib.shared.idempotency import OnceBook
from chalicelib.shared.sealing import Sealer
from chalicelib.shared.source import source
from tests.fakes import SECRET, AttemptsInMemory, FakeClock, MemoryCommitter

WINDOW = timedelta(minutes=30)
LIMIT = 5


class Counted:
    """Attempts over one of the two stores, and the committer that goes with it."""

    def __init__(self, kind: str) -> None:
        self.clock = FakeClock()
        memory = kind == "memory"
        self.attempts = Attempts(AttemptsInMemory() if memory else AttemptTable(), SECRET, self.clock)
        self._committer = MemoryCommitter() if memory else DynamoCommitter(OnceBook(Sealer(SECRET), self.clock))

    def reserve(self, subject: str = "W0001") -> int:
        """0, or for how many seconds it is refused."""
        return refused_for(lambda: self.attempts.reserve("staff log-in", subject, LIMIT, WINDOW))

    def count(self, subject: str = "203.0.113.7", limit: int = LIMIT) -> int:
        return refused_for(lambda: self.attempts.count("staff log-in", subject, limit, WINDOW))

    def forget(self, subject: str = "W0001") -> None:
        self._committer.commit(lambda: Change((self.attempts.forget("staff log-in", subject),)), None)


def refused_for(attempt: Callable[[], object]) -> int:
    try:
        attempt()
    except Throttled as refused:
        return int(str(refused.params["retry_after"]))
    return 0


@pytest.fixture(params=["memory", "dynamodb"])
def counted(request: pytest.FixtureRequest) -> Counted:
    if request.param == "dynamodb":
        request.getfixturevalue("tables")
    return Counted(request.param)


def test_five_attempts_and_then_none_for_half_an_hour_after_the_fifth(counted: Counted) -> None:
    for _ in range(LIMIT):
        assert counted.reserve() == 0
        counted.clock.move(timedelta(minutes=10))
    assert counted.reserve() == 20 * 60
    counted.clock.move(timedelta(minutes=20, seconds=-1))
    assert counted.reserve() == 1
    counted.clock.move(timedelta(seconds=1))
    assert [counted.reserve() for _ in range(LIMIT + 1)] == [0] * LIMIT + [1800]


def test_the_refusal_is_one_that_a_client_knows(counted: Counted) -> None:
    assert [counted.reserve() for _ in range(LIMIT)] == [0] * LIMIT
    with pytest.raises(Throttled, match="too_many_attempts"):
        counted.attempts.reserve("staff log-in", "W0001", LIMIT, WINDOW)


def test_a_refused_attempt_prolongs_nothing(counted: Counted) -> None:
    assert [counted.reserve() for _ in range(LIMIT)] == [0] * LIMIT
    counted.clock.move(timedelta(minutes=29))
    assert [counted.reserve() for _ in range(20)] == [60] * 20


def test_whoever_pauses_for_the_window_begins_anew(counted: Counted) -> None:
    assert [counted.reserve() for _ in range(LIMIT - 1)] == [0] * (LIMIT - 1)
    counted.clock.move(WINDOW)
    assert [counted.reserve() for _ in range(LIMIT)] == [0] * LIMIT


def test_a_success_forgets_what_was_reserved_and_nothing_of_others(counted: Counted) -> None:
    assert [counted.reserve(subject) for subject in ("W0001", "W0002") for _ in range(LIMIT)] == [0] * 2 * LIMIT
    counted.forget("W0001")
    assert (counted.reserve("W0001"), counted.reserve("W0002")) == (0, 1800)
    counted.forget("W9999")  # of whom nothing is counted


def test_a_fixed_window_counts_to_its_end_and_the_next_is_another(counted: Counted) -> None:
    counted.clock.move(timedelta(minutes=10))  # 01:10, in the window from 01:00 to 01:30
    assert [counted.count() for _ in range(LIMIT)] == [0] * LIMIT
    assert [counted.count() for _ in range(3)] == [20 * 60] * 3
    counted.clock.move(timedelta(minutes=20))
    assert counted.count() == 0


def test_what_was_taken_back_was_never_counted(counted: Counted) -> None:
    for _ in range(3 * LIMIT):
        counted.attempts.take_back(counted.attempts.count("staff log-in", "203.0.113.7", LIMIT, WINDOW))
    assert [counted.count() for _ in range(LIMIT + 1)] == [0] * LIMIT + [1800]


def test_taking_back_never_makes_room_for_more_than_the_limit(counted: Counted) -> None:
    taken = counted.attempts.count("staff log-in", "203.0.113.7", LIMIT, WINDOW)
    for _ in range(5):
        counted.attempts.take_back(taken)
    assert [counted.count() for _ in range(LIMIT + 1)] == [0] * LIMIT + [1800]


def test_a_hundred_at_once_are_five(counted: Counted) -> None:
    with ThreadPoolExecutor(16) as pool:
        reserved = list(pool.map(lambda _: counted.reserve(), range(100)))
        windowed = list(pool.map(lambda _: counted.count(), range(100)))
    assert (reserved.count(0), windowed.count(0)) == (LIMIT, LIMIT)


def test_no_key_tells_whom_it_counts(tables: object) -> None:
    counted = Counted("dynamodb")
    counted.reserve("W0001")
    counted.count("203.0.113.7")
    kept = repr(tables.scan(TableName="guards_table")["Items"])  # type: ignore[attr-defined]
    assert "W0001" not in kept
    assert "203.0.113" not in kept


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("", ""),
    ],
)
def test_a_source_is_an_address_or_the_network_of_one_office(address: str, name: str) -> None:
    assert source(address) == name
