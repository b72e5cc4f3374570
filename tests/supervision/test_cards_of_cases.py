"""Cards of cases that were left alone: the law's clock acts, and supervision answers with cards."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.cases.desk import declination, resumption, suspension
from chalicelib.cases.desk.decision import decide
from chalicelib.cases.parts import Parts
from chalicelib.configuration.documents import Supervision
from chalicelib.supervision.cards.issuing import issue
from tests.cases import left_alone, licences, scenes
from tests.supervision.carding import City


class Watched:
    """The city's supervision of one case at a time."""

    def __init__(self, settings: Supervision | None = None) -> None:
        self.city = City(settings=settings)

    def cards(self, parts: Parts, case_id: str) -> list[tuple[str, str, str | None]]:
        """Rule, level and person of every card of a case: its acts come twice, one after the other."""
        acts = left_alone.told(parts, case_id)
        issued = [card_id for act in (*acts, *acts) for card_id in issue(self.city.parts, act)]
        found = (self.city.card(card_id) for card_id in issued)
        return [(card.rule, card.level, card.staff_no) for card in found]


@pytest.fixture
def watched(tables: Any) -> Watched:
    return Watched()


def left_until(parts: Parts, case_id: str, moment: str) -> None:
    """Nobody does anything until then but the clock."""
    left_alone.until(parts, moment)
    left_alone.swept(parts, case_id)


@pytest.mark.parametrize(
    ("moment", "cards"),
    [
        ("2026-03-09 23:59", []),
        ("2026-03-10 00:00", [("silence_after_receipt", "red", None)]),
    ],
)
def test_an_application_that_nobody_answers(watched: Watched, moment: str, cards: list[Any]) -> None:
    parts = left_alone.city()
    case_id = scenes.submitted(parts)
    left_until(parts, case_id, moment)
    assert watched.cards(parts, case_id) == cards


NEAR = ("time_left", "yellow", "S002")
STAGE = ("stage_exceeded", "yellow", "S002")
PROMISE = ("promise_exceeded", "red", "S002")
SECOND = ("statutory_exceeded", "second_red", "S002")


@pytest.mark.parametrize(
    ("moment", "cards"),
    [
        ("2026-03-05 23:59", []),
        ("2026-03-06 00:00", [NEAR]),
        ("2026-03-09 23:59", [NEAR]),
        ("2026-03-10 00:00", [NEAR, STAGE]),
        ("2026-03-11 23:59", [NEAR, STAGE]),
        ("2026-03-12 00:00", [NEAR, STAGE, NEAR]),
        ("2026-03-16 23:59", [NEAR, STAGE, NEAR]),
        ("2026-03-17 00:00", [NEAR, STAGE, NEAR, PROMISE]),
        ("2026-03-30 23:59", [NEAR, STAGE, NEAR, PROMISE, NEAR]),
        ("2026-03-31 00:00", [NEAR, STAGE, NEAR, PROMISE, SECOND]),
        ("2026-06-30 00:00", [NEAR, STAGE, NEAR, PROMISE, SECOND]),
    ],
)
def test_an_examination_that_nobody_ends(watched: Watched, moment: str, cards: list[Any]) -> None:
    """Ten working days were promised on 2 March, the law has twenty, the step five."""
    parts = left_alone.city()
    case_id = licences.examining(parts)
    for day in ("2026-03-06 09:00", "2026-03-10 09:00", "2026-03-12 09:00", "2026-03-17 09:00", "2026-03-31 09:00"):
        if day < moment:
            left_until(parts, case_id, day)
    left_until(parts, case_id, moment)
    assert sorted(watched.cards(parts, case_id)) == sorted(cards)


HEARD_TOO_LONG = [("pause_too_long", "yellow", None)]
ENDED_TOO_LATE = [("pause_too_long", "yellow", "S002")]


@pytest.mark.parametrize(
    ("day", "swept", "cards"),
    [
        ("2026-03-09 18:00", True, []),
        ("2026-03-10 09:00", True, HEARD_TOO_LONG),
        ("2026-03-09 18:00", False, []),
        ("2026-03-10 09:00", False, ENDED_TOO_LATE),
    ],
)
def test_a_hearing_that_takes_longer_than_was_announced(
    watched: Watched, day: str, swept: bool, cards: list[Any]
) -> None:
    """Five working days from 2 March; whether the clock tells of it first or its end alone, it is one card."""
    parts = left_alone.city()
    case_id = licences.examining(parts)
    suspension.suspend(parts, scenes.examiner(), case_id, licences.HEARD, None)
    left_alone.until(parts, day)
    if swept:
        left_alone.swept(parts, case_id)
    resumption.resume(parts, scenes.examiner(), case_id, None, None)
    assert watched.cards(parts, case_id) == cards


@pytest.mark.usefixtures("tables")
@pytest.mark.parametrize(("most", "cards"), [(28, []), (27, ENDED_TOO_LATE)])
def test_a_hearing_that_is_announced_for_too_long(most: int, cards: list[Any]) -> None:
    """Twenty working days from 2 March end on the thirtieth; the card comes at once, and is the only one."""
    watched, parts = Watched(Supervision(pause_days=most)), left_alone.city()
    case_id = licences.suspended(parts, licences.HEARD._replace(value=20))
    assert watched.cards(parts, case_id) == cards
    left_until(parts, case_id, "2026-04-20 09:00")
    resumption.resume(parts, scenes.examiner(), case_id, None, None)
    later = [rule for rule, _, _ in watched.cards(parts, case_id) if rule == "pause_too_long"]
    assert len(cards) + len(later) == 1


@pytest.mark.parametrize(("moment", "late"), [("2026-03-16 23:59", False), ("2026-03-17 00:00", True)])
def test_a_result_that_nobody_serves(watched: Watched, moment: str, late: bool) -> None:
    """行政许可法第四十四条: ten working days from the decision."""
    parts = left_alone.city()
    case_id = scenes.decided(parts)
    left_until(parts, case_id, moment)
    rules = {rule for rule, _, _ in watched.cards(parts, case_id)}
    assert ("result_not_served" in rules) is late


def test_what_the_desk_refuses_has_its_reasons(watched: Watched) -> None:
    parts = left_alone.city()
    declined, refused = scenes.submitted(parts), scenes.examined(parts, "reject")
    declination.decline(parts, scenes.clerk(), declined, scenes.ELSEWHERE, None)
    decide(parts, scenes.chief(), refused, scenes.REFUSE, None)
    assert watched.cards(parts, declined) == watched.cards(parts, refused) == []


def test_the_one_correction_is_none_too_many(watched: Watched) -> None:
    parts = left_alone.city()
    case_id = scenes.submitted(parts)
    scenes.corrected(parts, case_id)
    assert watched.cards(parts, case_id) == []
    assert left_alone.told(parts, case_id)[-1].changes["corrections"] == 1
