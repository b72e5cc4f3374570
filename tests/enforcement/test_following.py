"""What is kept is what stands: written once, only where it differs, whoever comes when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from chalicelib.enforcement.rules import shard_of
from tests.enforcement.conftest import Desk, stored

CASE = "case#01KAJ0000000000000000000"


def kept(desk: Desk, subject: str = CASE) -> dict[str, tuple[str | None, str | None]]:
    return {name: (each.due_on, each.next_at) for name, each in desk.table.known(subject).deadlines.items()}


def test_what_stands_is_kept_with_the_moment_of_its_reminder(desk: Desk) -> None:
    desk.opened(CASE)
    assert kept(desk) == {
        "acceptance": ("2026-11-24", "2026-11-22T16:00:00.000Z"),
        "committed": ("2026-12-01", "2026-11-29T16:00:00.000Z"),
    }


def test_nothing_is_written_when_nothing_changed(desk: Desk, tables: Any) -> None:
    desk.opened(CASE)
    before = stored(tables)
    desk.owner.matters[CASE].acts.append("an act that moves no day")
    assert desk.service.follow(CASE).written == 0
    assert stored(tables) == before


def test_only_differences_are_written(desk: Desk) -> None:
    desk.opened(CASE)
    matter = desk.owner.matters[CASE]
    matter.due_on["committed"] += timedelta(days=3)
    matter.acts.append("extended")
    assert desk.service.follow(CASE).written == 1
    assert kept(desk)["committed"] == ("2026-12-04", "2026-12-02T16:00:00.000Z")


def test_a_matter_that_is_over_leaves_nothing_to_be_found(desk: Desk) -> None:
    desk.opened(CASE)
    desk.owner.matters[CASE].over = True
    desk.service.follow(CASE)
    desk.law.move(timedelta(days=400))
    desk.wall.move(timedelta(days=400))
    assert (kept(desk), desk.due()) == ({}, [])
    assert not any(desk.table.open_subjects(place, None, 10).subjects for place in range(16))


def test_an_unknown_matter_leaves_nothing_at_all(desk: Desk, tables: Any) -> None:
    assert desk.service.follow("case#unknown").written == 0
    assert stored(tables) == {}


def test_who_asked_earlier_never_overwrites_what_somebody_wrote_meanwhile(desk: Desk) -> None:
    """The matter moves on, and is followed by somebody else, after the first one asked and before it writes."""
    desk.opened(CASE)
    once = _once(lambda: _extended_and_followed(desk))
    ask = desk.owner.standing

    def standing(subject: str) -> Any:
        answer = ask(subject)
        once()
        return answer

    desk.owner.standing = standing  # type: ignore[method-assign]
    desk.owner.matters[CASE].due_on["acceptance"] += timedelta(days=1)
    desk.owner.matters[CASE].acts.append("first")
    desk.service.follow(CASE)
    assert kept(desk)["committed"][0] == "2026-12-04"


def test_who_asked_between_two_acts_that_undo_each_other_does_not_have_the_last_word(desk: Desk) -> None:
    """A day moves and comes back; who follows the last act finds nothing to write, and then the first one writes."""
    desk.opened(CASE)
    before, matter, ask = kept(desk), desk.owner.matters[CASE], desk.owner.standing
    matter.due_on["committed"] += timedelta(days=3)
    matter.acts.append("paused")
    once = _once(lambda: _undone_and_followed(desk))

    def standing(subject: str) -> Any:
        answer = ask(subject)
        once()
        return answer

    desk.owner.standing = standing  # type: ignore[method-assign]
    desk.service.follow(CASE)
    assert kept(desk) == before


def test_an_answer_of_an_earlier_act_is_not_kept(desk: Desk) -> None:
    desk.opened(CASE)
    desk.owner.matters[CASE].acts += ["second", "third"]
    desk.owner.matters[CASE].due_on["committed"] += timedelta(days=3)
    desk.service.follow(CASE)
    del desk.owner.matters[CASE].acts[1:]
    desk.owner.matters[CASE].due_on["committed"] -= timedelta(days=3)
    assert desk.service.follow(CASE).written == 0
    assert kept(desk)["committed"][0] == "2026-12-04"


def test_an_estimated_day_is_told_once_and_never_due(desk: Desk) -> None:
    desk.owner.open(CASE, provisional=True)
    assert desk.service.follow(CASE).provisional == ("acceptance", "committed")
    assert desk.service.follow(CASE).provisional == ()
    desk.law.move(timedelta(days=90))
    assert desk.due() == []
    assert desk.table.open_subjects(shard_of(CASE), None, 10).subjects == (CASE,)


def _once(act: Callable[[], object]) -> Callable[[], None]:
    left = [act]

    def done() -> None:
        while left:
            left.pop()()

    return done


def _undone_and_followed(desk: Desk) -> None:
    desk.owner.matters[CASE].due_on["committed"] -= timedelta(days=3)
    desk.owner.matters[CASE].acts.append("resumed")
    assert desk.service.follow(CASE).written == 0


def _extended_and_followed(desk: Desk) -> None:
    desk.owner.matters[CASE].due_on["committed"] += timedelta(days=3)
    desk.owner.matters[CASE].acts.append("extended")
    desk.service.follow(CASE)
