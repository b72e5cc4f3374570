"""What the table keeps of editions, standards and open drafts, as its double in memory does."""

from __future__ import annotations

import pytest

from chalicelib.catalogue.editions.records import Member, OpenDraft, Standard
from chalicelib.catalogue.ports import ItemShelf, StoredEdition
from chalicelib.shared.errors import RuleViolation
from chalicelib.shared.publishing import Edition, Shelf, Stage
from tests.catalogue.samples import content
from tests.catalogue.test_repository_contract import Stored, stored

__all__ = ["stored"]

CODE = content()["item_code"]
MEMBERS = {"A-1": Member(2, "09", ("530100000000", "530200000000")), "B-1": Member(1, "10", ())}
STANDARD = Standard("000709001000", 2, {"name": "居住证申领", "basis": [["法", None]]}, MEMBERS)


def edition(number: int) -> StoredEdition:
    return StoredEdition(CODE, Edition(number, Stage.DRAFT, "ab" * 32, ("S-1",)), content())


def open_draft(department: str, code: str) -> OpenDraft:
    return OpenDraft(department, code, 1, "事项", "draft", ("530100000000",))


def test_a_shelf_keeps_its_end(stored: Stored) -> None:
    shelf = ItemShelf(CODE, Shelf(2), 3, "ab" * 32, ended={"kind": "cancelled", "document": "文"}, confidential=True)
    stored.write(stored.store.save_shelf(ItemShelf(CODE), shelf))
    assert stored.store.shelf(CODE) == shelf._replace(version=1)


def test_what_was_decided_on_has_to_be_unchanged(stored: Stored) -> None:
    absent = stored.store.shelf(CODE)
    other = stored.store.save_shelf(ItemShelf("B-1"), ItemShelf("B-1"))
    stored.write(stored.store.unchanged(absent), other)
    stored.write(stored.store.save_shelf(absent, ItemShelf(CODE)))
    before = stored.store.shelf("B-1")
    with pytest.raises(RuleViolation, match="changed_meanwhile"):
        stored.write(stored.store.unchanged(absent), stored.store.save_shelf(before, before))
    stored.write(stored.store.unchanged(stored.store.shelf(CODE)), stored.store.save_shelf(before, before))


def test_editions_newest_first(stored: Stored) -> None:
    shelf = stored.store.save_shelf(ItemShelf(CODE), ItemShelf(CODE, Shelf(3)))
    stored.write(shelf, *(stored.store.save_edition(edition(number)) for number in (1, 2, 3)))
    numbers = [[one.edition.number for one in stored.store.history(CODE, 2, before)] for before in (None, 3, 2, 1)]
    assert numbers == [[3, 2], [2, 1], [1], []]


def test_a_standard_is_written_by_who_has_read_it(stored: Stored) -> None:
    assert stored.store.standard(STANDARD.key) == Standard(STANDARD.key)
    stored.write(stored.store.save_standard(STANDARD))
    assert stored.store.standard(STANDARD.key) == STANDARD._replace(version=1)
    with pytest.raises(RuleViolation):
        stored.write(stored.store.save_standard(STANDARD))


def test_open_drafts_by_department_and_code(stored: Stored) -> None:
    drafts = [open_draft(*key) for key in (("09", "A-1"), ("09", "A-10"), ("09", "B"), ("1", "A"), ("10", "A"))]
    stored.write(*map(stored.store.note_draft, drafts))
    assert list(stored.store.open_drafts(10, None, None)) == drafts
    assert list(stored.store.open_drafts(10, "09#A-1", None)) == drafts[1:]
    assert list(stored.store.open_drafts(10, "09#A-1", "09")) == drafts[1:3]
    assert list(stored.store.open_drafts(1, None, "10")) == drafts[4:]
    assert list(stored.store.open_drafts(10, "10#A", "09")) == []
    assert list(stored.store.open_drafts(10, "09#B", "1")) == drafts[3:4]
    stored.write(stored.store.drop_draft("09", "A-10"), stored.store.drop_draft("09", "NONE"))
    assert [draft.item_code for draft in stored.store.open_drafts(10, None, "09")] == ["A-1", "B"]


def test_who_needs_an_item(stored: Stored) -> None:
    for by in ("B-1", "A-1", "A-2"):
        stored.write(
            stored.store.save_shelf(ItemShelf(by), ItemShelf(by)), stored.store.note_need(CODE, by, f"事项{by}")
        )
    stored.write(stored.store.drop_need(CODE, "A-2"), stored.store.drop_need(CODE, "NONE"))
    assert stored.store.needed_by(CODE, 9) == (("A-1", "事项A-1"), ("B-1", "事项B-1"))
    assert stored.store.needed_by(CODE, 1) == (("A-1", "事项A-1"),)
    assert stored.store.needed_by("A-1", 9) == ()
    assert stored.store.history(CODE, 9, None) == ()
