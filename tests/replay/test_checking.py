"""The checks at the end find what is broken: a chain, a state, a day, a case."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest

from infra.replay.checking import held
from infra.replay.keeping import Keeper, Queue, ToldAgain
from infra.replay.log import Event, read
from infra.replay.outcome import outcome
from infra.replay.plan import planned
from infra.replay.playing import Played, play
from infra.replay.tables import QuickTable
from infra.replay.town import Town, town
from tests.replay.logs import ON_TIME, SENT, ordinary, saved


@contextmanager
def _played(folder: Path) -> Iterator[tuple[Town, Played, str]]:
    plan = planned(read(saved(folder, ordinary(ON_TIME, 1))))
    with town(plan.opened) as here:
        played = play(here, plan, Keeper(here, plan.opened), lambda _: None)
        yield here, played, played.cases["A-1"].case_id


def _wrong(here: Town, played: Played) -> tuple[str, ...]:
    return outcome(played, *held(here, played)).wrong


def _table(name: str) -> Any:
    return boto3.resource("dynamodb").Table(name)


def test_an_altered_act_is_found(tmp_path: Path) -> None:
    with _played(tmp_path) as (here, played, case_id):
        key = {"pk": f"case#{case_id}", "sk": "00000003"}
        act = _table("acts_table").get_item(Key=key)["Item"]
        _table("acts_table").put_item(Item={**act, "act": act["act"].replace("Clerk2", "Clerk3")})
        assert "A-1: chain altered" in _wrong(here, played)


def test_a_state_that_no_act_says_is_found(tmp_path: Path) -> None:
    with _played(tmp_path) as (here, played, case_id):
        state = _table("cases_table").get_item(Key={"pk": f"CASE#{case_id}", "sk": "STATE"})["Item"]
        _table("cases_table").put_item(Item={**state, "body": state["body"].replace("2010-11-29", "2010-11-30")})
        assert _wrong(here, played) == (
            "A-1 is due on 2010-11-30 at last, by the log on 2010-11-29",
            "A-1: state is not what its acts say",
        )


def _with_lines(played: Played, read: tuple[Event, ...]) -> Played:
    return played._replace(plan=played.plan._replace(read=read, lines=len(read)))


def test_work_that_is_not_on_the_record_is_found(tmp_path: Path) -> None:
    """Whatever the player noted: the log's own lines are asked."""
    with _played(tmp_path) as (here, played, _):
        first, *others = played.plan.read
        more = _with_lines(played, (first, *others, first._replace(line=9, task_instance="t-x")))
        assert _wrong(here, more) == ("4 events in, 3 applied and 0 refused", "A-1: work lost or doubled")
        fewer = _with_lines(played, tuple(others))
        assert _wrong(here, fewer) == ("2 events in, 3 applied and 0 refused", "A-1: work lost or doubled")


@pytest.mark.parametrize("other", [{"resource": "Clerk3"}, {"activity": SENT}, {"ts": datetime(2010, 10, 12, 8)}])
def test_work_that_is_on_the_record_as_something_else_is_found(tmp_path: Path, other: dict[str, Any]) -> None:
    with _played(tmp_path) as (here, played, _):
        first, *others = played.plan.read
        assert _wrong(here, _with_lines(played, (first._replace(**other), *others))) == ("A-1: work lost or doubled",)


def test_a_case_that_began_or_ended_at_another_time_is_found(tmp_path: Path) -> None:
    with _played(tmp_path) as (here, played, _):
        case = played.cases["A-1"]
        hour = timedelta(hours=1)
        assert case.told.end is not None
        case.told = case.told._replace(start=case.told.start + hour, end=case.told.end + hour)
        assert _wrong(here, played) == (
            "A-1: case.accepted is not where the log has it",
            "A-1: case.concluded is not where the log has it",
        )


def test_a_case_that_nobody_began_is_found(tmp_path: Path) -> None:
    from chalicelib.cases.intake import drafts
    from infra.replay.items import DIVISION, Limit

    with _played(tmp_path) as (here, played, _):
        more = drafts.begin(here.parts, here.applicant, here.item(Limit(56)), DIVISION, {}, None)["case_id"]
        assert _wrong(here, played) == (f"{more} is nobody's",)


def test_a_day_that_differs_is_found(tmp_path: Path) -> None:
    with _played(tmp_path) as (here, played, _):
        case = played.cases["A-1"]
        case.due_on = "2010-11-30"
        assert _wrong(here, played) == ("A-1 is due on 2010-11-30 at acceptance, by the log on 2010-11-29",)


def test_a_sweep_that_tells_the_same_again_ends() -> None:
    """It would go on for ever, and its messages would fill the memory."""
    told = {"enforce": {"subject": "case#1", "name": "committed"}}
    queue = Queue()
    assert queue.send([told, {"enforce": {"subject": "case#1", "name": "statutory"}}]) == 2
    with pytest.raises(ToldAgain, match="case#1 committed"):
        queue.send([told])
    assert len(queue.taken()) == 2
    assert queue.send([told]) == 1


def test_a_transaction_leaves_no_copy_of_its_tables(tmp_path: Path) -> None:
    """moto keeps what it makes: thousands of cases would fill the memory with copies of each table."""
    with _played(tmp_path):
        assert vars(QuickTable)["instances_tracked"] == []


def test_nothing_of_a_town_is_left(tmp_path: Path) -> None:
    import os

    before = dict(os.environ)
    with _played(tmp_path):
        pass
    assert dict(os.environ) == before
