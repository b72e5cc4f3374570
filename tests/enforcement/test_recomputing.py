"""Another calendar: every open matter is asked once, what moved is told once, whatever comes twice or dies."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.enforcement import recomputing
from chalicelib.enforcement.reporting import Reporting
from chalicelib.enforcement.rules import SHARDS
from chalicelib.shared import dynamodb
from chalicelib.shared.access import Caller, Post, Reach, Role
from chalicelib.shared.errors import Malformed, NotFound
from chalicelib.shared.paging import encode_cursor
from tests.enforcement.conftest import Desk

RELEASE = 7
CITY = Caller(
    kind="staff",
    id="s",
    posts=(Post(frozenset({Role.SUPERVISOR}), ("*",), ("110000000000",)),),
    reach=Reach.OFFICE,
)
DISTRICT = Caller(
    kind="staff",
    id="d",
    posts=(Post(frozenset({Role.SUPERVISOR}), ("*",), ("110101000000",)),),
    reach=Reach.OFFICE,
)


@pytest.fixture
def pages_of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recomputing, "PAGE", 2)


def run(desk: Desk, times: int = 1) -> None:
    """Everything that waits in the queue, what is for one matter so many times."""
    while messages := desk.queue.taken():
        for message in messages:
            for _ in range(times if "subject" in message["recompute"] else 1):
                desk.handle(message)


def report(desk: Desk, caller: Caller = CITY) -> dict[str, Any]:
    return Reporting(desk.reports).read(str(RELEASE), 100, None, caller)


def newest(desk: Desk, limit: int = 20, cursor: str | None = None, caller: Caller = CITY) -> dict[str, Any]:
    return Reporting(desk.reports).newest(limit, cursor, caller)


def opened(desk: Desk) -> list[str]:
    return [desk.opened(f"case#{number}", provisional=number % 3 == 0) for number in range(7)]


def test_it_begins_when_no_container_has_the_former_settings_any_more(desk: Desk) -> None:
    desk.asking.begin(RELEASE)
    assert desk.queue.delays == [recomputing.SETTLING_S]
    assert recomputing.SETTLING_S > 60


@pytest.mark.usefixtures("pages_of_two")
@pytest.mark.parametrize("times", [1, 2])
def test_every_open_matter_is_asked_and_what_moved_is_told_once(desk: Desk, times: int) -> None:
    subjects = opened(desk)
    desk.owner.matters[subjects[1]].over = True
    desk.service.follow(subjects[1])
    desk.owner.shift = timedelta(days=2)
    for _ in range(times):
        desk.asking.begin(RELEASE)
    run(desk, times)
    told = report(desk)
    assert (told["looked_at"], told["moved"], told["all_asked"]) == (6, 12, True)
    rows = [(row["subject"], row["name"], row["before"], row["after"]) for row in told["rows"]]
    assert len(set(rows)) == len(rows) == 12
    assert rows[0] == ("case#0", "acceptance", "2026-11-24", "2026-11-26")
    assert {desk.table.known(each).deadlines["acceptance"].due_on for each in subjects if each != subjects[1]} == {
        "2026-11-26"
    }


def test_whoever_gets_an_estimated_day_meanwhile_is_asked_too(desk: Desk) -> None:
    desk.opened("case#1")
    desk.asking.begin(7)
    asked: list[str] = []
    while messages := desk.queue.taken():
        for said in (message["recompute"] for message in messages):
            if said.get("place") == SHARDS:  # those with an estimated day were gone through
                desk.owner.matters["case#1"].provisional = True
                desk.owner.matters["case#1"].acts.append("suspended")
                desk.service.follow("case#1")
            if "subject" in said:
                asked.append(said["subject"])
            else:
                desk.asking.go_on(**said)
    assert asked == ["case#1"]


def test_an_estimated_day_becomes_a_deadline_that_is_found(desk: Desk) -> None:
    desk.opened("case#0", provisional=True)
    desk.owner.shift = timedelta(days=1)
    desk.asking.begin(RELEASE)
    run(desk)
    desk.law.move(timedelta(days=60))
    assert len(desk.due()) == 2


def test_whoever_dies_after_the_act_tells_what_moved_when_it_comes_again(desk: Desk) -> None:
    """The act is followed by its own message meanwhile, so nothing kept tells the former day any more."""
    desk.opened("case#1")
    desk.owner.shift = timedelta(days=2)
    follow = desk.service.follow

    def dies(subject: str) -> Any:
        raise RuntimeError("died")

    desk.service.follow = dies  # type: ignore[method-assign]
    with pytest.raises(RuntimeError):
        desk.recomputing.one(RELEASE, "case#1")
    desk.service.follow = follow  # type: ignore[method-assign]
    desk.service.follow("case#1")
    desk.asking.begin(RELEASE)
    run(desk)
    assert [(row["before"], row["after"]) for row in report(desk)["rows"]] == [
        ("2026-11-24", "2026-11-26"),
        ("2026-12-01", "2026-12-03"),
    ]


def test_where_nothing_moves_everybody_is_counted_and_nothing_told(desk: Desk) -> None:
    desk.opened("case#1")
    desk.asking.begin(RELEASE)
    run(desk)
    told = report(desk)
    assert (told["looked_at"], told["moved"], told["rows"]) == (1, 0, [])


def test_pages_of_the_report_follow_each_other(desk: Desk) -> None:
    opened(desk)
    desk.owner.shift = timedelta(days=2)
    desk.asking.begin(RELEASE)
    run(desk)
    seen, cursor = [], None
    while True:
        page = Reporting(desk.reports).read(str(RELEASE), 5, cursor, CITY)
        seen += [(row["subject"], row["name"]) for row in page["rows"]]
        if (cursor := page["next_cursor"]) is None:
            break
    assert seen == sorted(set(seen))
    assert len(seen) == 14


def test_all_are_listed_newest_first_with_the_counts_of_each(desk: Desk) -> None:
    opened(desk)
    assert newest(desk) == {"recomputations": [], "next_cursor": None}
    desk.owner.shift = timedelta(days=2)
    for release in (RELEASE, 10):  # the second finds the days as the first left them
        desk.asking.begin(release)
        run(desk)
    desk.asking.begin(111)
    told = newest(desk)["recomputations"]
    counts = [(each["release"], each["looked_at"], each["moved"], each["all_asked"]) for each in told]
    assert counts == [(111, 0, 0, False), (10, 7, 0, True), (RELEASE, 7, 14, True)]
    single = report(desk)
    assert told[-1] == {name: single[name] for name in told[-1]}


def test_pages_of_the_list_follow_each_other(desk: Desk) -> None:
    for release in (2, 9, 10, 30, 100):
        desk.asking.begin(release)
    seen: list[list[int]] = []
    cursor = None
    while not seen or cursor:
        page = newest(desk, 2, cursor)
        seen.append([each["release"] for each in page["recomputations"]])
        cursor = page["next_cursor"]
    assert seen == [[100, 30], [10, 9], [2]]


def test_a_subject_that_came_late_makes_no_report_of_a_release_without_a_calendar(desk: Desk) -> None:
    desk.asking.begin(RELEASE)
    desk.recomputing.one(RELEASE + 1, desk.opened("case#1"))
    assert [each["release"] for each in newest(desk)["recomputations"]] == [RELEASE]
    with pytest.raises(NotFound):
        Reporting(desk.reports).read(str(RELEASE + 1), 20, None, CITY)


def test_a_list_costs_one_query_whatever_was_looked_at(desk: Desk) -> None:
    for release in range(1, 6):
        desk.asking.begin(release)
    opened(desk)
    run(desk)
    asked: list[str] = []
    events = dynamodb.client().meta.events
    events.register("provide-client-params.dynamodb.*", lambda model, **_: asked.append(model.name), "counted")
    newest(desk, 2)
    events.unregister("provide-client-params.dynamodb.*", unique_id="counted")
    assert asked == ["Query"]


@pytest.mark.parametrize("after", ["seven", "-7", "7" * 10, "ROW#case#1"])
def test_a_cursor_that_was_not_given_is_refused(desk: Desk, after: str) -> None:
    with pytest.raises(Malformed):
        newest(desk, cursor=encode_cursor({"after": after}))


@pytest.mark.parametrize("release", ["6", "0", "-7", "seven", "7" * 400])
def test_a_release_that_brought_no_calendar_has_no_report(desk: Desk, release: str) -> None:
    desk.asking.begin(RELEASE)
    with pytest.raises(NotFound):
        Reporting(desk.reports).read(release, 20, None, CITY)


def test_figures_of_the_whole_city_are_for_who_watches_all_of_it(desk: Desk) -> None:
    desk.asking.begin(RELEASE)
    assert report(desk)["begun_at"]
    with pytest.raises(NotFound):
        report(desk, DISTRICT)
    with pytest.raises(NotFound):
        newest(desk, caller=DISTRICT)
