"""Windows are opened, changed and closed, and every change is an act on the division's chain."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.shared.access import Caller, Role
from chalicelib.shared.acts import verify_chain
from chalicelib.shared.errors import Invalid, NotFound, RuleViolation, ServiceError, Stale
from chalicelib.windows import keeping
from chalicelib.windows.encoding import text
from chalicelib.windows.rules import Hours, Kind
from tests.builders import a_clerk
from tests.windows.fakes import DISTRICT, ELSEWHERE, WEEKDAYS, Halls, described, window


def manager(division: str = DISTRICT) -> Caller:
    return a_clerk(Role.HALL_MANAGER, staff_no="M0001", divisions=(division,))


def opened(halls: Halls, window_no: str = "A01", **more: Any) -> dict[str, Any]:
    return halls.keeping.open(DISTRICT, described(window_no, **more), manager(), None)


def faults(refused: pytest.ExceptionInfo[Invalid]) -> list[tuple[str, str]]:
    return [(fault.pointer, fault.code) for fault in refused.value.faults]


def types(halls: Halls) -> list[str]:
    acts = halls.committer.of(f"window#{DISTRICT}")
    verify_chain(f"window#{DISTRICT}", acts)
    return [act.type for act in acts]


def test_an_opened_window_is_shown_as_it_was_described(halls: Halls) -> None:
    made = opened(halls)
    assert (made["state"], made["version"], made["exclusive"]) == ("open", 1, True)
    assert made["hours"][0] == {"weekday": 1, "from": "09:00", "until": "17:00"}
    assert halls.keeping.shown(made["window_id"], manager()) == made
    assert types(halls) == ["window.opened"]


def test_a_change_takes_the_version_that_was_read_and_records_what_differs(halls: Halls) -> None:
    first, second = opened(halls), opened(halls, "A02")
    wanted = described(staff=("W0002",))
    changed = halls.keeping.change(first["window_id"], wanted, 1, manager())
    assert (changed["staff"], changed["version"]) == (["W0002"], 2)
    last = halls.committer.of(f"window#{DISTRICT}")[-1]
    assert (last.type, last.changes) == ("window.changed", {"window_id": first["window_id"], "staff": ["W0002"]})
    with pytest.raises(Stale):
        halls.keeping.change(first["window_id"], wanted, 1, manager())
    untouched = halls.keeping.change(second["window_id"], described("A02", name="新名称"), 1, manager())
    assert untouched["version"] == 2, "another window's change is no change of this one"


def test_a_closed_window_stays_closed_and_its_number_is_free(halls: Halls) -> None:
    first = opened(halls)
    assert halls.keeping.close(first["window_id"], manager(), None)["state"] == "closed"
    for again in (
        lambda: halls.keeping.close(first["window_id"], manager(), None),
        lambda: halls.keeping.change(first["window_id"], described(), 2, manager()),
    ):
        with pytest.raises(RuleViolation) as refused:
            again()
        assert refused.value.code == "window_closed"
    opened(halls)
    assert types(halls) == ["window.opened", "window.closed", "window.opened"]


def test_everything_wrong_is_told_at_once(halls: Halls) -> None:
    opened(halls)
    wanted = described(
        departments=("09", "98"),
        item_codes=("item-1", "item-9"),
        staff=("W0001", "W0099"),
        hours=(Hours(1, "09:00", "12:00"), Hours(1, "11:00", "13:00")),
    )
    with pytest.raises(Invalid) as refused:
        halls.keeping.open(DISTRICT, wanted, manager(), None)
    assert faults(refused) == [
        ("/departments/1", "department_unknown"),
        ("/item_codes/1", "item_unknown"),
        ("/staff/1", "staff_unknown"),
        ("/window_no", "window_no_in_use"),
        ("/hours/1", "hours_overlap"),
    ]


def test_a_division_that_there_is_not_has_no_window(halls: Halls) -> None:
    with pytest.raises(Invalid) as refused:
        halls.keeping.open("530199000000", described(), manager("530100000000"), None)
    assert faults(refused) == [("/division_code", "division_unknown")]


def test_in_a_division_that_is_no_more_no_window_is_opened_and_those_there_are_closed(halls: Halls) -> None:
    made = opened(halls)
    halls.city.ended.add(DISTRICT)
    with pytest.raises(RuleViolation) as refused:
        opened(halls, "A02")
    assert refused.value.code == "division_ended"
    assert halls.keeping.close(made["window_id"], manager(), None)["state"] == "closed"


def test_a_window_may_not_take_anothers_number(halls: Halls) -> None:
    opened(halls, "A01")
    other = opened(halls, "A02")
    with pytest.raises(Invalid) as refused:
        halls.keeping.change(other["window_id"], described("A01"), 1, manager())
    assert faults(refused) == [("/window_no", "window_no_in_use")]


def test_the_list_tells_which_mandatory_windows_are_missing(halls: Halls) -> None:
    opened(halls, "B01", kind=Kind.HEALTH)
    opened(halls, "A01", kind=Kind.VETERANS)
    halls.keeping.close(opened(halls, "C01", kind=Kind.LIVELIHOOD)["window_id"], manager(), None)
    listed = halls.keeping.listed(DISTRICT, a_clerk())
    assert [one["window_no"] for one in listed["windows"]] == ["A01", "B01", "C01"]
    assert listed["missing_kinds"] == ["market_access", "urban_rural_construction", "livelihood"]


def test_what_was_closed_first_makes_room_and_what_is_open_does_not(
    halls: Halls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST", 3)
    closed = [opened(halls, number) for number in ("A01", "A02")]
    for one in closed:
        halls.keeping.close(one["window_id"], manager(), None)
    for number in ("B01", "B02", "B03"):
        opened(halls, number)
    assert [one.window_no for one in halls.store.windows(DISTRICT).windows] == ["B01", "B02", "B03"]
    with pytest.raises(RuleViolation) as refused:
        opened(halls, "B04")
    assert refused.value.code == "too_many_windows"


def test_a_division_of_a_hundred_ordinary_windows_fits_and_has_a_limit(
    halls: Halls, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = halls.store.windows(DISTRICT)
    halls.put(*(window(f"A{number:03}", staff=("W0001", "W0002", "W0003")) for number in range(keeping.MOST - 1)))
    assert before.version is None
    opened(halls)
    monkeypatch.setattr(keeping, "LARGEST", 10_000)
    with pytest.raises(RuleViolation) as refused:
        halls.keeping.change(halls.store.windows(DISTRICT).windows[0].window_id, described("B01"), 1, manager())
    assert refused.value.code == "windows_too_large"
    closed = halls.keeping.close(halls.store.windows(DISTRICT).windows[0].window_id, manager(), None)
    assert closed["state"] == "closed", "that is how it becomes smaller"


def test_what_is_closed_makes_room_for_what_is_large(halls: Halls, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in ("A01", "A02", "A03"):
        opened(halls, number)
    first, second, _ = halls.store.windows(DISTRICT).windows
    monkeypatch.setattr(keeping, "LARGEST", len(text(halls.store.windows(DISTRICT).windows).encode()) + 20)
    for one in (second, first):
        halls.keeping.close(one.window_id, manager(), None)
    opened(halls, "B01")
    assert [one.window_no for one in halls.store.windows(DISTRICT).windows] == ["A03", "A01", "B01"]
    changed = described("B01", name="名称" * 20)
    halls.keeping.change(halls.store.windows(DISTRICT).windows[-1].window_id, changed, 1, manager())
    assert [one.window_no for one in halls.store.windows(DISTRICT).windows] == ["A03", "B01"]


@pytest.mark.parametrize(
    "by", [manager(ELSEWHERE), a_clerk(Role.CLERK)], ids=["manager of another division", "a clerk of this one"]
)
def test_only_who_manages_the_division_keeps_its_windows(halls: Halls, by: Caller) -> None:
    window_id = opened(halls)["window_id"]
    tried = (
        (lambda: halls.keeping.open(DISTRICT, described("A02"), by, None), "division_not_found"),
        (lambda: halls.keeping.change(window_id, described(hours=WEEKDAYS[:1]), 1, by), "window_not_found"),
        (lambda: halls.keeping.close(window_id, by, None), "window_not_found"),
    )
    for deed, code in tried:
        with pytest.raises(NotFound) as refused:
            deed()
        assert refused.value.code == code
    assert types(halls) == ["window.opened"]


def test_another_division_sees_neither_windows_nor_whether_there_are_any(halls: Halls) -> None:
    window_id = opened(halls)["window_id"]
    stranger = a_clerk(divisions=(ELSEWHERE,))
    refusals: list[ServiceError] = []
    for hidden in (window_id, "530102000000-ZZZZZZZZ", "no id at all", "5" * 3000):
        with pytest.raises(NotFound) as refused:
            halls.keeping.shown(hidden, stranger)
        refusals.append(refused.value)
    assert {(one.code, str(one.params)) for one in refusals} == {("window_not_found", "{}")}
    with pytest.raises(NotFound):
        halls.keeping.listed(DISTRICT, stranger)


@pytest.mark.parametrize("text", ["no id at all", "5" * 3000, "530102000000-", "530102000000-abcdefgh", "*-AAAAAAAA"])
def test_what_is_no_id_is_looked_for_nowhere(halls: Halls, text: str) -> None:
    everywhere = a_clerk(Role.HALL_MANAGER, divisions=("*",))
    with pytest.raises(NotFound):
        halls.keeping.shown(text, everywhere)
    assert halls.store.asked == []


def test_a_stand_in_of_the_hall_manager_keeps_windows_on_their_behalf(halls: Halls) -> None:
    deputy = manager()
    deputy.posts = tuple(post._replace(stands_in_for="M0009") for post in deputy.posts)
    halls.keeping.open(DISTRICT, described(), deputy, None)
    (act,) = halls.committer.of(f"window#{DISTRICT}")
    assert (act.actor.id, act.on_behalf_of) == ("M0001", "staff:M0009")
