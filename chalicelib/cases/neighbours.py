"""Other domains, and partners, as cases see them. Each is opened by the first use case that needs it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from chalicelib.cases.rules import Case
    from chalicelib.cases.terms import Period
    from chalicelib.shared.access import Caller


class Stop(NamedTuple):
    """Days that do not count: those after `after` through `through`, never beyond `cap`; None: it goes on."""

    after: date
    through: date | None
    cap: date | None
    name: str


class Day(NamedTuple):
    """A day of a period: the `number` of those that count, or None; `why` in a word of the law's clock, and of what.

    `provisional`: no notice has told of it yet.
    """

    on: date
    number: int | None
    why: str
    name: str
    provisional: bool


class Course(NamedTuple):
    """The days of a period in order, its last day (None while it stands still), and whether that is an estimate.

    `notices` are those that the days go by.
    """

    days: tuple[Day, ...]
    due_on: date | None
    provisional: bool
    notices: tuple[str, ...]


class Dates(Protocol):
    """The law's clock by the calendar of one division."""

    @property
    def version(self) -> str:
        """The version of that calendar, as acts record it with the days that they tell."""

    @property
    def estimating(self) -> Dates:
        """The same, with an estimate (暂定) for the years after the last notice: nothing is enforced by such a day."""

    def due_on(
        self, start: date, period: Period, *, stops: Sequence[Stop] = (), more: Period | None = None
    ) -> date | None:
        """The last day of a period set going on `start`, with what stopped it and `more` time that was granted.

        None without a limit, while no calendar can tell, and while a stop goes on without an end.
        """

    def course(
        self,
        start: date,
        period: Period,
        *,
        stops: Sequence[Stop] = (),
        more: Period | None = None,
        until: date | None = None,
    ) -> Course:
        """Each day of a period, with what stopped it and `more` time that was granted, to its end or to `until`.

        Where no calendar tells a day, it is an estimate.
        """

    def working_days(self, start: date, end: date) -> int | None:
        """Working days after `start` up to `end`, below zero if it is past; None where no calendar can tell."""


class Calendars(Protocol):
    """The calendars in force: the State Council's notices, the city's later ones, and each division's closures."""

    def of(self, division_code: str) -> Dates:
        """Of an office in that division, as of now."""


class Seat(NamedTuple):
    """A window, and the division whose it is."""

    window_id: str
    division_code: str


class Windows(Protocol):
    """Which windows there are, and who sits at them."""

    def require_may_accept(self, by: Caller, case: Case) -> str | None:
        """The id of the window at which the caller accepts, None where they need none.

        Raises Forbidden `accepted_at_window_only` (事项一窗对外) for whoever does not sit where the item is accepted.
        """

    def require_may_serve(self, by: Caller, case: Case) -> str | None:
        """The id of the window at which the caller hands over a result, None where they need none.

        Raises Forbidden `served_at_window_only` for whoever does not sit where that is done.
        """

    def seat(self, by: Caller, division_code: str) -> str | None:
        """The id of a window of that division at which the caller sits today."""

    def seats(self, by: Caller) -> tuple[Seat, ...]:
        """The windows, wherever they are, at which the caller sits; the nearest first."""

    def serving_seats(self, by: Caller, department: str, item_code: str) -> tuple[Seat, ...]:
        """Those of them that serve the item."""


class Presence(Protocol):
    """Who stands before a clerk."""

    def person(self, by: Caller, verification_id: str) -> str:
        """The id of the person whom the caller confirmed just now.

        Raises NotFound for another's confirmation, RuleViolation for one of long ago.
        """


class Consents(Protocol):
    """What people agreed to."""

    def prefill(self, person_id: str) -> int | None:
        """The edition of the wording about filling in that the person agreed to; None if no consent counts now."""


class Signing(Protocol):
    """签发授权: on whose authority a representative signs."""

    def authority(self, by: Caller, power: str, case: Case, on: date) -> str | None:
        """The number of the authority that covers `power` (`decide`, `approve_extension`, `approve_urgency`)."""


class Colleague(NamedTuple):
    """Somebody who could do a task; `divisions` of the fitting posts; `stood_in_by` does their work while away."""

    staff_no: str
    divisions: tuple[str, ...]
    stood_in_by: str | None = None


class Colleagues(Protocol):
    """Who works in an office."""

    def of(self, department: str, division_code: str, role: str, on: date) -> tuple[Colleague, ...]:
        """Those who hold the role there on that day."""

    def one(self, staff_no: str, department: str, division_code: str, role: str, on: date) -> Colleague | None:
        """That one, if they do."""

    def may_be_asked(self, staff_no: str) -> bool:
        """Whether somebody works at a desk of the city under that number, wherever."""
