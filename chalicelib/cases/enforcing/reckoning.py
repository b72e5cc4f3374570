"""The days of a case as the calendar in force tells them, from the acts that set them going."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from chalicelib.cases import acts
from chalicelib.cases.enforcing.known import Known, on
from chalicelib.cases.enforcing.moments import first_with
from chalicelib.cases.intake.tolerance import ACCEPTANCE, REQUESTED
from chalicelib.cases.parts import Parts
from chalicelib.cases.records import Extension, Pause
from chalicelib.cases.rules import Case, CaseStatus, DecisionResult, awaits_supplement
from chalicelib.cases.terms import Period
from chalicelib.cases.work.limits import as_set
from chalicelib.cases.work.promise import accepted_on, days_between, promised_day, stopped_days, uncounted, unit_of
from chalicelib.shared.acts import Act
from chalicelib.shared.clocks import civil_date, from_rfc3339

S = CaseStatus
_RUNNING = frozenset({S.ACCEPTED, S.EXAMINING, S.SUSPENDED})
_DECIDED = frozenset({S.DECIDED, S.CONCLUDED, S.SERVED})


class Reckoning:
    """Reckons one case. Its acts are read once."""

    def __init__(self, parts: Parts, known: Known) -> None:
        self._parts, self._known, self._dates = parts, known, known.dates
        self._told = list(parts.cases.acts(known.stored.subject))

    def case(self) -> Case:
        """The case with the days of what stands; a day that no calendar tells is left as it is."""
        case = self._known.stored
        if case.status is S.CORRECTION_REQUESTED:
            case = self._corrected(case)
        if awaits_supplement(case) and case.tolerance and case.tolerance.kind != REQUESTED:
            case = self._followed(case)
        if case.status in _RUNNING:
            case = self._handled(case)
        return self._checked(case) if case.status in _DECIDED else case

    def _corrected(self, case: Case) -> Case:
        asked_on = self._last(acts.CORRECTION_REQUESTED.name)
        last = self._after(
            asked_on, as_set(self._told, "correction_days", self._parts.settings().correction_days), "WD"
        )
        return (
            _dated(case, "correction_due_on", correction_due_on=_later(case.correction_due_on, last)) if last else case
        )

    def _followed(self, case: Case) -> Case:
        tolerance, last = case.tolerance, self._follows_by(case)
        if tolerance is None or last is None:
            return case
        return case._replace(tolerance=tolerance._replace(due_on=_later(tolerance.due_on, last)))

    def _follows_by(self, case: Case) -> date | None:
        """As when it was told: by the first act that told a day, and some days before the promised end."""
        said, asked_on = self._parts.commitments(), self._known.asked_on or self._parts.law.today()
        first = [act for act in self._told if act.type == acts.RECEIVED.name] or self._told
        given = as_set(first, "tolerance_days", said.tolerance_days)
        last = self._after(self._last(acts.RECEIVED.name, asked_on), given, "WD")
        if case.tolerance and case.tolerance.kind == ACCEPTANCE:
            end = self._dates.due_on(accepted_on(case), self._known.terms.promised)
            margin = as_set(self._told, "tolerance_margin_days", said.tolerance_margin_days)
            before = end and first_with(self._dates, asked_on, end, margin)
            return min(last, before) if last and before and before > asked_on else last
        return last

    def _handled(self, case: Case) -> Case:
        unit = unit_of(self._known.terms.promised)
        if (stopped := stopped_days(self._dates, self._told, unit)) is not None:
            case = case._replace(stopped=stopped)
        begun = date.fromisoformat(case.pause.since) if case.pause else None  # what goes on is told when it is over
        last = promised_day(self._dates, case, self._known.terms, self._told, begun)
        case = case._replace(tasks={name: self._task(case, task) for name, task in case.tasks.items()})
        if case.pause:
            case = self._paused(case, case.pause)
        return _dated(case, "due_on", due_on=last.isoformat()) if last else case

    def _paused(self, case: Case, pause: Pause) -> Case:
        until = self._after(date.fromisoformat(pause.since), pause.value, pause.unit)
        return _dated(case, "pause", pause=pause._replace(until_on=until.isoformat())) if until else case

    def _checked(self, case: Case) -> Case:
        """Only a day that was told, or would have been, is moved: of what is checked already nothing stands."""
        if case.declared is None or case.declared.verified or case.result is not DecisionResult.GRANT:
            return case
        decided_on = civil_date(from_rfc3339(case.decided_at or ""))
        given = as_set(self._told, "verification_days", self._parts.commitments().verification_days)
        last = self._after(decided_on, given, "D")
        told = case.declared._replace(verify_by=last.isoformat() if last else None)
        return _dated(case, "verify_by", declared=told) if last else case

    def _task(self, case: Case, task: dict[str, Any]) -> dict[str, Any]:
        limit = self._known.terms.definition["nodes"][task["step"]].get("limit")
        last = self._step_ends(task, Period(limit["value"], limit["unit"])) if limit else None
        if last is None:
            return dict(task)
        return {name: said for name, said in task.items() if name != "provisional"} | {"due_on": last.isoformat()}

    def _step_ends(self, task: dict[str, Any], limit: Period) -> date | None:
        """Its own limit, and as much more as each pause and extension since it was entered gave."""
        last = self._dates.due_on(civil_date(from_rfc3339(task["entered_at"])), limit)
        for begun, days in self._more(task["entered_at"], unit_of(limit)):
            if begun and last and last.isoformat() < begun:
                continue
            last = self._after(last, days, unit_of(limit)) if last and days else last if days == 0 else None
        return last

    def _more(self, since: str, unit: str) -> Iterator[tuple[str, int | None]]:
        """With the day on which a pause was announced: one that came after the last day stopped nothing."""
        pauses = iter(self._pauses())
        for act in self._told:
            if act.type == acts.RESUMED.name:
                pause, ended_on = next(pauses)
                begun, days = pause.since, uncounted(self._dates, pause, ended_on, unit)
            elif act.type == acts.EXTENDED.name:
                begun, days = "", self._granted(act, unit)
            else:
                continue
            if act.law_time >= since:
                yield begun, days

    def _granted(self, act: Act, unit: str) -> int | None:
        told: Any = act.changes["extension"]
        granted = Extension(**told)
        if granted.unit == unit:
            return granted.value
        last = self._after(on(act), granted.value, granted.unit)
        return days_between(self._dates, on(act), last, unit) if last else None

    def _pauses(self) -> Iterator[tuple[Pause, date]]:
        """Each special procedure that is over, with the day on which the case went on."""
        begun: Any = None
        for act in self._told:
            if act.type == acts.SUSPENDED.name:
                begun = act.changes["pause"]
            if act.type == acts.RESUMED.name and begun:
                yield Pause(**{**begun, "until_on": None}), on(act)

    def _last(self, type_: str, otherwise: date | None = None) -> date:
        """The civil date of the last act of a type."""
        found = (on(act) for act in reversed(self._told) if act.type == type_)
        return next(found, otherwise or self._parts.law.today())

    def _after(self, start: date, value: int, unit: str) -> date | None:
        return self._dates.due_on(start, Period(value, unit))


def _dated(case: Case, day: str, **changed: Any) -> Case:
    """With a day that is binding now."""
    return case._replace(provisional=tuple(name for name in case.provisional if name != day), **changed)


def _later(told: str | None, last: date) -> str:
    """What was told once is not taken back."""
    return max(told or "", last.isoformat())
