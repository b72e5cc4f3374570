"""Which deadlines a case has as it stands, and their last days. Pure: the case, its terms and a calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol

from chalicelib.cases.enforcing.paused import gone_on
from chalicelib.cases.intake.tolerance import RECEIPT, REQUESTED
from chalicelib.cases.neighbours import Dates
from chalicelib.cases.regime_clocks import ACCEPTANCE, SERVICE, clock
from chalicelib.cases.rules import Case, CaseStatus, DecisionResult, awaits_supplement
from chalicelib.cases.terms import Period, Terms
from chalicelib.cases.work.promise import accepted_on, last_day
from chalicelib.shared.acts import Act
from chalicelib.shared.clocks import civil_date, from_rfc3339

S = CaseStatus
_RUNNING = frozenset({S.ACCEPTED, S.EXAMINING, S.SUSPENDED})
_TO_SERVE = frozenset({S.DECIDED, S.CONCLUDED})
_GRANTED = frozenset({S.DECIDED, S.CONCLUDED, S.SERVED})


class Reminding(Protocol):
    """The part of the configuration document `supervision` that says when somebody is reminded."""

    @property
    def near_days(self) -> int:
        """Working days before the last one."""

    @property
    def near_percent(self) -> int:
        """Of the limit, that is left."""

    @property
    def pickup_days(self) -> int:
        """Natural days for which a result waits before its applicant is reminded."""


class Running(NamedTuple):
    """A deadline that stands: from which civil date it runs to which; None where no calendar tells it.

    `provisional`: the day, if there is one, is an estimate. `reminds`: somebody is told as it nears.
    """

    kind: str
    since: date
    due_on: date | None
    key: str = ""
    provisional: bool = False
    reminds: bool = True


def running(
    case: Case, terms: Terms, dates: Dates, settings: Reminding, asked_on: date | None, told: Sequence[Act]
) -> Iterator[Running]:
    """Every deadline that stands, each once; none of a draft, and none once the matter is over.

    `asked_on` is the civil date on which the applicant was last told what to hand in, if they have to; `told` are the
    acts of a case that was ever paused.
    """
    if case.seq:
        yield from _before_acceptance(case, terms, dates)
        yield from _of_the_applicant(case, asked_on or received_on(case))
        yield from _of_the_handling(gone_on(case, terms, dates, told), terms, dates, told)
        yield from _after_the_decision(case, terms, dates, settings)


def received_on(case: Case) -> date:
    """The civil date of what was handed in last and waits for an answer."""
    return _day(case.received_at or case.submitted_at)


def _before_acceptance(case: Case, terms: Terms, dates: Dates) -> Iterator[Running]:
    law = clock(terms.legal_regime, ACCEPTANCE)
    waits = case.tolerance is not None and case.tolerance.kind == RECEIPT
    if case.status is S.SUBMITTED and law and not waits:
        yield _set_going(dates, ACCEPTANCE, received_on(case), law.period)


def _of_the_applicant(case: Case, asked_on: date) -> Iterator[Running]:
    if case.status is S.CORRECTION_REQUESTED:
        yield _told(case, "correction", asked_on, case.correction_due_on, "correction_due_on")
    if awaits_supplement(case) and case.tolerance and case.tolerance.kind != REQUESTED:
        yield _told(case, "supplement", asked_on, case.tolerance.due_on, "tolerance")


def _of_the_handling(case: Case, terms: Terms, dates: Dates, told: Sequence[Act]) -> Iterator[Running]:
    if case.status not in _RUNNING:
        return
    yield from _stages(case)
    yield from _limits(case, terms, dates, told)
    if case.pause:
        yield _told(case, "special_procedure", date.fromisoformat(case.pause.since), case.pause.until_on, "pause")


def _limits(case: Case, terms: Terms, dates: Dates, told: Sequence[Act]) -> Iterator[Running]:
    """The promise and the statute's; without a promise the day that was told is the statute's."""
    if terms.committed_limit and _limited(terms.committed_limit):
        yield _told(case, "committed", accepted_on(case), case.due_on, "due_on")
    if not _limited(terms.statutory_limit):
        return
    if terms.committed_limit is None and case.due_on:
        yield _told(case, "statutory", accepted_on(case), case.due_on, "due_on")
        return
    law = _statutory(case, terms, dates, told)
    yield law._replace(reminds=terms.committed_limit is None or law.due_on != _date(case.due_on))


def _stages(case: Case) -> Iterator[Running]:
    for name, task in case.tasks.items():
        if "due_on" in task:
            since = _day(task["entered_at"])
            yield Running("stage", since, _date(task["due_on"]), name, _estimated(task) or not task["due_on"])


def _statutory(case: Case, terms: Terms, dates: Dates, told: Sequence[Act]) -> Running:
    last = last_day(dates, case, terms.statutory_limit, told)
    guessed = None if last else last_day(dates.estimating, case, terms.statutory_limit, told)
    return Running("statutory", accepted_on(case), last or guessed, provisional=last is None)


def _after_the_decision(case: Case, terms: Terms, dates: Dates, settings: Reminding) -> Iterator[Running]:
    law = clock(terms.legal_regime, SERVICE)
    if case.status in _TO_SERVE and law and law.result in (None, case.result):
        yield _set_going(dates, SERVICE, _day(case.decided_at), law.period)
    if case.status is S.CONCLUDED:
        yield _set_going(dates, "pickup", _day(case.concluded_at), Period(settings.pickup_days, "D"))
    declared = case.declared
    if case.status in _GRANTED and case.result is DecisionResult.GRANT and declared and declared.verified is None:
        yield _told(case, "verification", _day(case.decided_at), declared.verify_by, "verify_by")


def _set_going(dates: Dates, kind: str, since: date, period: Period) -> Running:
    last = dates.due_on(since, period)
    return Running(kind, since, last or dates.estimating.due_on(since, period), provisional=last is None)


def _told(case: Case, kind: str, since: date, due_on: str | None, name: str) -> Running:
    """A deadline whose day an act told; `name` is how the case calls it where it is an estimate."""
    return Running(kind, since, _date(due_on), provisional=due_on is None or name in case.provisional)


def _limited(limit: Period) -> bool:
    return limit.unit == "NOW" or (limit.value is not None and limit.unit != "NONE")


def _estimated(task: dict[str, Any]) -> bool:
    return bool(task.get("provisional"))


def _day(instant: str | None) -> date:
    return civil_date(from_rfc3339(instant or ""))


def _date(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
