"""Whatever comes in whatever order, twice, late or after a death: the end is the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.enforcement.conftest import Desk, stored
from tests.enforcement.owner import FIRST

AFTERWARDS = datetime(2027, 2, 1, tzinfo=UTC)
SUBJECTS = ("case#0", "case#1", "case#2")

STEPS = st.sampled_from(["follow", "enforce", "enforce later", "die", "sweep", "twice", "back", "on"])


@given(steps=st.lists(STEPS, max_size=14), which=st.lists(st.integers(0, 2), min_size=14, max_size=14))
@settings(
    max_examples=25,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_interleaving_ends_in_the_same_state(tables: Any, steps: list[str], which: list[int]) -> None:
    """Messages late, early, twice, in any order, and a death between the act and what follows from it."""
    _emptied(tables)
    desk = _begun()
    late: list[tuple[str, str]] = []
    for step, number in zip(steps, which, strict=False):
        _step(desk, step, SUBJECTS[number], late)
    desk.law.move(AFTERWARDS - desk.law.now())
    for subject in SUBJECTS:
        desk.service.follow(subject)
    for message in [*late, *late]:
        desk.service.enforce(*message)
    desk.drained()
    assert _acts(desk) == _straight()
    assert not [key for key in stored(tables) if key[1].startswith("DEADLINE#")]


def _straight() -> dict[str, list[str]]:
    """What has to come of it: each thing once."""
    desk = _begun()
    desk.law.move(AFTERWARDS - desk.law.now())
    for subject in SUBJECTS:
        for name in desk.owner.matters[subject].due_on:
            desk.owner.enforce(subject, name)
    return _acts(desk)


def _begun() -> Desk:
    desk = Desk()
    for number, subject in enumerate(SUBJECTS):
        desk.owner.open(subject, FIRST + timedelta(days=number))
    return desk


def _acts(desk: Desk) -> dict[str, list[str]]:
    return {subject: sorted(matter.acts) for subject, matter in desk.owner.matters.items()}


def _step(desk: Desk, step: str, subject: str, late: list[tuple[str, str]]) -> None:
    match step:
        case "follow":
            desk.service.follow(subject)
        case "enforce":
            desk.service.enforce(subject, "acceptance")
        case "enforce later":
            late.append((subject, "committed"))
        case "die":
            desk.owner.enforce(subject, "acceptance")
        case "twice":
            late += [(subject, "acceptance")] * 2
        case "sweep":
            late += desk.due()
        case "back":
            desk.law.move(-timedelta(days=9))
        case "on":
            desk.law.move(timedelta(days=5))


def _emptied(tables: Any) -> None:
    for pk, sk in stored(tables):
        tables.delete_item(TableName="deadlines_table", Key={"pk": {"S": pk}, "sk": {"S": sk}})
