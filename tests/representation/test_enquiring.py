"""A register is asked so many times a day for one person, and no more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.configuration.documents import Representation
from chalicelib.representation import organisations
from chalicelib.representation.ports import BusinessCheck
from chalicelib.representation.rules import Kind
from chalicelib.shared.errors import RuleViolation, Throttled, UpstreamUnavailable
from tests.representation.city import COMPANY, City, person

DAILY = Representation().enquiries_per_day


def ask(city: City, who: str = "zhao") -> None:
    with pytest.raises(RuleViolation, match="representative_not_confirmed"):
        organisations.join(city.parts, person(who, 3), COMPANY, None)


def test_after_the_last_of_the_day_nothing_is_asked(city: City) -> None:
    for _ in range(DAILY):
        ask(city)
    for attempt in (lambda: city.company("zhao"), lambda: city.gives("zhao", Kind.GUARDIAN)):
        with pytest.raises(Throttled, match="too_many_attempts"):
            attempt()
    assert city.business.asked == DAILY
    ask(city, "wang")
    city.clock.move(timedelta(days=1))
    ask(city)


def test_what_a_register_did_not_answer_does_not_count(city: City) -> None:
    def down(*_: str) -> BusinessCheck:
        raise UpstreamUnavailable("business_register_unavailable")

    answering = city.business.check
    city.business.check = down  # type: ignore[method-assign]
    for _ in range(DAILY + 1):
        with pytest.raises(UpstreamUnavailable):
            city.company("zhao")
    city.business.check = answering  # type: ignore[method-assign]
    ask(city)
