"""A small model of a case under the law: what a legal act needs, and what it leaves. It knows nothing of our code.

The item: ten working days, ten more at most once, and a hearing of twenty working days in all. Fifteen working days
to correct, five to answer. Nobody but the one who has taken it ends a task: that is not in the model.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from chalicelib.deadlines.service import shipped

HEARING, PART_OF_A_HEARING, LIMIT, MORE, CORRECTION, ANSWER = 20, 5, 10, 10, 15, 5
BEFORE_DECISION = {"submitted", "correction_requested", "accepted", "examining", "suspended"}
RUNNING = {"accepted", "examining"}
OVER = {"declined", "returned", "withdrawn", "served"}
IN_STATUS = {
    "submit": {"draft"},
    "resubmit": {"correction_requested"},
    "withdraw": BEFORE_DECISION,
    "correct": {"submitted"},
    "return": {"correction_requested"},
    "decline": {"submitted"},
    "accept": {"submitted"},
    "suspend": {"examining"},
    "resume": {"suspended"},
    "want_time": RUNNING,
    "give_time": RUNNING,
    "deny_time": RUNNING,
    "hurry": {"submitted", "suspended", *RUNNING},
    "grant": RUNNING,
    "refuse": RUNNING,
    "conclude": {"decided"},
    "serve": {"concluded"},
}
LEADS_TO = {
    "submit": "submitted",
    "resubmit": "submitted",
    "withdraw": "withdrawn",
    "correct": "correction_requested",
    "return": "returned",
    "decline": "declined",
    "accept": "accepted",
    "suspend": "suspended",
    "resume": "examining",
    "grant": "decided",
    "refuse": "decided",
    "conclude": "concluded",
    "serve": "served",
}


@dataclass
class Model:
    """Where the case stands, by what was done."""

    today: date
    status: str = "draft"
    asked_on: date | None = None
    received_on: date | None = None
    accepted_on: date | None = None
    examined: str | None = None
    heard: int = 0
    paused_on: date | None = None
    uncounted: int = 0
    pauses: list[tuple[date, date]] = field(default_factory=list)
    more_time: str = ""
    urgent: bool = False

    def allows(self, act: str) -> bool:
        """Whether the law does."""
        return self.status in IN_STATUS[act] and self._besides(act)

    def do(self, act: str) -> None:
        """What it leaves."""
        self.status = LEADS_TO.get(act, self.status)
        match act:
            case "submit" | "resubmit":
                self.received_on = self.today
            case "correct":
                self.asked_on = self.today
            case "accept":
                self.accepted_on = self.today
            case "suspend":
                self.heard, self.paused_on = self.heard + PART_OF_A_HEARING, self.today
            case "resume":
                self._go_on(self.paused_on or self.today)
            case "want_time" | "give_time" | "deny_time":
                self.more_time = act
            case "hurry":
                self.urgent = True

    def left_alone(self) -> None:
        """What the law makes of it by today: accepted since its receipt, or returned uncorrected."""
        if self.status == "submitted" and self.received_on and self.today > after(self.received_on, ANSWER):
            self.status, self.accepted_on = "accepted", self.received_on
        if self.status == "correction_requested" and self.asked_on and self.today > after(self.asked_on, CORRECTION):
            self.status = "returned"

    @property
    def due_on(self) -> date | None:
        """The day of the promise: working days, one by one, without those of a pause that began in time."""
        if self.accepted_on is None:
            return None
        day, left = self.accepted_on, LIMIT + (MORE if self.more_time == "give_time" else 0)
        while True:
            if through := max((last for first, last in self.pauses if first == day < last), default=None):
                day, left = through, left or (not shipped().is_working_day(through))
            elif not left:
                return day
            else:
                day += timedelta(days=1)
                left -= shipped().is_working_day(day)

    def _go_on(self, paused_on: date) -> None:
        """No more than was announced did not count."""
        announced = after(paused_on, PART_OF_A_HEARING)
        self.uncounted += min(working_days(paused_on, self.today), PART_OF_A_HEARING)
        self.pauses.append((paused_on, min(self.today, announced)))

    def _besides(self, act: str) -> bool:
        """What an act needs besides its status."""
        needed = {
            "correct": self.asked_on is None,
            "return": self.asked_on is not None and self.today > after(self.asked_on, CORRECTION),
            "suspend": self.heard + PART_OF_A_HEARING <= HEARING,
            "want_time": self.more_time in ("", "deny_time") and self._in_time,
            "give_time": self.more_time == "want_time" and self._in_time,
            "deny_time": self.more_time == "want_time" and self._in_time,
            "hurry": not self.urgent,
            "grant": self.examined == "approve",
            "refuse": self.examined is not None,
        }
        return needed.get(act, True)

    @property
    def _in_time(self) -> bool:
        return self.due_on is not None and self.today <= self.due_on


def after(day: date, working: int) -> date:
    """The working day that is so many after `day`."""
    while working:
        day += timedelta(days=1)
        working -= shipped().is_working_day(day)
    return day


def working_days(first: date, last: date) -> int:
    """Working days after the first through the last."""
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(shipped().is_working_day(day) for day in days)
