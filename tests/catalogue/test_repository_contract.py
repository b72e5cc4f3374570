"""The table keeps what its double in memory keeps."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.catalogue.divisions.changes import Ending
from chalicelib.catalogue.ports import CatalogueStore, ItemShelf, StoredEdition, Writes
from chalicelib.catalogue.records import CONCLUDED, Children, Division, Report, StoredEndings
from chalicelib.catalogue.table import CatalogueTable
from chalicelib.shared.change import Change, Committer
from chalicelib.shared.errors import RuleViolation, TooLarge
from chalicelib.shared.publishing import Edition, Shelf, Stage
from tests.catalogue.entries import entry
from tests.catalogue.memory import MemoryCatalogue
from tests.catalogue.samples import content
from tests.fakes import MemoryCommitter

CODE = content()["item_code"]
FIRST = StoredEdition(CODE, Edition(1, Stage.AUDITED, "ab" * 32, ("S-1", "S-2"), "S-3"), content())
CHILDREN = Children("530100000000", (Division("530102000000", "五华区", 3), Division("530103000000", "盘龙区", 3)))


class Stored:
    """A store with the committer that goes with it."""

    def __init__(self, store: CatalogueStore, committer: Committer) -> None:
        self.store = store
        self._committer = committer

    def write(self, *writes: Writes) -> None:
        self._committer.commit(lambda: Change(tuple(one for some in writes for one in some)), None)


@pytest.fixture(params=["memory", "dynamodb"])
def stored(request: pytest.FixtureRequest) -> Any:
    if request.param == "memory":
        return Stored(MemoryCatalogue(), MemoryCommitter())
    request.getfixturevalue("cloud")
    return Stored(CatalogueTable(), wiring.committer())


def test_nothing_is_known_of_an_item_at_first(stored: Stored) -> None:
    assert stored.store.shelf(CODE) == ItemShelf(CODE)
    assert stored.store.edition(CODE, 1) is None
    assert stored.store.listed(10, None) == ()
    assert stored.store.children("530100000000") is None
    assert stored.store.report("none") is None


def test_a_shelf_reads_back_with_its_revision(stored: Stored) -> None:
    shelf = ItemShelf(CODE, Shelf(2, 2, 1), 5, "cd" * 32, "ef" * 32)
    stored.write(stored.store.save_shelf(ItemShelf(CODE), shelf))
    assert stored.store.shelf(CODE) == shelf._replace(version=1)
    assert stored.store.shelf(CODE, fresh=False).shelf.current == 1


def test_an_edition_reads_back_with_its_revision(stored: Stored) -> None:
    stored.write(stored.store.save_edition(FIRST))
    assert stored.store.edition(CODE, 1) == FIRST._replace(version=1)
    stored.write(stored.store.save_edition(FIRST._replace(content=content(name="居住证"), version=1)))
    assert stored.store.edition(CODE, 1) == FIRST._replace(content=content(name="居住证"), version=2)


def test_a_stale_save_is_refused(stored: Stored) -> None:
    for save in (
        lambda: stored.store.save_edition(FIRST),
        lambda: stored.store.save_shelf(ItemShelf(CODE), ItemShelf(CODE)),
        lambda: stored.store.save_children(CHILDREN),
    ):
        stored.write(save())
        with pytest.raises(RuleViolation, match="changed_meanwhile"):
            stored.write(save())


def test_the_list_is_read_in_code_order_and_from_any_place(stored: Stored) -> None:
    for code in ("B", "A", "D", "C"):
        stored.write(stored.store.list_item(entry(code)))
    assert stored.store.listed(10, None) == tuple(map(entry, "ABCD"))
    assert stored.store.listed(2, "A") == tuple(map(entry, "BC"))
    assert stored.store.listed(2, "D") == ()


def test_an_entry_is_replaced_and_taken_off(stored: Stored) -> None:
    stored.write(stored.store.list_item(entry("A")))
    stored.write(stored.store.list_item(entry("A", number=2)))
    assert [entry.number for entry in stored.store.listed(10, None)] == [2]
    stored.write(stored.store.unlist_item("A"))
    assert stored.store.listed(10, None) == ()


def test_children_read_back(stored: Stored) -> None:
    stored.write(stored.store.save_children(CHILDREN))
    assert stored.store.children("530100000000", fresh=True) == CHILDREN._replace(version=1)


def test_a_division_reads_back_with_its_changes(stored: Stored) -> None:
    changed = Division(
        "530121000000", "呈贡县", 3, "1960-01-01", "2011-05-20", ("530114000000",), "国函〔2011〕56号", ("旧名",)
    )
    children = CHILDREN._replace(divisions=(changed, *CHILDREN.divisions))
    stored.write(stored.store.save_children(children))
    assert stored.store.children("530100000000") == children._replace(version=1)


def test_endings_read_back_and_are_renewed(stored: Stored) -> None:
    assert stored.store.endings() == StoredEndings()
    endings = StoredEndings({"530121000000": Ending("2011-05-20", ("530114000000",)), "1" * 12: Ending("2000-01-01")})
    stored.write(stored.store.save_endings(endings))
    assert stored.store.endings(fresh=True) == endings._replace(version=1)
    with pytest.raises(RuleViolation, match="changed_meanwhile"):
        stored.write(stored.store.save_endings(endings))


def test_a_report_reads_back(stored: Stored) -> None:
    quarantined = ({"row": 2, "field": "name", "reason": "missing"},)
    report = Report("I1", "items", "a file", "2026-11-21T01:00:00.000Z", "S-1", 2, "ab" * 32, quarantined=quarantined)
    stored.write(stored.store.save_report(report))
    report = report._replace(version=1)
    assert stored.store.report("I1") == report
    stored.write(stored.store.save_report(report._replace(accepted=1, state=CONCLUDED)))
    assert stored.store.report("I1") == report._replace(accepted=1, state=CONCLUDED, version=2)
    with pytest.raises(RuleViolation, match="changed_meanwhile"):
        stored.write(stored.store.save_report(report))


def test_what_is_too_big_to_be_kept_is_told_before_it_is_written(stored: Stored) -> None:
    big = tuple(Division(f"{number:012d}", "街" * 200, 5) for number in range(450))
    with pytest.raises(TooLarge, match="record_too_large"):
        stored.store.save_children(Children("530100000000", big))
    with pytest.raises(TooLarge, match="record_too_large"):
        stored.store.save_edition(FIRST._replace(content=content(conditions=[10**15] * 20_000)))
