"""Every rule with an act just inside and one just outside."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.configuration.documents import Supervision
from chalicelib.shared.acts import Act
from chalicelib.supervision.cards.rules import LOOKED_AT, RULES, Level, Unjudgeable, findings
from functions.relay_acts.routes import ROUTES
from tests.supervision.carding import a_fact, neared, passed
from tests.supervision.cases import a_life

AS_SHIPPED = Supervision()
REASONS = {"reason_codes": ["not_within_office"], "notice_sealed": "sealed"}


def pause(**told: Any) -> dict[str, Any]:
    """A pause since 2 January; the act that ends it is of 2 March, 59 days later."""
    said = {"procedure": "hearing", "since": "2026-01-02", "value": 40, "unit": "WD", "until_on": "2026-03-02"}
    return {"pause_ended": {**said, "name": "听证", "provisional": False, **told}}


def announced(value: int, unit: str = "WD", until_on: str | None = "2026-03-03", **told: Any) -> Act:
    """A pause from 2 January on; 3 March is sixty days later."""
    said = {"procedure": "hearing", "since": "2026-01-02", "value": value, "unit": unit, "until_on": until_on}
    return a_fact("case.suspended", pause={**said, "name": "听证"}, **told)


def found(act: Act, settings: Supervision = AS_SHIPPED) -> list[tuple[str, str]]:
    return [(one.rule.code, str(one.rule.level)) for one in findings(act, settings)]


@pytest.mark.parametrize(
    ("act", "card"),
    [
        (neared("committed"), ("time_left", "yellow")),
        (neared("statutory"), ("time_left", "yellow")),
        (neared("stage", key="examine-1"), ("time_left", "yellow")),
        (passed("stage", key="examine-1"), ("stage_exceeded", "yellow")),
        (passed("committed"), ("promise_exceeded", "red")),
        (passed("statutory"), ("statutory_exceeded", "second_red")),
        (passed("special_procedure", since="2026-01-02"), ("pause_too_long", "yellow")),
        (passed("service"), ("result_not_served", "red")),
        (passed("verification"), ("commitment_not_verified", "yellow")),
        (a_fact("case.deemed_accepted", accepted_at="2026-02-24T01:00:00.000Z"), ("silence_after_receipt", "red")),
        (a_fact("case.correction_requested", corrections=2), ("correction_asked_twice", "red")),
        (announced(40, until_on="2026-03-04"), ("pause_too_long", "yellow")),
        (announced(61, "D", "2026-03-04"), ("pause_too_long", "yellow")),
        (announced(61, "D", None), ("pause_too_long", "yellow")),
        (announced(61, until_on="2026-04-01", provisional=True), ("pause_too_long", "yellow")),
        (a_fact("case.resumed", **pause(until_on="2026-03-01")), ("pause_too_long", "yellow")),
        (a_fact("case.resumed", **pause(since="2025-12-31")), ("pause_too_long", "yellow")),
        (a_fact("case.declined", notice_sealed="sealed"), ("refusal_without_reason", "red")),
        (a_fact("case.declined", reason_codes=["not_within_office"]), ("refusal_without_reason", "red")),
        (a_fact("case.decided", result="refuse"), ("refusal_without_reason", "red")),
    ],
)
def test_just_outside_is_a_card(act: Act, card: tuple[str, str]) -> None:
    assert found(act) == [card]


@pytest.mark.parametrize(
    "act",
    [
        neared("acceptance"),
        neared("committed", provisional=True),
        passed("committed", provisional=True),
        passed("statutory", provisional=True),
        passed("correction"),
        passed("pickup"),
        a_fact("case.accepted", document_no="受理〔2026〕1号"),
        a_fact("case.correction_requested", corrections=1),
        a_fact("case.correction_requested"),
        announced(40),
        announced(60, "D"),
        announced(60, "D", "2026-03-09"),  # rolled over a holiday
        announced(40, until_on="2026-03-04", provisional=True),
        announced(40, until_on=None),
        a_fact("case.resumed", **pause()),
        a_fact("case.resumed", **pause(since="2026-01-01")),
        a_fact("case.resumed", **pause(until_on=None)),
        a_fact("case.resumed", **pause(until_on="2026-03-01", provisional=True)),
        a_fact("case.resumed"),
        a_fact("case.declined", **REASONS),
        a_fact("case.decided", result="refuse", notice_sealed="sealed"),
        a_fact("case.decided", result="grant"),
        *a_life(),
    ],
)
def test_just_inside_is_none(act: Act) -> None:
    assert found(act) == []


def test_a_city_sets_how_many_corrections_and_days_are_too_many() -> None:
    lenient = Supervision(corrections=2, pause_days=90)
    assert found(a_fact("case.correction_requested", corrections=2), lenient) == []
    assert found(a_fact("case.correction_requested", corrections=3), lenient)
    assert found(a_fact("case.resumed", **pause(since="2025-12-02", until_on=None)), lenient) == []
    assert found(a_fact("case.resumed", **pause(since="2025-12-01", until_on=None)), lenient)
    assert found(announced(90, "D", None), lenient) == []
    assert found(announced(91, "D", None), lenient)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (passed("committed"), passed("committed", due_on="2026-03-09")),
        (passed("stage", key="examine-1"), passed("stage", key="review-1")),
        (a_fact("case.correction_requested", corrections=2), a_fact("case.correction_requested", corrections=3)),
    ],
)
def test_another_day_stage_or_time_is_another_finding(one: Act, other: Act) -> None:
    assert findings(one, AS_SHIPPED)[0].about != findings(other, AS_SHIPPED)[0].about


def test_a_pause_is_one_finding_whoever_tells_of_it_and_wherever_its_last_day_moved() -> None:
    acts = (
        announced(70, "D", "2026-03-13"),
        passed("special_procedure", due_on="2026-02-27", since="2026-01-02"),
        a_fact("case.resumed", **pause(until_on="2026-03-01")),
        a_fact("case.resumed", **pause(until_on=None)),
    )
    (found,) = {(one.rule.code, one.about) for act in acts for one in findings(act, Supervision(pause_days=50))}
    assert found == ("pause_too_long", "2026-01-02")


def test_the_days_that_a_rule_went_by_are_told() -> None:
    (found,) = findings(a_fact("case.resumed", **pause(until_on="2026-03-01")), AS_SHIPPED)
    assert found.days == {"since": "2026-01-02", "ended_on": "2026-03-02", "due_on": "2026-03-01"}
    (silence,) = findings(a_fact("case.deemed_accepted", accepted_at="2026-02-23T17:00:00.000Z"), AS_SHIPPED)
    assert silence.days == {"received_on": "2026-02-24"}  # one in the morning in the city
    (long,) = findings(announced(40, until_on="2026-03-04"), AS_SHIPPED)
    assert long.days == {"since": "2026-01-02", "due_on": "2026-03-04"}


@pytest.mark.parametrize("act", [a_fact("case.deadline_passed"), passed("special_procedure"), a_fact("case.suspended")])
def test_an_act_without_what_its_type_has_is_not_passed_over(act: Act) -> None:
    with pytest.raises(Unjudgeable):
        findings(act, AS_SHIPPED)


def test_every_rule_says_what_it_is_and_every_level_is_used() -> None:
    assert {rule.level for rule in RULES.values()} == set(Level)
    assert all(rule.title and rule.meaning and rule.version for rule in RULES.values())


def test_just_those_acts_are_sent_that_a_card_can_come_from() -> None:
    assert {prefix for prefix, queue in ROUTES if queue == "SUPERVISION_QUEUE_URL"} == set(LOOKED_AT)
