"""The sweep finds everything that is due, whenever it was written and wherever the clock was; it reads nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.enforcement.ports import Known
from chalicelib.enforcement.rules import Differences, Kept, Look, bucket, first_look, to_look_at
from chalicelib.enforcement.sweeping import BUSY
from chalicelib.enforcement.table.items import DeadlineItem
from chalicelib.shared import dynamodb
from chalicelib.shared.due import end_of
from chalicelib.shared.table import Write
from tests.enforcement.conftest import Desk
from tests.enforcement.owner import NAMES

NEAR = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)  # when the day before FIRST begins
LATER = date(2027, 6, 1)


def at(desk: Desk, law: datetime) -> None:
    desk.law.move(law - desk.law.now())


def has_time() -> bool:
    return True


def test_a_deadline_is_due_from_its_moment_on(desk: Desk) -> None:
    desk.opened("case#1")
    at(desk, NEAR - timedelta(milliseconds=1))
    assert desk.due() == []
    at(desk, NEAR)
    assert desk.due() == [("case#1", "acceptance")]


def test_what_is_due_is_sent_and_stays_due_until_it_is_done(desk: Desk) -> None:
    desk.opened("case#1")
    at(desk, NEAR)
    for _ in range(2):
        assert desk.sweeping.sweep(has_time) == (1, True)
        assert desk.queue.taken() == [{"enforce": {"subject": "case#1", "name": "acceptance"}}]
    desk.service.enforce("case#1", "acceptance")
    assert desk.sweeping.sweep(has_time) == (0, True)


def test_nothing_is_added_to_a_queue_that_is_full(desk: Desk) -> None:
    desk.opened("case#1")
    at(desk, NEAR)
    desk.queue.backlog = BUSY
    assert desk.sweeping.sweep(has_time) == (0, False)
    desk.queue.backlog = BUSY - 1
    assert desk.sweeping.sweep(has_time) == (1, True)


def test_when_time_is_up_the_next_start_goes_on_with_what_is_left(desk: Desk) -> None:
    subjects = {desk.opened(f"case#{number}") for number in range(120)}
    at(desk, NEAR)
    seen: list[str] = []
    rounds = 0
    while not (swept := desk.sweeping.sweep(_only(1))).whole or swept.sent:
        for message in desk.queue.taken():
            seen.append(message["enforce"]["subject"])
            desk.handle(message)
        rounds += 1
    assert (set(seen), len(seen), rounds) == (subjects, 120, 2)


def _only(times: int) -> Any:
    left = iter([True] * times)
    return lambda: next(left, False)


def test_one_written_after_its_moment_is_found(desk: Desk) -> None:
    at(desk, datetime(2027, 2, 3, tzinfo=UTC))
    desk.wall.move(timedelta(days=74))
    desk.opened("case#late")
    assert set(desk.due()) == {("case#late", "acceptance"), ("case#late", "committed")}


@pytest.mark.parametrize("months", [2, 14, 60])
def test_a_backlog_of_any_age_is_found_on_the_day_after(desk: Desk, months: int) -> None:
    assert desk.due() == []
    desk.opened("case#old")
    for clock in (desk.law, desk.wall):
        clock.move(timedelta(days=31 * months))
    assert len(desk.due()) == 2


def test_what_was_kept_for_long_before_anybody_looked_is_found(desk: Desk) -> None:
    desk.opened("case#old")
    for clock in (desk.law, desk.wall):
        clock.move(timedelta(days=31 * 9))
    assert len(desk.due()) == 2


def test_law_time_moved_on_by_months_finds_what_became_due_meanwhile(desk: Desk) -> None:
    desk.due()
    desk.opened("case#1")
    desk.law.move(timedelta(days=200))
    assert len(desk.due()) == 2
    desk.opened("case#2")
    assert len(desk.due()) == 4


def test_law_time_moved_back_finds_what_was_written_before_and_after(desk: Desk) -> None:
    at(desk, datetime(2027, 5, 1, tzinfo=UTC))
    desk.opened("case#ahead", first=LATER)
    desk.due()
    at(desk, datetime(2026, 3, 1, tzinfo=UTC))
    desk.opened("case#back", first=date(2026, 3, 10))
    assert desk.due() == []
    at(desk, datetime(2026, 4, 1, tzinfo=UTC))
    assert {subject for subject, _ in desk.due()} == {"case#back"}
    at(desk, datetime(2027, 7, 1, tzinfo=UTC))
    assert {subject for subject, _ in desk.due()} == {"case#back", "case#ahead"}


def test_a_look_that_was_broken_off_goes_back_again(desk: Desk) -> None:
    """Else what lies beyond where it stopped would wait for another day."""
    desk.opened("case#1")
    desk.due()
    for clock in (desk.law, desk.wall):
        clock.move(timedelta(days=150))
    next(desk.service.due())
    assert len(desk.due()) == 2


def test_every_month_is_looked_at_once_a_day_and_else_two() -> None:
    look = Look("2025-01", "2026-11-20")
    assert len(to_look_at(look, "2026-11-20T", "2026-11-20T", "2026-11-21")) == 23
    assert to_look_at(look, "2026-11-20T", "2026-11-20T", "2026-11-20") == ("2026-10", "2026-11")
    assert first_look("2026-01-01T00:00:00.000Z") == ("2024-01", "")
    assert bucket("2026-01-01T00:00:00.000Z", "2026-11-21T00:00:00.000Z") == "2026-11"


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """Units that the tables say were consumed, by operation; of a query also how many items it looked at."""
    found: Counter[str] = Counter()
    events = dynamodb.client().meta.events

    def before(params: dict[str, Any], model: Any, **_: Any) -> None:
        if "ReturnConsumedCapacity" in model.input_shape.members:
            params["ReturnConsumedCapacity"] = "TOTAL"

    def after(parsed: dict[str, Any], model: Any, **_: Any) -> None:
        found[model.name] += 1
        found["items looked at"] += parsed.get("ScannedCount", 0)
        consumed = parsed.get("ConsumedCapacity", [])
        for each in consumed if isinstance(consumed, list) else [consumed]:
            found["units"] += round(10 * each["CapacityUnits"])

    events.register("provide-client-params.dynamodb", before, "counting before")
    events.register("after-call.dynamodb", after, "counting after")
    try:
        yield found
    finally:
        events.unregister("provide-client-params.dynamodb", before, "counting before")
        events.unregister("after-call.dynamodb", after, "counting after")


def costs(desk: Desk, open_: int) -> tuple[Counter[str], Counter[str]]:
    """Of a sweep in which ten are due, and of enforcing them, with so many others open."""
    with DeadlineItem.batch_write() as batch:
        for number in range(open_):
            for write in _kept_since(desk, f"case#open-{open_}-{number}"):
                batch.save(write.item)
    for number in range(10):
        desk.opened(f"case#due-{open_}-{number}")
    at(desk, NEAR)
    desk.due()
    with counted() as sweep:
        found = desk.due()
    with counted() as enforcement:
        for subject, name in found:
            desk.service.enforce(subject, name)
    assert len(found) == 10
    return sweep, enforcement


def _kept_since(desk: Desk, subject: str) -> tuple[Write, ...]:
    """What is written of a matter whose days are far off."""
    matters = (Kept(name, str(LATER), end_of(LATER)) for name in NAMES)
    return desk.table.changes(Known(subject, 0, None, {}), 1, Differences(tuple(matters), ()), over=False)


def test_the_cost_follows_what_is_due_and_not_what_is_open(tables: Any) -> None:
    few, many = costs(Desk(), 100), costs(Desk(), 2000)
    assert few == many
    assert few[0]["items looked at"] == 10
    assert few[1]["items looked at"] == 30  # of each matter its own item and two deadlines


def test_hundreds_due_at_one_midnight_drain_with_messages_twice_and_in_any_order(desk: Desk) -> None:
    subjects = [desk.opened(f"case#{number}") for number in range(60)]
    at(desk, datetime(2026, 12, 31, tzinfo=UTC))
    while desk.sweeping.sweep(has_time).sent:
        messages = desk.queue.taken()
        for message in reversed([*messages, *messages[::3]]):
            desk.handle(message)
    expected = ["near:acceptance", "near:committed", "opened", "over:acceptance", "over:committed"]
    assert all(sorted(desk.owner.matters[subject].acts) == expected for subject in subjects)
