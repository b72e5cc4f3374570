"""How the days of a case are explained."""

from __future__ import annotations

from typing import Literal

from chalicelib.cases.schemas.standing import PeriodBody
from chalicelib.cases.schemas.status import Staged
from chalicelib.shared.schema import Model


class LimitBody(Model):
    """A limit that stands. `length` in words; null where a day was told by more than one rule.

    Days left and over are working days; by an estimate (`provisional`) nothing is late.
    """

    kind: str
    name: str
    value: int | None
    unit: str | None
    length: str | None
    since: str
    due_on: str | None
    provisional: bool
    article: str | None
    days_left: int | None
    overdue_by: int | None = None


class CountedDay(Model):
    """A day of a clock: `number` of those that count, or null; `why` as a code, `text` in words."""

    on: str
    number: int | None
    why: Literal[
        "counted",
        "adjusted_working_day",
        "weekend",
        "holiday",
        "adjusted_rest",
        "closure",
        "pause",
        "rolled",
        "overdue",
    ]
    text: str
    provisional: bool


class StopBody(Model):
    """What the clock stood still for: after `since`, through `until`, and never beyond what was announced."""

    name: str
    since: str
    until: str | None
    announced_until: str | None


class ClockBody(Model):
    """The clock that runs, or ran until `over_on`: its last day by the calendar in force, the days used, each day.

    At most 400 days are told; `more_days` are the others. What is handed in again begins the answer's clock anew.
    """

    kind: Literal["acceptance", "committed", "statutory"]
    name: str
    value: int | None
    unit: str
    length: str | None
    since: str
    due_on: str | None
    provisional: bool
    over_on: str | None
    stands_still: bool
    used: int
    days: list[CountedDay]
    more_days: int
    notices: list[str]
    stops: list[StopBody]


class DeadlineExplanation(Staged):
    """办理期限说明. `calendar` is the version by which days are counted; `note`: an estimate is among them.

    `light` is for staff: the gravest of what stands.
    """

    case_id: str
    status: str
    today: str
    limits: list[LimitBody]
    clock: ClockBody | None
    extension: PeriodBody | None
    calendar: str
    note: str | None = None
    light: Literal["green", "yellow", "red", "second_red"] | None = None
