"""Exports: what is in them, for whom, and that importing one changes nothing."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from chalicelib.catalogue.elements.codes import NO_DIVISION
from chalicelib.catalogue.elements.completing import completed
from chalicelib.catalogue.exports import running
from chalicelib.catalogue.exports.desk import ExportDesk
from chalicelib.catalogue.exports.running import ExportRunner, file_key
from chalicelib.catalogue.imports import flat
from chalicelib.catalogue.shapes import PUBLIC
from chalicelib.shared.access import Caller, Post, Role
from chalicelib.shared.errors import Invalid, NotFound
from tests.catalogue.conftest import City
from tests.catalogue.samples import content, division_rows, row, statutory_rows
from tests.configuration.people import AUDITOR, EDITOR

ELSEWHERE = Caller("staff", "S-8", posts=(Post(frozenset({Role.CATALOGUE_EDITOR}), ("none",), ("*",)),))


def begun(city: City, by: Caller, **said: Any) -> dict[str, Any]:
    imports = city.imports
    desk = ExportDesk(city.store, imports.objects, imports.recorder, imports.committer)
    wanted = {"kind": "items", "format": "json", "of": "drafts", "department": None, "division": None, **said}
    return desk.begin(wanted, by, None)


def runner(city: City, elapsed: Any = lambda: 0.0) -> ExportRunner:
    imports = city.imports
    return ExportRunner(city.store, imports.objects, imports.recorder, imports.committer, elapsed)


def exported(city: City, by: Caller = EDITOR, **said: Any) -> bytes:
    """The file of an export that is over."""
    export_id = begun(city, by, **said)["export_id"]
    runner(city).carry_on(export_id, 1)
    assert city.store.export(export_id).state == "concluded"  # type: ignore[union-attr]
    return city.imports.objects.kept[file_key(export_id)]


@pytest.mark.parametrize("format_", ["json", "csv"])
def test_importing_what_was_exported_changes_nothing(city: City, format_: str) -> None:
    city.imports.items("statutes", statutory_rows(), EDITOR)
    city.imports.items("whole", [content("old_age_allowance")], EDITOR)
    count = len(city.store.open_drafts(1000, None, None))
    data = exported(city, format=format_)
    report = city.imports.file(data, EDITOR, format=format_)
    assert (report["unchanged"], report["accepted"], report["quarantined"]) == (count, 0, [])
    assert report["rows"] == count >= 72


def test_both_forms_carry_the_same_in_the_same_order(city: City) -> None:
    city.imports.items("statutes", statutory_rows(), EDITOR)
    whole = json.loads(exported(city))
    cells = list(csv.reader(io.StringIO(exported(city, format="csv").decode("utf-8-sig"))))
    assert cells[0] == list(flat.COLUMNS)
    assert [completed(flat.read(dict(zip(cells[0], line, strict=True)))[0]) for line in cells[1:]] == whole


def test_what_is_in_force_goes_out_without_what_is_confidential(city: City) -> None:
    city.publish(content())
    city.publish(content("old_age_allowance", confidential=True))
    assert [one["name"] for one in json.loads(exported(city, of="published"))] == [content()["name"]]


def test_what_is_internal_goes_to_those_who_keep_it_alone(city: City) -> None:
    city.publish(content("old_age_allowance"))
    (mine,), (others,) = (json.loads(exported(city, by, of="published")) for by in (EDITOR, ELSEWHERE))
    assert mine["process"]
    assert mine.items() >= others.items()
    assert set(others) == {"item_code", *PUBLIC}


def test_drafts_go_to_those_who_keep_them_alone(city: City) -> None:
    city.imports.items("statutes", [row()], EDITOR)
    assert json.loads(exported(city, ELSEWHERE)) == []
    assert len(json.loads(exported(city))) == 1


def test_an_export_may_be_of_one_department_or_division(city: City) -> None:
    city.imports.items("statutes", statutory_rows(), EDITOR)
    department = row()["department_code"]
    some = json.loads(exported(city, department=department))
    assert some
    assert {one["department"] for one in some} == {department}
    assert json.loads(exported(city, division="110000000000")) == []


@pytest.mark.parametrize("format_", ["json", "csv"])
def test_divisions_go_out_and_come_in_the_same(city: City, format_: str) -> None:
    rows = [one for one in division_rows("yunnan_L1-L4.csv") if int(one["level"]) <= 3]
    city.imports.divisions("china-division", rows, EDITOR)
    data = exported(city, kind="divisions", of="published", format=format_)
    report = city.imports.file(data, EDITOR, kind="divisions", format=format_)
    assert (report["unchanged"], report["accepted"], report["quarantined_rows"]) == (146, 0, 0)


def test_nothing_is_looked_for_below_villages(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = ["530000000000", "530100000000", "530102000000", "530102001000", "530102001001"]
    rows = [
        {"code12": code, "level": level, "name": "某地", "parent12": codes[level - 2] if level > 1 else ""}
        for level, code in enumerate(codes, start=1)
    ]
    assert city.imports.divisions("x", rows, EDITOR)["accepted"] == 5
    asked, children = list[str](), city.store.children
    monkeypatch.setattr(city.store, "children", lambda parent: asked.append(parent) or children(parent))
    exported(city, kind="divisions", of="published")
    assert asked == [NO_DIVISION, *codes[:4]]


def test_an_export_is_for_whoever_asked_alone(city: City) -> None:
    imports = city.imports
    export_id = begun(city, EDITOR)["export_id"]
    desk = ExportDesk(city.store, imports.objects, imports.recorder, imports.committer)
    runner(city).carry_on(export_id, 1)
    assert desk.read(export_id, EDITOR)["file"]["url"]
    for by, wanted in ((AUDITOR, export_id), (EDITOR, "none")):
        with pytest.raises(NotFound, match="export_not_found"):
            desk.read(wanted, by)
    with pytest.raises(Invalid):
        begun(city, EDITOR, kind="divisions", of="drafts")


def test_an_export_that_is_too_large_fails_and_one_that_takes_long_is_handed_on(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    city.imports.items("statutes", [row()], EDITOR)
    times = iter([0.0, 0.0, 99.0, 0.0, 0.0, 0.0])
    export_id = begun(city, EDITOR)["export_id"]
    runner(city, lambda: next(times)).carry_on(export_id, 1)
    assert city.store.export(export_id).state == "joining"  # type: ignore[union-attr]
    runner(city).carry_on(export_id, 1)
    assert city.store.export(export_id).state == "joining"  # type: ignore[union-attr]
    runner(city).carry_on(export_id, 2)
    assert city.store.export(export_id).state == "concluded"  # type: ignore[union-attr]
    monkeypatch.setattr(running, "MOST_BYTES", 10)
    export_id = begun(city, EDITOR)["export_id"]
    runner(city).carry_on(export_id, 1)
    assert city.store.export(export_id).state == "failed"  # type: ignore[union-attr]
