"""The table keeps what its double in memory keeps."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.configuration.ports import ConfigurationStore, Ledger, StoredEdition, Writes
from chalicelib.configuration.table import ConfigurationTable
from chalicelib.shared.change import Change, Committer
from chalicelib.shared.errors import RuleViolation
from chalicelib.shared.publishing import Edition, Shelf, Stage
from tests.configuration.memory import MemoryConfiguration
from tests.fakes import MemoryCommitter

FIRST = StoredEdition("intake", Edition(1, Stage.DRAFT, "ab" * 32, ("S-1", "S-2")), {"draft_days": 20})


class Stored:
    """A store with the committer that goes with it."""

    def __init__(self, store: ConfigurationStore, committer: Committer) -> None:
        self.store = store
        self._committer = committer

    def write(self, *writes: Writes) -> None:
        self._committer.commit(lambda: Change(tuple(one for some in writes for one in some)), None)


@pytest.fixture(params=["memory", "dynamodb"])
def stored(request: pytest.FixtureRequest) -> Any:
    if request.param == "memory":
        return Stored(MemoryConfiguration(), MemoryCommitter())
    request.getfixturevalue("cloud")
    return Stored(ConfigurationTable(), wiring.committer())


def test_an_empty_store_is_release_zero(stored: Stored) -> None:
    assert stored.store.ledger() == Ledger()
    assert stored.store.in_force().release == 0
    assert stored.store.in_force().contents == {}
    assert stored.store.edition("intake", 1) is None


def test_an_edition_reads_back_with_its_revision(stored: Stored) -> None:
    stored.write(stored.store.save_edition(FIRST))
    assert stored.store.edition("intake", 1) == FIRST._replace(version=1)
    stored.write(stored.store.save_edition(FIRST._replace(content={"draft_days": 10}, version=1)))
    assert stored.store.edition("intake", 1) == FIRST._replace(content={"draft_days": 10}, version=2)


def test_the_ledger_reads_back(stored: Stored) -> None:
    ledger = Ledger(3, 7, "cd" * 32, {"intake": Shelf(2, None, 2), "sessions": Shelf(1, 1, None)})
    stored.write(stored.store.save_ledger(Ledger(), ledger))
    assert stored.store.ledger() == ledger._replace(version=1)
    assert stored.store.in_force().release == 3


def test_a_stale_save_is_refused(stored: Stored) -> None:
    stored.write(stored.store.save_edition(FIRST))
    with pytest.raises(RuleViolation, match="changed_meanwhile"):
        stored.write(stored.store.save_edition(FIRST))
    stored.write(stored.store.save_ledger(Ledger(), Ledger(release=1)))
    with pytest.raises(RuleViolation, match="changed_meanwhile"):
        stored.write(stored.store.save_ledger(Ledger(), Ledger(release=1)))


def test_what_is_in_force_is_replaced_and_removed(stored: Stored) -> None:
    stored.write(stored.store.put_in_force(FIRST))
    stored.write(stored.store.put_in_force(FIRST._replace(content={"draft_days": 10})))
    assert stored.store.in_force().contents == {"intake": {"draft_days": 10}}
    assert stored.store.in_force().numbers == {"intake": 1}
    stored.write(stored.store.remove_from_force("intake"))
    assert stored.store.in_force().contents == {}
