"""The table keeps what its double in memory keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.catalogue.divisions.changes import Ending
from chalicelib.catalogue.imports.listing import year_of
from chalicelib.catalogue.imports.ports import ImportStore
from chalicelib.catalogue.imports.records import CONCLUDED, Import, Quarantined
from chalicelib.catalogue.imports.table import ImportTable
from chalicelib.catalogue.ports import ItemShelf, StoredEdition, Writes
from chalicelib.catalogue.records import Children, Division, StoredEndings
from chalicelib.shared.change import Change, Committer
from chalicelib.shared.errors import RuleViolation, TooLarge
from chalicelib.shared.ids import new_id
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

    def __init__(self, store: ImportStore, committer: Committer) -> None:
        self.store = store
        self._committer = committer

    def write(self, *writes: Writes) -> None:
        self._committer.commit(lambda: Change(tuple(one for some in writes for one in some)), None)


@pytest.fixture(params=["memory", "dynamodb"])
def stored(request: pytest.FixtureRequest) -> Any:
    if request.param == "memory":
        return Stored(MemoryCatalogue(), MemoryCommitter())
    request.getfixturevalue("cloud")
    return Stored(ImportTable(), wiring.committer())


def test_nothing_is_known_of_an_item_at_first(stored: Stored) -> None:
    assert stored.store.shelf(CODE) == ItemShelf(CODE)
    assert stored.store.edition(CODE, 1) is None
    assert stored.store.listed(10, None) == ()
    assert stored.store.children("530100000000") is None
    assert stored.store.import_("none") is None


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


@pytest.mark.usefixtures("cloud")
def test_an_edition_of_before_an_element_existed_has_its_default() -> None:
    older = {name: value for name, value in content().items() if name not in ("places", "commitment")}
    stored = Stored(ImportTable(), wiring.committer())
    stored.write(stored.store.save_edition(FIRST._replace(content=older)))
    read = stored.store.edition(CODE, 1)
    assert read is not None
    assert read.content == {**older, "places": [], "commitment": None}


def test_a_stale_save_is_refused(stored: Stored) -> None:
    saves: tuple[Callable[[], Writes], ...] = (
        lambda: stored.store.save_edition(FIRST),
        lambda: stored.store.save_shelf(ItemShelf(CODE), ItemShelf(CODE)),
        lambda: stored.store.save_children(CHILDREN),
    )
    for save in saves:
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


def an_import(import_id: str) -> Import:
    return Import(import_id, "items", "a file", "csv", "2026-11-21T01:00:00.000Z", "S-1", {"posts": []}, 9, "ab" * 32)


def test_an_import_reads_back(stored: Stored) -> None:
    begun = an_import(new_id())
    stored.write(stored.store.save_import(begun))
    begun = begun._replace(version=1)
    assert stored.store.import_(begun.import_id) == begun
    stored.write(stored.store.save_import(begun._replace(accepted=1, state=CONCLUDED)))
    assert stored.store.import_(begun.import_id) == begun._replace(accepted=1, state=CONCLUDED, version=2)
    with pytest.raises(RuleViolation, match="changed_meanwhile"):
        stored.write(stored.store.save_import(begun))


def test_imports_of_a_year_are_listed_newest_first(stored: Stored) -> None:
    ids = [f"01M8{place}{'0' * 21}" for place in "123"]
    assert len({year_of(one) for one in ids}) == 1
    for one in (*ids, "01A" + "0" * 23):
        stored.write(stored.store.save_import(an_import(one)))
    found = stored.store.imports(year_of(ids[0]), 10, None)
    assert [one.import_id for one in found] == ids[::-1]
    assert [one.import_id for one in stored.store.imports(year_of(ids[0]), 1, ids[2])] == [ids[1]]


def test_reasons_read_back_those_of_reading_first(stored: Stored) -> None:
    of = {state: [Quarantined(row, "name", "missing", "A")] for row, state in ((1, "drafting"), (2, "reading"))}
    for state, reasons in of.items():
        stored.write(stored.store.save_set_aside("I", state, 0, reasons))
    assert stored.store.set_aside("I") == (*of["reading"], *of["drafting"])
    assert stored.store.set_aside("I", 1) == tuple(of["reading"])
    assert stored.store.late("I") == tuple(of["drafting"])


def test_many_shelves_and_editions_are_read_at_once(stored: Stored) -> None:
    shelf = ItemShelf(CODE, Shelf(1, 1, None), 1, "cd" * 32)
    stored.write(stored.store.save_shelf(ItemShelf(CODE), shelf))
    stored.write(stored.store.save_edition(FIRST))
    codes = [CODE, *(f"X{number}" for number in range(150))]
    found = stored.store.shelves(codes)
    assert list(found) == codes
    assert found[CODE] == shelf._replace(version=1)
    assert found["X7"] == ItemShelf("X7")
    assert stored.store.editions({(CODE, 1), (CODE, 2), ("X7", 1)}) == {(CODE, 1): FIRST._replace(version=1)}
    assert stored.store.editions(()) == {}


def test_what_is_too_big_to_be_kept_is_told_before_it_is_written(stored: Stored) -> None:
    big = tuple(Division(f"{number:012d}", "街" * 200, 5) for number in range(450))
    with pytest.raises(TooLarge, match="record_too_large"):
        stored.store.save_children(Children("530100000000", big))
    with pytest.raises(TooLarge, match="record_too_large"):
        stored.store.save_edition(FIRST._replace(content=content(conditions=[10**15] * 20_000)))
