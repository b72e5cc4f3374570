"""A planned log, played moment by moment: each is acts of the city's own use cases at the instant it happened.

| the log says | acts |
| --- | --- |
| a case starts | submitted and accepted: its days run from receipt |
| a piece of work, whatever it is called | the open step is taken and completed by whoever did it |
| its deadline is later than its planned end | an extension, asked for and approved on the last planned day |
| a case ends | the open step is completed, the case decided and concluded |
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from chalicelib.shared.access import Role
from chalicelib.shared.errors import ServiceError
from infra.replay.items import DIVISION, STEPS, step
from infra.replay.keeping import Keeper
from infra.replay.log import Event, Refused
from infra.replay.plan import Kind, Moment, Plan, Told
from infra.replay.town import Town, at_work

UNNAMED = "unnamed"


class Handled:
    """A case as it is handled here: its id, how many steps are done, which pieces of work are on it, when it ended."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.case_id = ""
        self.applied: list[Event] = []
        self.due_on: str | None = None
        self.ended: datetime | None = None
        self.refused = ""

    @property
    def task(self) -> str:
        """The open step."""
        return f"{self.case_id}-{step(len(self.applied) + 1)}-1"

    @property
    def responsible(self) -> str:
        """Whoever the log says is responsible for it."""
        return self.told.responsible or UNNAMED


class Played(NamedTuple):
    """What came of it. `unforeseen`: what was due at the end though nothing that was kept had said so."""

    plan: Plan
    cases: dict[str, Handled]
    refused: tuple[Refused, ...]
    unforeseen: int = 0


def play(town: Town, plan: Plan, keeper: Keeper, advanced: Callable[[int], None]) -> Played:
    """Play everything in order, and the days after it on which something is still due; `advanced` counts moments."""
    player = _Player(town, {case_id: Handled(told) for case_id, told in plan.cases.items()})
    refused = [*plan.refused]
    for number, moment in enumerate(plan.moments, 1):
        keeper.passing(moment.at)
        town.at(moment.at)
        refused += player.play(moment)
        if case_id := player.cases[moment.case_id].case_id:
            keeper.follow(case_id)
        advanced(number)
    keeper.passing(plan.finish)
    return Played(plan, player.cases, tuple(sorted(refused)), keeper.finish())


class _Player:
    def __init__(self, town: Town, cases: dict[str, Handled]) -> None:
        self._town = town
        self.cases = cases
        self._acts = {Kind.BEGIN: self._begin, Kind.EXTEND: self._extend, Kind.END: self._end}

    def play(self, moment: Moment) -> Iterator[Refused]:
        """What is refused of it: a line of the log by itself, anything else as part of its case."""
        case = self.cases[moment.case_id]
        try:
            if moment.event:
                self._work(case, moment.event)
            elif case.case_id or moment.kind is Kind.BEGIN:
                self._acts[moment.kind](case)
        except ServiceError as refusal:
            if moment.event:
                yield _refused(case, moment.event, refusal)
            else:
                case.refused = f"{moment.kind.name.lower()}: {refusal.code}"

    def _begin(self, case: Handled) -> None:
        from chalicelib.cases.desk import acceptance
        from chalicelib.cases.intake import drafts, submission

        parts, applicant = self._town.parts, self._town.applicant
        begun = drafts.begin(parts, applicant, self._town.item(case.told.limit), DIVISION, {}, None)
        submission.submit(parts, applicant, begun["case_id"], None)
        case.case_id = begun["case_id"]
        acceptance.accept(parts, at_work(case.responsible, Role.CLERK), case.case_id, None)
        found = parts.cases.case(case.case_id)
        case.due_on = found.due_on if found else None

    def _work(self, case: Handled, event: Event) -> None:
        from chalicelib.cases.work import tasks

        if len(case.applied) == STEPS - 1:
            raise TooMuchWork
        by = at_work(event.resource or UNNAMED, Role.EXAMINER)
        tasks.claim(self._town.parts, by, case.task, None)
        tasks.complete(self._town.parts, by, case.task, "next", told(event), None)
        case.applied.append(event)

    def _extend(self, case: Handled) -> None:
        from chalicelib.cases.desk.extension import Wanted, request_extension
        from chalicelib.cases.desk.extension_approval import Answered, decide_extension

        parts, by = self._town.parts, at_work(case.responsible, Role.EXAMINER)
        request_extension(parts, by, case.case_id, Wanted("日志所载期限晚于原定期限。"), None)
        decide_extension(parts, self._town.chief, case.case_id, Answered(True), None)

    def _end(self, case: Handled) -> None:
        from chalicelib.cases.desk import conclusion, decision
        from chalicelib.cases.rules import DecisionResult
        from chalicelib.cases.work import tasks

        parts, by = self._town.parts, at_work(case.responsible, Role.EXAMINER)
        tasks.claim(parts, by, case.task, None)
        tasks.complete(parts, by, case.task, "approve", None, None)
        decision.decide(parts, self._town.chief, case.case_id, decision.Ruled(DecisionResult.GRANT), None)
        conclusion.conclude(parts, at_work(case.responsible, Role.CLERK), case.case_id, None)
        case.ended = case.told.end


class TooMuchWork(ServiceError):
    """More pieces of work than a process has steps for."""

    def __init__(self) -> None:
        super().__init__("too_much_work")


def told(event: Event) -> str:
    """A piece of work as its act tells it, sealed: which it was, and what the log calls it."""
    return f"{event.task_instance} {event.activity}"


def _refused(case: Handled, event: Event, refusal: ServiceError) -> Refused:
    """By the application, in its own word; what comes after the end of a case is named so."""
    if not case.case_id:
        return Refused(event.line, "case_not_begun", case.refused, event.case_id)
    if case.ended and event.ts.replace(tzinfo=case.ended.tzinfo) >= case.ended:
        return Refused(event.line, "after_end", refusal.code, event.case_id)
    return Refused(event.line, refusal.code, "", event.case_id)
