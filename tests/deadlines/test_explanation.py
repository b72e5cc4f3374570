"""Why a period ends when it ends: every day once, counted or skipped, and the sum is the due date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from chalicelib.deadlines.service import (
    CalendarNotPublished,
    Day,
    Explanation,
    Extension,
    Pause,
    due_on,
    estimated,
    explain,
    for_division,
    layered,
    shipped,
    working_days_between,
)
from tests.deadlines import interrupted, oracle
from tests.deadlines.drawn import Drawn, periods
from tests.deadlines.test_city import NOTICE_2027

ACCEPTED = date(2026, 4, 1)
FIVE = timedelta(days=5)


def explained(drawn: Drawn, until: date | None = None) -> Explanation:
    start, n, unit, rolls, pauses, extension = drawn
    return explain(start, n, unit, rolls=rolls, pauses=pauses, extension=extension, until=until)


@settings(max_examples=300)
@given(periods())
def test_every_day_from_the_act_to_the_end_is_told_once(drawn: Drawn) -> None:
    try:
        told = explained(drawn)
    except CalendarNotPublished:
        with pytest.raises(oracle.Unknown):
            drawn.walked()
        return
    assert told.due_on == drawn.walked()
    assert [day.on for day in told.days] == days_between(drawn.start, told.due_on)
    assert [day.number for day in told.days if day.number] == [*range(1, told.counted + 1)]
    assert told.counted == counted(drawn)


def counted(drawn: Drawn) -> int:
    """How many days have to count, by the period and its extension."""
    n, more = interrupted.length(drawn.start, drawn.n, drawn.unit), 0
    if drawn.extension:
        more = min(drawn.extension.value, drawn.extension.most or drawn.extension.value)
        if drawn.extension.unit == drawn.unit:
            return interrupted.length(drawn.start, drawn.n + more, drawn.unit)
    return n + more


def days_between(start: date, end: date) -> list[date]:
    return [start + timedelta(days=day) for day in range(1, (end - start).days + 1)]


@settings(max_examples=300)
@given(periods(extended=False))
def test_each_day_is_counted_or_skipped_for_what_it_is(drawn: Drawn) -> None:
    try:
        told = explained(drawn)
    except CalendarNotPublished:
        return
    stopped, working = interrupted.stopped_days(drawn.pauses), drawn.unit == "WD"
    for day in told.days:
        off = working and not oracle.is_working(day.on)
        if off:
            assert day.why in {"weekend", "holiday", "adjusted_rest"}, day
        elif day.on in stopped:
            assert day.why == "pause", day
            assert day.name in {pause.name for pause in drawn.pauses if pause.after < day.on}
        elif day.number is None:
            assert day.why == "rolled", day
            assert not working or day.on == told.due_on, day
        else:
            made_up = working and day.on.weekday() >= 5
            assert day.why == ("adjusted_working_day" if made_up else "counted"), day


@given(periods(extended=False))
def test_counted_and_paused_days_are_all_the_working_days_there_are(drawn: Drawn) -> None:
    try:
        told = explained(drawn._replace(unit="WD"))
    except CalendarNotPublished:
        return
    not_counted = sum(day.why in ("pause", "rolled") for day in told.days)
    assert told.due_on
    assert told.counted + not_counted == working_days_between(drawn.start, told.due_on)


def test_a_national_day_with_its_adjusted_days() -> None:
    """From Wednesday 30 September 2026: 8, 9, 10 (a Saturday), 12, 13 October."""
    told = explain(date(2026, 9, 30), 5, "WD")
    assert [(day.on.day, day.number, day.why, day.name) for day in told.days] == [
        *((day, None, "holiday", "国庆节") for day in (1, 2, 3)),
        *((day, None, "adjusted_rest", "国庆节") for day in (4, 5, 6, 7)),
        (8, 1, "counted", ""),
        (9, 2, "counted", ""),
        (10, 3, "adjusted_working_day", "国庆节"),
        (11, None, "weekend", ""),
        (12, 4, "counted", ""),
        (13, 5, "counted", ""),
    ]
    assert told[1:] == (date(2026, 10, 13), 5, "cn-2026-11", False)


def test_a_period_in_natural_days_is_rolled_on_over_a_holiday() -> None:
    told = explain(date(2026, 9, 25), 7, "D")
    assert told.days[6] == Day(date(2026, 10, 2), 7, "counted")
    assert {(day.why, day.name) for day in told.days[7:12]} == {("rolled", "国庆节")}
    assert told.days[-1] == Day(date(2026, 10, 8), None, "rolled")
    assert explain(date(2026, 9, 25), 7, "D", rolls=False).days == told.days[:7]


def test_a_pause_is_told_by_its_procedure() -> None:
    review = Pause(date(2026, 4, 10), date(2026, 4, 17), name="专家评审")
    told = explain(ACCEPTED, 20, "WD", pauses=[review])
    assert [day.on.day for day in told.days if day.why == "pause"] == [13, 14, 15, 16, 17]
    assert {day.name for day in told.days if day.why == "pause"} == {"专家评审"}
    assert told.due_on == due_on(ACCEPTED, 20, "WD", pauses=[review])


def test_of_two_procedures_at_once_the_first_that_was_named_tells_why() -> None:
    review = Pause(date(2026, 4, 10), date(2026, 4, 14), name="专家评审")
    hearing = Pause(date(2026, 4, 13), date(2026, 4, 16), name="听证")
    told = explain(ACCEPTED, 20, "WD", pauses=[review, hearing])
    names = [day.name for day in told.days if day.why == "pause"]
    assert names == ["专家评审", "专家评审", "听证", "听证"]


def test_a_pause_on_the_last_day_that_ends_on_a_sunday_is_followed_by_a_working_day() -> None:
    told = explain(ACCEPTED, 20, "WD", pauses=[Pause(date(2026, 4, 30), date(2026, 5, 10), name="听证")])
    assert told.days[-1] == Day(date(2026, 5, 11), None, "rolled")
    assert (told.due_on, told.counted) == (date(2026, 5, 11), 20)


def test_the_days_of_an_extension_are_numbered_on() -> None:
    told = explain(date(2026, 4, 11), 20, "D", extension=Extension(10))
    assert (told.counted, told.due_on) == (30, due_on(date(2026, 5, 6), 10, "WD"))
    assert [day.on for day in told.days if day.number in (20, 21)] == [date(2026, 5, 1), date(2026, 5, 7)]


def test_while_a_pause_goes_on_the_days_are_told_so_far() -> None:
    open_ended = Pause(date(2026, 4, 10), name="听证")
    told = explain(ACCEPTED, 20, "WD", pauses=[open_ended], until=date(2026, 4, 14))
    assert (told.due_on, told.counted, told.days[-1].on) == (None, 6, date(2026, 4, 14))
    assert [day.why for day in told.days[-2:]] == ["pause", "pause"]
    assert explain(ACCEPTED, 20, "WD", pauses=[open_ended]).days == told.days[:9]
    later = Pause(date(2026, 4, 20), name="听证")
    assert explain(ACCEPTED, 20, "WD", pauses=[later, open_ended]).days == told.days[:9]


@pytest.mark.parametrize("unit", ["NOW", "NONE"])
def test_what_has_no_days_explains_none(unit: str) -> None:
    assert explain(ACCEPTED, 0, unit)[:3] == ((), due_on(ACCEPTED, 0, unit), 0)


def test_without_a_limit_no_day_is_overdue() -> None:
    assert explain(ACCEPTED, 0, "NONE", until=ACCEPTED + FIVE).days == ()
    assert [day.why for day in explain(ACCEPTED, 0, "NOW", until=ACCEPTED + FIVE).days[:2]] == ["overdue", "overdue"]


def test_days_after_the_end_are_overdue() -> None:
    told = explain(ACCEPTED, 5, "WD", until=date(2026, 4, 13))
    assert told.due_on == date(2026, 4, 9)
    assert [day.why for day in told.days[-4:]] == ["overdue", "weekend", "weekend", "overdue"]


def test_days_after_today_may_be_left_out() -> None:
    whole, part = explain(ACCEPTED, 20, "WD"), explain(ACCEPTED, 20, "WD", until=ACCEPTED + FIVE)
    assert (part.days, part.due_on) == (whole.days[:5], whole.due_on)
    assert part.counted == 2


def test_a_period_that_is_rolled_on_over_a_closure_says_so() -> None:
    closure = {"division_code": "530102000000", "from": "2026-04-09", "to": "2026-04-10", "reason": "办公场所搬迁"}
    told = explain(ACCEPTED, 8, "D", calendar=for_division(shipped(), [closure], "530102000000"))
    assert [(day.on.day, day.number, day.why, day.name) for day in told.days[7:]] == [
        (9, 8, "counted", ""),
        (10, None, "rolled", "办公场所搬迁"),
        *((day, None, "rolled", "") for day in (11, 12, 13)),
    ]


def test_of_a_holiday_whose_own_days_nobody_knows_every_day_off_is_the_holiday() -> None:
    """Those of 2027's Spring Festival are in no law book yet; of New Year the law fixes one day."""
    calendar = layered(shipped(), [NOTICE_2027])
    festival = explain(date(2027, 2, 4), 1, "WD", calendar=calendar).days[:8]
    assert {(day.why, day.name) for day in festival} == {("holiday", "春节")}
    new_year = explain(date(2026, 12, 31), 1, "WD", calendar=calendar).days
    assert [(day.why, day.name) for day in new_year[:3]] == [("holiday", "元旦"), *[("adjusted_rest", "元旦")] * 2]


def test_a_closed_office_is_told_with_its_reason() -> None:
    closure = {"division_code": "530102000000", "from": "2026-04-09", "to": "2026-04-12", "reason": "办公场所搬迁"}
    calendar = for_division(shipped(), [closure], "530102001000")
    told = explain(ACCEPTED, 10, "WD", calendar=calendar)
    assert [(day.on.day, day.why, day.name) for day in told.days[7:11]] == [
        (9, "closure", "办公场所搬迁"),
        (10, "closure", "办公场所搬迁"),
        (11, "weekend", ""),
        (12, "weekend", ""),
    ]
    assert told.due_on == due_on(ACCEPTED, 12, "WD")


def test_days_that_no_notice_has_told_of_are_marked() -> None:
    told = explain(date(2026, 12, 30), 3, "WD", calendar=estimated(shipped(), 2027))
    assert [(day.on.day, day.why, day.provisional) for day in told.days] == [
        (31, "counted", False),
        (1, "holiday", True),
        (2, "weekend", True),
        (3, "weekend", True),
        (4, "counted", True),
        (5, "counted", True),
    ]
    assert (told.provisional, told.calendar) == (True, "cn-2026-11+estimate")
