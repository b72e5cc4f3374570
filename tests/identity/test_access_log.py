"""Who read whose data: what is written, and what that person gets to see; in memory and in the table."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.identity.access_log.openings import facts
from chalicelib.identity.acts import PERSON_DATA_OPENED
from chalicelib.shared.access import Caller, Post, Role
from chalicelib.shared.acts import Chain, verify_chain
from chalicelib.shared.change import Change
from chalicelib.shared.errors import RuleViolation
from chalicelib.shared.paging import encode_cursor
from tests.builders import a_clerk
from tests.identity.access_logs import Log, in_memory, in_the_table

QIAN = a_clerk(staff_no="W0001")
SUN = a_clerk(staff_no="W0002")


@pytest.fixture(params=["memory", "dynamodb"])
def log(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Log:
    if request.param == "memory":
        return in_memory()
    request.getfixturevalue("tables")
    monkeypatch.setattr("chalicelib.shared.commit.time.sleep", lambda _: None)
    return in_the_table()


class Late:
    """The same store, but something happens between the first reading of a chain's end and what is then written."""

    def __init__(self, store: Any, meanwhile: Any) -> None:
        self._store, self._meanwhile = store, [meanwhile]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def reader(self, name: str) -> Any:
        found = self._store.reader(name)
        if self._meanwhile:
            self._meanwhile.pop()()
        return found


class Unwritable:
    """The same store, but an entry like the new one is there already."""

    def __init__(self, log: Log) -> None:
        self._log = log

    def __getattr__(self, name: str) -> Any:
        return getattr(self._log.store, name)

    def add_opening(self, opening: Any) -> Any:
        taken = opening._replace(person_id="somebody", act_id="0")
        if not list(self._log.mine("somebody")["entries"]):
            self._log.committer.commit(lambda: Change((self._log.store.add_opening(taken),)), None)
        return self._log.store.add_opening(taken)


def test_opening_a_persons_data_is_an_act_on_the_readers_chain(log: Log) -> None:
    for what in ("case", "materials"):
        log.opened(QIAN, what=what)
    acts = log.acts("W0001")
    said = {"person_id": "zhang", "why": "case:1", "departments": ["*"], "case_no": "5301-1"}
    assert [act.changes for act in acts] == [{**said, "what": what} for what in ("case", "materials")]
    assert verify_chain("reader#W0001#2026-11", acts).seq == 2


def test_readings_at_once_are_all_recorded_each_with_its_entry(log: Log) -> None:
    log.opened(QIAN, "zhang", store=Late(log.store, lambda: log.opened(QIAN, "li")))
    acts = log.acts("W0001")
    assert [act.changes["person_id"] for act in acts] == ["li", "zhang"]
    entries = [log.mine(person)["entries"] for person in ("li", "zhang")]
    assert [[entry["act_id"] for entry in of_one] for of_one in entries] == [[act.act_id] for act in acts]


def test_what_could_not_be_entered_was_not_opened(log: Log) -> None:
    with pytest.raises(RuleViolation, match="changed_meanwhile"):
        log.opened(QIAN, store=Unwritable(log))
    assert log.acts("W0001") == []


def test_what_could_not_be_recorded_is_not_entered(log: Log) -> None:
    said = facts(QIAN, "li", "case:1", "case", None)
    taken = log.recorder.next(Chain("reader#W0001#2026-11"), PERSON_DATA_OPENED, QIAN, said)
    log.committer.commit(lambda: Change((), (taken,)), None)
    with pytest.raises(RuleViolation, match="changed_meanwhile"):
        log.opened(QIAN)
    assert log.mine()["entries"] == []


def test_each_civil_month_has_a_chain_of_its_own(log: Log) -> None:
    for _ in range(2):
        log.opened(QIAN)
        log.clock.move(timedelta(days=10))
    assert [len(log.acts("W0001", month)) for month in ("2026-11", "2026-12")] == [1, 1]
    log.clock.move(datetime(2026, 12, 31, 16, 30, tzinfo=UTC) - log.clock.now())
    log.opened(QIAN)
    assert len(log.acts("W0001", "2027-01")) == 1


@pytest.mark.parametrize(("why", "what"), [("curiosity", "case"), ("case:1", "everything"), ("", "case")])
def test_nothing_is_opened_that_the_person_could_not_be_told_of(log: Log, why: str, what: str) -> None:
    with pytest.raises(ValueError, match="no words"):
        log.opened(QIAN, why=why, what=what)
    assert log.acts("W0001") == []


