"""Imports die, come again, come late and meet: the outcome is the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from chalicelib.catalogue.imports import kinds, reporting, storing
from chalicelib.catalogue.imports.storing import ImportObjects
from chalicelib.shared.access import Caller, Post, Role
from chalicelib.shared.acts import verify_chain
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import Throttled
from tests.catalogue.conftest import City, make_city
from tests.catalogue.importing import MemoryObjects
from tests.catalogue.samples import row, statutory_rows
from tests.catalogue.test_import_files import as_csv, listed
from tests.configuration.people import EDITOR, OTHER_EDITOR

KEEPER = Post(frozenset({Role.CATALOGUE_EDITOR}), ("*",), ("530102000000",))
FILE = as_csv([*(listed(number) for number in range(7)), listed(3), listed(9, item_name="")])


class Died(Exception):
    """What a function that is killed looks like from within."""


class Mortal:
    """Counts writes of objects and of transactions, and dies after one of them, or before its effect."""

    def __init__(self, city: City, at: int, *, before: bool) -> None:
        self._writes = count()
        self._at = at
        self._before = before
        commit, write = city.committer.commit, MemoryObjects.write

        def committing(decide: Callable[[], Change], once: Once | None) -> dict[str, Any]:
            done: dict[str, Any] = self._lives(lambda: commit(decide, once))
            return done

        def writing(key: str, data: bytes, content_type: str) -> None:
            self._lives(lambda: write(city.imports.objects, key, data, content_type))

        city.committer.commit = committing  # type: ignore[method-assign]
        city.imports.objects.write = writing  # type: ignore[method-assign]

    def _lives(self, act: Callable[[], Any]) -> Any:
        """What the act gives, unless this is the write to die at."""
        dies = next(self._writes) == self._at
        if dies and self._before:
            raise Died
        done = act()
        if dies:
            raise Died
        return done


def outcome(found: City, report: dict[str, Any]) -> Any:
    told = ("state", "rows", "accepted", "unchanged", "quarantined", "quarantined_rows", "quarantined_total")
    drafts = {key: stored.content for key, stored in found.store.stored.items() if isinstance(key[1], int)}
    acts = sorted((subject.partition("#")[0], seq) for subject, seq in found.committer.acts)
    files = {key.partition("/")[2].partition("/")[2]: data for key, data in found.imports.objects.kept.items()}
    return {name: report[name] for name in told}, drafts, acts, files


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readings, chunks and transactions of a few rows, so that there is something between them."""
    monkeypatch.setitem(kinds.KINDS, "items", kinds.KINDS["items"]._replace(at_once=4))
    monkeypatch.setattr(storing, "MOST_ROWS", 3)


@pytest.mark.parametrize("before", [True, False])
def test_whoever_dies_after_any_write_is_carried_on(small: None, before: bool) -> None:
    unhurt = make_city()
    expected = outcome(unhurt, unhurt.imports.text(FILE, EDITOR))
    for at in range(100):
        found = make_city()
        begun = found.imports.begin({"kind": "items", "source": "a file", "format": "csv", "text": FILE}, EDITOR)
        Mortal(found, at, before=before)
        try:
            found.imports.finish(begun["import_id"])
        except Died:
            assert outcome(found, found.imports.finish(begun["import_id"])) == expected, at
        else:
            assert at > 10
            return
    pytest.fail("it never came to its end")


def test_an_act_that_comes_again_or_late_does_nothing(city: City) -> None:
    report = city.imports.items("statutes", statutory_rows(), EDITOR)
    before = dict(city.committer.acts), dict(city.store.stored)
    for seq in (1, 2, 3):
        city.imports.runner().carry_on(report["import_id"], seq)
    city.imports.runner().carry_on("none", 1)
    assert (city.committer.acts, city.store.stored) == before


def test_work_that_takes_long_is_handed_on_act_by_act(city: City) -> None:
    ticks = count(0, 15)
    city.imports.elapsed = lambda: float(next(ticks))
    report = city.imports.items("statutes", statutory_rows(), EDITOR)
    assert (report["state"], report["accepted"]) == ("concluded", 72)
    acts = city.committer.of(f"import#{report['import_id']}")
    verify_chain(f"import#{report['import_id']}", acts)
    kinds_ = [act.type for act in acts]
    assert kinds_[0] == "catalogue.import_requested"
    assert kinds_.count("catalogue.import_advanced") >= 3
    assert kinds_[-1] == "catalogue.imported"


def test_a_storage_that_is_busy_is_waited_for_within_the_act(city: City) -> None:
    begun = city.imports.begin({"kind": "items", "source": "a", "rows": [row()]}, EDITOR)
    commit, busy = city.committer.commit, count()

    def committing(decide: Callable[[], Change], once: Once | None) -> dict[str, Any]:
        if next(busy) in (1, 2):
            raise Throttled("storage_busy")
        return commit(decide, once)

    city.committer.commit = committing  # type: ignore[method-assign]
    assert city.imports.finish(begun["import_id"])["accepted"] == 1
    assert len(city.imports.pauses) == 2


def test_one_that_stays_busy_ends_the_act_and_brings_it_again(city: City) -> None:
    begun = city.imports.begin({"kind": "items", "source": "a", "rows": [row()]}, EDITOR)
    ticks = count(0, 8)
    city.imports.elapsed = lambda: float(next(ticks))

    def busy(decide: Callable[[], Change], once: Once | None) -> dict[str, Any]:
        raise Throttled("storage_busy")

    city.committer.commit = busy  # type: ignore[method-assign]
    with pytest.raises(Throttled):
        city.imports.finish(begun["import_id"])
    assert len(city.imports.pauses) == 2


