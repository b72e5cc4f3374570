"""Edges of imports: between slices, transactions and pieces of a file; what is asked twice or by somebody else."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.archive.lines import Line
from chalicelib.catalogue.imports import json_records, kinds, placing, readers
from chalicelib.shared.acts import Act
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import NotFound
from functions.run_imports import handler as run_imports
from tests.catalogue.conftest import City
from tests.catalogue.samples import content, row, statutory_rows
from tests.catalogue.test_import_and_people import PANLONG, WUHUA, keeper
from tests.catalogue.test_import_files import as_csv, listed
from tests.configuration.people import EDITOR, OTHER_EDITOR
from tests.functions.queue import message_of
from tests.supervision.cases import an_act


def test_a_code_that_comes_again_in_a_later_slice_is_repeated(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(kinds.KINDS, "items", kinds.KINDS["items"]._replace(at_once=2))
    report = city.imports.text(as_csv([listed(1), listed(2), listed(3), listed(1)]), EDITOR)
    assert [(one["row"], one["reason"]) for one in report["quarantined"]] == [(4, "repeated")]


def test_large_rows_go_in_several_transactions(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "MOST_BYTES", 5000)
    commit, sizes = city.committer.commit, list[int]()

    def committing(decide: Callable[[], Change], once: Once | None) -> dict[str, Any]:
        before = len(city.committer.acts)
        done = commit(decide, once)
        sizes.append(len(city.committer.acts) - before)
        return done

    city.committer.commit = committing  # type: ignore[method-assign]
    assert city.imports.items("x", statutory_rows()[:10], EDITOR)["accepted"] == 10
    assert max(sizes) < 5


def test_an_item_that_ended_is_not_begun_again_by_a_file(city: City) -> None:
    code = city.publish(content())
    shelf = city.store.shelf(code)
    ended = {"kind": "cancelled", "document": "文件", "effective_on": "2020-01-01", "successor": None}
    over = shelf._replace(shelf=shelf.shelf._replace(open=None, current=None), ended=ended)
    city.committer.commit(lambda: Change(city.store.save_shelf(shelf, over)), None)
    report = city.imports.items("x", [content(validity="长期")], EDITOR)
    assert [one["reason"] for one in report["quarantined"]] == ["item_has_ended"]


def test_the_draft_tells_whose_the_item_is_before_it_was_ever_in_force(city: City) -> None:
    code = content()["item_code"]
    mine, theirs = keeper("S-7", PANLONG), keeper("S-8", WUHUA)
    city.imports.items("x", [content(divisions=[PANLONG[0]], validity="长期")], mine)
    grabbed = city.imports.items("y", [content(divisions=[WUHUA[0]])], theirs)
    assert [one["reason"] for one in grabbed["quarantined"]] == ["outside_your_reach"]
    assert city.desk.draft(code, EDITOR)["content"]["divisions"] == [PANLONG[0]]


def test_a_file_is_handed_in_once_and_by_whoever_announced_it(city: City) -> None:
    begun = city.imports.announce(b"x", EDITOR)
    city.imports.objects.kept[begun["upload"]["fields"]["key"]] = b"x"
    with pytest.raises(NotFound):
        city.imports.desk.complete(begun["import_id"], OTHER_EDITOR, None)
    for _ in range(2):
        city.imports.desk.complete(begun["import_id"], EDITOR, None)
    assert len(city.committer.of(f"import#{begun['import_id']}")) == 1


@pytest.mark.parametrize("piece", [1, 2, 3, 7])
def test_a_record_may_end_anywhere_in_a_piece(city: City, monkeypatch: pytest.MonkeyPatch, piece: int) -> None:
    monkeypatch.setattr(json_records, "_PIECE", piece)
    data = json.dumps([12345, row(), -1.5, "x"]).encode()
    report = city.imports.file(data, EDITOR, format="json")
    assert (report["rows"], report["accepted"]) == (4, 1)


def test_a_file_has_a_most_of_rows(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MOST_ROWS", 2)
    assert city.imports.text(as_csv([listed(1), listed(2)]), EDITOR)["accepted"] == 2
    failed = city.imports.text(as_csv([listed(1), listed(2), listed(3)]), EDITOR)
    assert failed["failure"]["code"] == "import_too_long"


def test_what_follows_a_failed_act_in_its_group_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = iter([True])

    def carry_on(_act: Act) -> None:
        if next(broken, False):
            raise ValueError

    monkeypatch.setattr(run_imports, "carry_on", carry_on)
    records = [message_of(Line(an_act(), str(number)), group) for number, group in enumerate("aab")]
    answer = run_imports.handler({"Records": records}, None)
    assert [one["itemIdentifier"] for one in answer["batchItemFailures"]] == ["m0", "m1"]