def test_a_person_is_told_who_when_why_and_what_in_plain_words(log: Log) -> None:
    log.opened(QIAN, what="material:7")
    (entry,) = log.mine()["entries"]
    assert entry == {
        "act_id": log.acts("W0001")[0].act_id,
        "opened_at": "2026-11-21T01:00:00.000Z",
        "who": {"staff_no": "W0001", "departments": [{"code": "*", "name": "全部部门"}], "stands_in_for": None},
        "why": {"kind": "case", "id": "1", "wording": "办理办件 5301-1", "case_no": "5301-1"},
        "what": {"kind": "material", "id": "7", "wording": "材料文件"},
    }


def test_a_person_sees_their_own_entries_and_nobody_elses(log: Log) -> None:
    log.opened(QIAN, "zhang")
    log.opened(SUN, "li")
    assert [entry["who"]["staff_no"] for entry in log.mine("zhang")["entries"]] == ["W0001"]
    assert [entry["who"]["staff_no"] for entry in log.mine("li")["entries"]] == ["W0002"]
    assert log.mine("wang") == {"entries": [], "next_cursor": None}


def test_the_newest_come_first_over_readers_and_months(log: Log) -> None:
    for reader in (QIAN, SUN, QIAN):
        log.opened(reader)
        log.clock.move(timedelta(days=20))
    shown = [(entry["opened_at"][:10], entry["who"]["staff_no"]) for entry in log.mine()["entries"]]
    assert shown == [("2026-12-31", "W0001"), ("2026-12-11", "W0002"), ("2026-11-21", "W0001")]


def test_pages_have_each_entry_once_whatever_is_opened_in_between(log: Log) -> None:
    for number in range(5):
        log.opened(QIAN, why=f"case:{number}")
    first = log.mine(limit=2)
    log.opened(QIAN, why="case:new")
    second = log.mine(limit=2, cursor=first["next_cursor"])
    third = log.mine(limit=2, cursor=second["next_cursor"])
    assert [[entry["why"]["id"] for entry in page["entries"]] for page in (first, second, third)] == [
        ["4", "3"],
        ["2", "1"],
        ["0"],
    ]
    assert third["next_cursor"] is None


def test_a_full_last_page_is_the_last(log: Log) -> None:
    for _ in range(2):
        log.opened(QIAN)
    assert log.mine(limit=2)["next_cursor"] is None


def test_a_cursor_leads_into_nobody_elses_entries(log: Log) -> None:
    for person in ("li", "zhang", "zhang"):
        log.opened(QIAN, person, why=f"case:{person}")
    theirs = log.mine("zhang", limit=1)["next_cursor"]
    assert [entry["why"]["id"] for entry in log.mine("li", cursor=theirs)["entries"]] == ["li"]


@pytest.mark.parametrize("after", ["0", "~", "1999", "9999-12-31T00:00:00.000Z#x", "谁"])
def test_a_cursor_that_we_never_gave_leads_at_most_to_ones_own(log: Log, after: str) -> None:
    log.opened(QIAN, "zhang")
    log.opened(QIAN, "li")
    cursor = encode_cursor({"after": after})
    assert len(log.mine("zhang", cursor=cursor)["entries"]) <= 1
    assert len(log.search(reader="W0001", cursor=cursor)["entries"]) <= 2


def test_it_says_for_whom_somebody_stood_in(log: Log) -> None:
    own = Post(frozenset({Role.EXAMINER}), ("09",), ("*",))
    colleagues = Post(frozenset({Role.CLERK}), ("11", "10"), ("*",), stands_in_for="W0009")
    stand_in = Caller("staff", "W0001", posts=(own, colleagues), channel="window", allowed={Role.CLERK})
    assert stand_in._act_by(stand_in.serving)
    log.opened(stand_in)
    (entry,) = log.mine()["entries"]
    departments = [{"code": "10", "name": "民政局"}, {"code": "11", "name": None}]
    assert entry["who"] == {"staff_no": "W0001", "departments": departments, "stands_in_for": "W0009"}
    assert log.acts("W0001")[0].on_behalf_of == "staff:W0009"


def test_only_the_posts_that_count_name_departments(log: Log) -> None:
    posts = tuple(
        Post(frozenset({role}), (department,), ("*",), stands_in_for)
        for role, department, stands_in_for in (
            (Role.CLERK, "09", None),
            (Role.SUPERVISOR, "10", None),
            (Role.CLERK, "11", "W0009"),
        )
    )
    log.opened(Caller("staff", "W0001", posts=posts, allowed={Role.CLERK}))
    assert log.mine()["entries"][0]["who"]["departments"] == [{"code": "09", "name": "公安局"}]


def test_names_of_departments_are_asked_for_once_a_page_and_only_where_there_are_any(log: Log) -> None:
    for department in ("09", "10", "09", "*"):
        log.opened(Caller("staff", "W0001", posts=(Post(frozenset({Role.CLERK}), (department,), ("*",)),)))
    log.mine(limit=1)
    assert log.asked_names == []
    log.mine()
    assert log.asked_names == [["09", "10"]]