def met_at_first_draft(city: City, import_id: str) -> list[bool]:
    """Let an import run to its end between the first drafting's decision and its writing; filled when it did."""
    commit, met = city.committer.commit, list[bool]()

    def meeting(decide: Callable[[], Change], once: Once | None) -> dict[str, Any]:
        def decided() -> Change:
            change = decide()
            if not met and any(act.type == "item.drafted" for act in change.acts):
                met.append(True)
                city.imports.finish(import_id)
            return change

        return commit(decided, once)

    city.committer.commit = meeting  # type: ignore[method-assign]
    return met


def test_two_imports_of_the_same_codes_meet(city: City) -> None:
    """Each transaction of one finds the other's drafts: whoever comes later has the draft, nothing is lost."""
    first = city.imports.begin({"kind": "items", "source": "a", "rows": [row(), row("S007")]}, EDITOR)
    second = city.imports.begin({"kind": "items", "source": "b", "rows": [row(name="另一名称")]}, OTHER_EDITOR)
    met = met_at_first_draft(city, second["import_id"])
    report = city.imports.finish(first["import_id"])
    assert met
    assert (report["accepted"], city.imports.report(second["import_id"])["accepted"]) == (2, 1)
    draft = city.desk.draft(row()["item_code"], EDITOR)
    assert (draft["number"], draft["authors"], draft["content"]["name"]) == (1, ["S-2", "S-1"], row()["name"])
    verify_chain(f"item#{row()['item_code']}", city.acts(row()["item_code"]))


def test_an_act_that_is_carried_on_twice_at_once_counts_once(city: City) -> None:
    """A message that comes again while its first reader still works, at the drafting of the same rows."""
    begun = city.imports.begin({"kind": "items", "source": "a", "rows": [row(), row("S007")]}, EDITOR)
    met = met_at_first_draft(city, begun["import_id"])
    report = city.imports.finish(begun["import_id"])
    assert met
    assert (report["state"], report["accepted"], report["unchanged"]) == ("concluded", 2, 0)
    verify_chain(f"item#{row()['item_code']}", city.acts(row()["item_code"]))


def test_rows_beyond_ones_reach_are_set_aside(city: City) -> None:
    keeper = Caller("staff", "S-7", posts=(KEEPER,), allowed=frozenset({Role.CATALOGUE_EDITOR}))
    inside, outside = row(divisions=["530102001000"]), row("S007", divisions=["530103000000"])
    report = city.imports.items("statutes", [inside, outside], keeper)
    assert report["accepted"] == 1
    assert report["quarantined"] == [{"row": 2, "field": "department", "reason": "outside_your_reach"}]
    city.imports.items("statutes", [row("S008", divisions=["530103000000"])], EDITOR)
    grabbed = city.imports.items("statutes", [row("S008", divisions=["530102000000"])], keeper)
    assert grabbed["quarantined"] == [{"row": 1, "field": "item_code", "reason": "outside_your_reach"}]
    divisions = [{"code12": "530103001000", "level": "4", "name": "街道", "parent12": "530103000000"}]
    assert city.imports.divisions("x", divisions, keeper)["quarantined"][0]["reason"] == "outside_your_reach"


def test_the_whole_report_opens_in_a_spreadsheet_and_runs_nothing(city: City) -> None:
    rows = [listed(number, impl_code="=1+1") if number == 5 else listed(number, item_name="") for number in range(300)]
    report = city.imports.text(as_csv(rows), EDITOR)
    assert (len(report["quarantined"]), report["quarantined_total"]) == (200, 300)
    data = city.imports.objects.kept[f"imports/{report['import_id']}/quarantine.csv"]
    lines = data.decode("utf-8-sig").splitlines()
    assert (len(lines), data[:3]) == (301, b"\xef\xbb\xbf")
    assert lines[6].startswith("6,'=1+1,impl_code,formula,")
    assert report["report"]["url"].endswith("quarantine.csv")


def test_a_report_of_very_many_reasons_tells_one_of_each_row(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "MOST_LINES", 5)
    report = city.imports.items("x", [{}, row(), {}, row()], EDITOR)
    assert (report["quarantined_rows"], report["quarantined_total"]) == (3, 13)
    data = city.imports.objects.kept[f"imports/{report['import_id']}/quarantine.csv"]
    assert [line.split(",")[0] for line in data.decode("utf-8-sig").splitlines()] == ["row", "1", "3", "4"]


def test_a_hundred_thousand_rows_go_through_in_pieces(city: City) -> None:
    """What is held at once does not grow with the file: 5,000 rows are read, 1,000 kept in an object."""
    rows = (listed(number, **({} if number % 10 == 0 else {"item_name": ""})) for number in range(100_000))
    report = city.imports.file(as_csv(list(rows)).encode("gb18030"), EDITOR)
    assert (report["rows"], report["accepted"], report["quarantined_rows"]) == (100_000, 10_000, 90_000)
    objects = ImportObjects(city.imports.objects)
    keys = [len(objects.part(report["import_id"], at)[0]) for at in range(0, 100_000, 5_000)]
    assert (sum(keys), max(keys)) == (10_000, 500)
    lines = city.imports.objects.kept[f"imports/{report['import_id']}/quarantine.csv"].count(b"\r\n")
    assert lines == 90_001


def test_a_list_of_imports_is_paged_newest_first(city: City) -> None:
    ids = [city.imports.items(str(number), [row()], EDITOR)["import_id"] for number in range(3)]
    first = city.imports.desk.listed(2, None, EDITOR)
    assert [one["import_id"] for one in first["imports"]] == ids[:0:-1]
    second = city.imports.desk.listed(2, first["next_cursor"], EDITOR)
    assert ([one["import_id"] for one in second["imports"]], second["next_cursor"]) == (ids[:1], None)
    assert json.dumps(first)
