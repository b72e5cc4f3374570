"""The table of windows and its fake obey the same tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.shared.acts import Chain
from chalicelib.shared.change import Change, Committer
from chalicelib.shared.commit import DynamoCommitter
from chalicelib.shared.errors import RuleViolation
from chalicelib.shared.idempotency import OnceBook
from chalicelib.shared.sealing import Sealer
from chalicelib.windows.encoding import text, windows_in
from chalicelib.windows.ports import DivisionWindows, WindowStore, no_windows
from chalicelib.windows.rules import Hours, Kind, Power, Window, WindowState
from chalicelib.windows.table import WindowTable
from tests.fakes import SECRET, FakeClock, MemoryCommitter
from tests.windows.fakes import CITY, DISTRICT, ELSEWHERE, WindowsInMemory, window

WORDS = st.text(max_size=20)
SEVERAL = st.lists(WORDS, max_size=3).map(tuple)
WINDOWS = st.builds(
    Window,
    window_id=WORDS,
    window_no=WORDS,
    name=WORDS,
    division_code=WORDS,
    hall=WORDS,
    kind=st.sampled_from(Kind),
    departments=SEVERAL,
    item_codes=SEVERAL,
    staff=SEVERAL,
    hours=st.lists(st.builds(Hours, st.integers(1, 7), WORDS, WORDS), max_size=2).map(tuple),
    powers=st.lists(st.sampled_from(Power), max_size=4).map(tuple),
    exclusive=st.booleans(),
    state=st.sampled_from(WindowState),
    version=st.integers(1, 99),
)


@dataclass(frozen=True)
class Kept:
    """A store, and how its writes are carried out."""

    store: WindowStore
    committer: Committer

    def write(self, before: DivisionWindows, *windows: Window, head: str = "a" * 64) -> DivisionWindows:
        chain = Chain(before.chain.subject, before.chain.seq + 1, head)
        after = before._replace(chain=chain, windows=windows)
        self.committer.commit(lambda: Change(writes=self.store.save(before, after)), None)
        return self.store.windows(before.division_code)


@pytest.fixture(params=["memory", "dynamodb"])
def kept(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Kept:
    if request.param == "memory":
        return Kept(WindowsInMemory(), MemoryCommitter())
    request.getfixturevalue("tables")
    monkeypatch.setattr("chalicelib.shared.commit.time.sleep", lambda _: None)
    return Kept(WindowTable(), DynamoCommitter(OnceBook(Sealer(SECRET), FakeClock())))


def test_a_division_without_windows_has_none(kept: Kept) -> None:
    assert kept.store.windows(DISTRICT) == no_windows(DISTRICT)
    assert kept.store.of((DISTRICT, CITY)) == ()
    assert kept.store.divisions_of("W0001") == ()


def test_windows_come_back_as_they_were(kept: Kept) -> None:
    first, second = window("A01", item_codes=("item-1",)), window("A02", state=WindowState.CLOSED)
    found = kept.write(no_windows(DISTRICT), first, second)
    assert found == DivisionWindows(DISTRICT, Chain(f"window#{DISTRICT}", 1, "a" * 64), (first, second), 1)


def test_several_divisions_are_read_at_once(kept: Kept) -> None:
    for code in (DISTRICT, CITY, ELSEWHERE):
        kept.write(no_windows(code), window("A01", code))
    found = kept.store.of((DISTRICT, CITY, DISTRICT, "530000000000"))
    assert {one.division_code for one in found} == {DISTRICT, CITY}
    assert len(found) == 2


def test_of_two_who_change_a_division_at_once_one_has_to_look_again(kept: Kept) -> None:
    before = kept.write(no_windows(DISTRICT), window())
    kept.write(before, window(name="one"))
    with pytest.raises(RuleViolation):
        kept.write(before, window(name="other"))


def test_a_seat_is_there_while_somebody_sits_at_any_open_window(kept: Kept) -> None:
    both = kept.write(no_windows(DISTRICT), window("A01"), window("A02", staff=("W0001", "W0002")))
    kept.write(no_windows(CITY), window("C01", CITY))
    assert kept.store.divisions_of("W0001") == (CITY, DISTRICT)
    assert kept.store.divisions_of("W0002") == (DISTRICT,)
    closed = window("A02", staff=("W0001", "W0002"), state=WindowState.CLOSED)
    one = kept.write(both, window("A01"), closed)
    assert (kept.store.divisions_of("W0001"), kept.store.divisions_of("W0002")) == ((CITY, DISTRICT), ())
    kept.write(one, window("A01", staff=("W0002",)), closed)
    assert (kept.store.divisions_of("W0001"), kept.store.divisions_of("W0002")) == ((CITY,), (DISTRICT,))


@given(st.lists(WINDOWS, max_size=3))
def test_what_is_kept_is_read_as_it_was(windows: list[Any]) -> None:
    assert windows_in(text(windows)) == tuple(windows)
