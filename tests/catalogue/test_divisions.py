"""Divisions whose codes change: what a row may say, what comes of it, and which code stands for which."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.catalogue.divisions.changes import Ending, ended, handled_in, predecessors, present
from chalicelib.catalogue.divisions.merging import contradictions, endings_of, merged
from chalicelib.catalogue.divisions.reading import Divisions
from chalicelib.catalogue.divisions.rows import division_of, quarantine, read
from chalicelib.catalogue.divisions.storing import merge
from chalicelib.catalogue.records import Division
from chalicelib.shared.change import Change
from chalicelib.shared.errors import RuleViolation
from tests.catalogue.conftest import City
from tests.catalogue.samples import division_rows, item

CITY, OLD, NEW, OTHER = "530100000000", "530121000000", "530114000000", "530102000000"
BECAME = {OLD: Ending("2011-05-20", (NEW,))}


def row(code: str = OLD, **said: Any) -> dict[str, Any]:
    return {"code12": code, "level": "3", "name": "呈贡县", "parent12": CITY, **said}


def change(**said: Any) -> dict[str, Any]:
    return row(**{"valid_until": "2011-05-20", "successor12": NEW, "document": "批复", **said})


def known(*divisions: Division) -> Any:
    return {division.code: division for division in divisions}.get


DISTRICT = Division(NEW, "呈贡区", 3)


@pytest.fixture
def kunming(city: City) -> City:
    rows = [one for one in division_rows("yunnan_L1-L4.csv") if int(one["level"]) <= 3]
    assert put(city, rows) == len(rows)
    assert put(city, [change()]) == 1
    return city


def put(city: City, rows: list[dict[str, Any]]) -> int:
    """Merge rows into what is stored; returns how many divisions they change."""
    accepted, writes = merge(city.store, read(rows))
    city.committer.commit(lambda: Change(writes), None)
    return accepted


@pytest.mark.parametrize(
    ("said", "field", "reason"),
    [
        ({"valid_until": "2011-5-20"}, "valid_until", "not_a_date"),
        ({"valid_until": "2011-02-30"}, "valid_until", "not_a_date"),
        ({"valid_from": 2011}, "valid_from", "not_a_date"),
        ({"valid_until": ""}, "valid_until", "missing"),
        ({"successor12": "530114"}, "successor12", "wrong_pattern"),
        ({"successor12": f"{NEW};呈贡区"}, "successor12", "wrong_pattern"),
        ({"successor12": ";"}, "successor12", "wrong_pattern"),
        ({"successor12": [NEW]}, "successor12", "wrong_pattern"),
        ({"successor12": "0" * 12}, "successor12", "wrong_pattern"),
        ({"successor12": ";".join(f"5301{n:02}000000" for n in range(1, 22))}, "successor12", "wrong_pattern"),
        ({"name": "呈贡\u0007县"}, "name", "control_characters"),
        ({"name": "呈贡\u200b县"}, "name", "control_characters"),
        ({"document": "批\n复"}, "document", "control_characters"),
        ({"level": "4"}, "level", "differs_from_code"),
        ({"code12": "0" * 12}, "code12", "wrong_pattern"),
        ({"parent12": "530000000000"}, "parent12", "level_skipped"),
        ({"parent12": ""}, "parent12", "level_skipped"),
    ],
)
def test_a_bad_change_is_set_aside(said: dict[str, Any], field: str, reason: str) -> None:
    assert quarantine(change()) == []
    assert (field, reason) in quarantine(change(**said))


@pytest.mark.parametrize("place", ["yunnan_L1-L4.csv", "kunming_L5.csv"])
def test_every_shipped_division_is_clean(place: str) -> None:
    rows = division_rows(place)
    assert [reason for one in rows for reason in quarantine(one)] == []
    assert contradictions(rows, known()) == []


def test_the_shipped_changes_are_clean_beside_the_shipped_lists() -> None:
    lists = [division_of(one) for place in ("yunnan_L1-L4.csv", "kunming_L5.csv") for one in division_rows(place)]
    rows = division_rows("changes.csv")
    assert [reason for one in rows for reason in quarantine(one)] == []
    assert contradictions(rows, known(*lists)) == []
    after = merged(lists, map(division_of, rows))
    assert present(OLD, endings_of(after), "2026-01-01") == (NEW,)
    assert merged(after, map(division_of, [*rows, *division_rows("yunnan_L1-L4.csv")])) == after


@pytest.mark.parametrize(
    ("rows", "field", "reason"),
    [
        ([change()], "successor12", "unknown"),
        ([change(successor12=OLD)], "successor12", "circle"),
        ([change(valid_from="2011-05-20")], "valid_until", "period_reversed"),
        ([change(), row(NEW, valid_until="2012-01-01", successor12=OLD)], "successor12", "circle"),
    ],
)
def test_what_contradicts_other_rows_is_set_aside(rows: list[dict[str, Any]], field: str, reason: str) -> None:
    assert (0, field, reason) in contradictions(rows, known())


def test_what_contradicts_what_is_known_is_set_aside() -> None:
    back = row(NEW, name="呈贡区", valid_until="2020-01-01", successor12=OLD)
    was = division_of(change())
    assert contradictions([back], known(was, DISTRICT)) == [(0, "successor12", "circle")]
    assert contradictions([row(NEW, valid_until="2020-01-01")], known(DISTRICT._replace(valid_from="2021-01-01"))) == [
        (0, "valid_until", "period_reversed")
    ]


def test_a_row_that_was_set_aside_is_nobodys_successor() -> None:
    broken = row(NEW, valid_from="2012-01-01", valid_until="2011-01-01")
    assert contradictions([change(), broken], known()) == [
        (0, "successor12", "unknown"),
        (1, "valid_until", "period_reversed"),
    ]


def test_a_list_that_knows_nothing_of_a_change_takes_nothing_back() -> None:
    was = merged((), [division_of(change())])
    assert merged(was, [division_of(row())]) == was


def test_a_new_name_keeps_the_old_one() -> None:
    (renamed,) = merged((DISTRICT,), [DISTRICT._replace(name="呈贡新区")])
    assert (renamed.name, renamed.former_names) == ("呈贡新区", ("呈贡区",))
    assert merged((renamed,), [DISTRICT._replace(name="呈贡新区")]) == (renamed,)


CODES = st.sampled_from([OLD, NEW, OTHER])
DAYS = st.none() | st.sampled_from(["2001-01-01", "2011-05-20"])
SUCCESSORS = st.lists(CODES, max_size=2, unique=True).map(tuple)
DIVISIONS = st.builds(
    lambda code, name, begins, ends, successors: Division(code, name, 3, begins, ends, successors),
    CODES,
    st.sampled_from(["甲县", "乙区", "丙市"]),
    DAYS,
    DAYS,
    SUCCESSORS,
)


@given(st.lists(DIVISIONS, max_size=6), st.lists(DIVISIONS, max_size=6, unique_by=lambda one: one.code))
def test_nothing_is_lost_and_the_same_again_changes_nothing(before: list[Division], rows: list[Division]) -> None:
    was = merged((), before)
    after = merged(was, rows)
    assert merged(after, rows) == after
    by_code = {division.code: division for division in after}
    for old in was:
        kept = by_code[old.code]
        assert old.name in (kept.name, *kept.former_names)
        assert all(getattr(kept, said) for said in ("valid_from", "valid_until", "successors") if getattr(old, said))


def test_an_old_code_stands_for_what_it_became_from_that_day() -> None:
    assert present(OLD, BECAME, "2011-05-19") == (OLD,)
    assert present(OLD, BECAME, "2011-05-20") == (NEW,)
    assert present(NEW, BECAME, "2026-01-01") == (NEW,)
    assert predecessors(NEW, BECAME) == (OLD,)


def test_one_becomes_several_and_several_become_one_over_time() -> None:
    endings = {OLD: Ending("2001-01-01", (NEW, OTHER)), NEW: Ending("2011-01-01", (OTHER,)), CITY: Ending("2030-01-01")}
    assert present(OLD, endings, "2005-01-01") == (NEW, OTHER)
    assert present(OLD, endings, "2026-01-01") == (OTHER,)
    assert present(CITY, endings, "2030-01-01") == ()
    assert predecessors(OTHER, endings) == (NEW, OLD)


def test_codes_that_became_each_other_stand_for_nothing() -> None:
    """Two imports at once can each be right by itself."""
    assert present(OLD, {**BECAME, NEW: Ending("2012-01-01", (OLD,))}, "2020-01-01") == ()


@pytest.mark.parametrize(("levels", "wide"), [(30, 10), (5_000, 1)])
def test_many_changes_after_each_other_are_followed_at_once(levels: int, wide: int) -> None:
    def codes(level: int) -> tuple[str, ...]:
        return tuple(f"{level:09}{beside:03}" for beside in range(wide))

    endings = {code: Ending("2011-01-01", codes(level + 1)) for level in range(1, levels) for code in codes(level)}
    assert present(codes(1)[0], endings, "2020-01-01") == codes(levels)


def test_what_lies_within_an_ended_division_has_ended() -> None:
    assert ended("530121001001", BECAME, "2026-01-01") == OLD
    assert ended("530121001001", BECAME, "2010-01-01") is None
    assert ended(NEW, BECAME, "2026-01-01") is None


@pytest.mark.parametrize(
    ("area", "place", "holds"),
    [
        (OLD, NEW, True),
        (NEW, OLD, True),
        (OLD, "530114001000", True),
        (NEW, "530121001001", True),
        (CITY, OLD, True),
        (OTHER, OLD, False),
        (OLD, OTHER, False),
    ],
)
def test_an_item_is_handled_by_whichever_code_a_place_was_known(area: str, place: str, holds: bool) -> None:
    assert handled_in([area], place, BECAME, "2026-01-01") is holds
    assert not handled_in([OLD], NEW, BECAME, "2010-01-01")


def test_an_old_code_tells_what_it_became(kunming: City) -> None:
    told = kunming.service.division_shown(OLD)
    assert (told["full_name"], told["in_force"], told["document"]) == ("云南省昆明市呈贡县", False, "批复")
    assert told["successors"] == [{"code": NEW, "full_name": "云南省昆明市呈贡区"}]
    told = kunming.service.division_shown(NEW)
    assert (told["name"], told["level"], told["in_force"], told["parent"]) == ("呈贡区", 3, True, CITY)
    assert told["predecessors"] == [{"code": OLD, "full_name": "云南省昆明市呈贡县"}]
    assert kunming.service.division_shown("530000000000")["parent"] is None


def test_children_are_those_of_the_day(kunming: City) -> None:
    today = [division.code for division in kunming.service.children(CITY)]
    assert (OLD in today, NEW in today) == (False, True)
    assert OLD in [division.code for division in kunming.service.children(CITY, "2011-05-19")]
    assert OLD not in [division.code for division in kunming.service.children(CITY, "2011-05-20")]


def test_the_same_change_twice_changes_nothing(kunming: City) -> None:
    endings = kunming.store.endings()
    assert put(kunming, [change()]) == 0
    assert put(kunming, [row()]) == 0
    assert kunming.store.endings() == endings


def test_a_later_row_corrects_an_ending(kunming: City) -> None:
    assert put(kunming, [change(valid_until="2011-06-01", successor12=OTHER)]) == 1
    assert kunming.store.endings().by_code[OLD] == Ending("2011-06-01", (OTHER,))


def test_a_successor_that_is_stored_is_known(kunming: City) -> None:
    known_here = Divisions(kunming.store, fresh=True).known
    assert contradictions([change()], known_here) == []
    assert contradictions([change(successor12="530199000000")], known_here) == [(0, "successor12", "unknown")]


def test_who_applies_in_a_division_that_is_no_more_is_told_its_successor(kunming: City) -> None:
    for somewhere in (OLD, "530121001001"):
        with pytest.raises(RuleViolation, match="division_ended") as refused:
            kunming.service.offered(item(divisions=[CITY]), somewhere)
        assert refused.value.params == {"old": "云南省昆明市呈贡县", "now": f"云南省昆明市呈贡区（{NEW}）"}
    assert kunming.service.offered(item(divisions=[OLD]), NEW)
    assert not kunming.service.offered(item(divisions=[OLD]), OTHER)
    assert kunming.service.handled_in(item(divisions=[NEW]), OLD)


def test_names_in_full_take_one_read_of_each_list(kunming: City, monkeypatch: pytest.MonkeyPatch) -> None:
    several = ";".join(f"5301{number}000000" for number in ("02", "03", "11", "12"))
    put(kunming, [change(code12="530122000000", name="晋宁县", successor12=several)])
    asked: list[str] = []
    stored = kunming.store.children

    def children(code: str, *, fresh: bool = False) -> Any:
        asked.append(code)
        return stored(code, fresh=fresh)

    monkeypatch.setattr(kunming.store, "children", children)
    assert len(kunming.service.division_shown("530122000000")["successors"]) == 4
    assert sorted(asked) == ["000000000000", "530000000000", CITY]


def test_rows_are_read_below_their_parents() -> None:
    assert read([row(NEW, name=" 呈贡区 ")]) == {CITY: [DISTRICT]}
