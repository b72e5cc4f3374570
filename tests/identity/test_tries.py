"""How often the register may be asked on somebody's word: by account, by number, by source."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.shared.access import Caller
from chalicelib.shared.errors import RuleViolation, Throttled, UpstreamUnavailable
from tests.identity.cities import LI, ZHANG
from tests.identity.persons import Town

WRONG = ("李四", ZHANG[1])


@pytest.fixture
def town() -> Town:
    return Town()


def guess(town: Town, caller: Caller, who: tuple[str, str] = WRONG, source: str = "") -> None:
    with pytest.raises(RuleViolation, match="identity_not_confirmed"):
        town.verifications.verify(caller, *who, None, source)


def test_one_number_is_not_guessed_at_from_many_accounts(town: Town) -> None:
    for user in range(10):
        guess(town, town.citizen(f"thief {user}"))
    with pytest.raises(Throttled, match="too_many_attempts") as refused:
        town.verifications.verify(town.citizen("one more"), *WRONG, None)
    assert len(town.register.asked) == 10
    assert 0 < int(str(refused.value.params["retry_after"])) <= 86400


def test_one_source_is_not_the_start_of_all_guesses(town: Town) -> None:
    source, other = "192.0.2.1", "192.0.2.2"
    for _ in range(200):
        town.attempts.count("verification/source", source, 200, timedelta(days=1))
    with pytest.raises(Throttled):
        town.verifications.verify(town.citizen("thief"), *WRONG, None, source)
    guess(town, town.citizen("thief"), WRONG, other)
    assert len(town.register.asked) == 1


def test_a_throttled_number_is_free_again_the_day_after(town: Town) -> None:
    for user in range(10):
        guess(town, town.citizen(f"thief {user}"))
    town.later(days=1)
    assert town.verified("zhang", ZHANG).level == 2


def test_what_the_register_never_answered_was_no_guess(town: Town) -> None:
    caller, town.register.down = town.citizen("zhang"), True
    for _ in range(30):
        with pytest.raises(UpstreamUnavailable):
            town.verifications.verify(caller, *ZHANG, None, "192.0.2.1")
    town.register.down = False
    assert town.verified("zhang", ZHANG).level == 2


def test_others_are_not_held_up(town: Town) -> None:
    for user in range(10):
        guess(town, town.citizen(f"thief {user}"))
    assert town.verified("li", LI).level == 2
