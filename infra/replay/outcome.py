"""What a replay came to: every figure of the report, and whatever must not be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from chalicelib.shared.clocks import civil_date, from_rfc3339
from infra.replay.checking import Held
from infra.replay.items import EXTENDED_RULE, RULE
from infra.replay.log import Refused
from infra.replay.plan import Told, by_reason
from infra.replay.playing import Handled, Played

PASSED = "case.deadline_passed"
WHOLE = frozenset({"committed", "statutory"})
CLASSES = ("rule", "extended_rule", "own_limit", "time_added", "not_told")


class Due(NamedTuple):
    """The last day of a case by the log and here; `when` it was told: at acceptance, or at last."""

    case_id: str
    when: str
    log: str | None
    here: str | None


class Whole(NamedTuple):
    """A case from beginning to end; days are civil dates as acts tell them, None where there is none."""

    case_id: str
    accepted_on: str
    due_on: str | None
    last_on: str | None
    concluded_on: str | None
    late: bool
    applied: int


class Late(NamedTuple):
    """Which cases were late: by acts here; by the log's last day as a civil date; by its planned end to the second."""

    here: tuple[str, ...]
    log: tuple[str, ...]
    log_planned: tuple[str, ...]
    log_instant: tuple[str, ...]


class Outcome(NamedTuple):
    """Everything that is reported. `wrong` is empty when nothing was lost or doubled, and all days and chains hold."""

    lines: int
    applied: int
    refused: tuple[Refused, ...]
    reordered: tuple[int, ...]
    cases: int
    kept: int
    not_begun: dict[str, str]
    doubtful: dict[str, str]
    classes: dict[str, int]
    compared: int
    different: tuple[Due, ...]
    late: Late
    never_closed: tuple[str, ...]
    acts: dict[str, int]
    activities: dict[str, int]
    by_case: tuple[Whole, ...]
    wrong: tuple[str, ...]

    @property
    def nothing_played(self) -> bool:
        """There are lines, and no case came of any."""
        return bool(self.lines) and not self.kept


def outcome(played: Played, held: dict[str, Held], listing: Iterable[str]) -> Outcome:
    """Count, and compare with the log."""
    plan, cases = played.plan, played.cases
    late = _late(cases, held, plan.finish)
    due = [each for case_id, one in held.items() for each in _due(cases[case_id], one)]
    different = tuple(each for each in due if each.log != each.here)
    applied = sum(len(one.work) for one in held.values())
    found = Outcome(
        lines=plan.lines,
        applied=applied,
        refused=played.refused,
        reordered=plan.reordered,
        cases=len(cases) + len(plan.unreadable),
        kept=len(held),
        not_begun=dict.fromkeys(plan.unreadable, "no line of it can be read") | _not_begun(cases),
        doubtful={case_id: case.told.doubt for case_id, case in sorted(cases.items()) if case.told.doubt},
        classes=_classes(case.told for case in cases.values()),
        compared=len(due),
        different=different,
        late=late,
        never_closed=tuple(sorted(case_id for case_id, case in cases.items() if case.ended is None)),
        acts=dict(sorted(Counter(act.type for one in held.values() for act in one.acts).items())),
        activities=_activities(cases.values()),
        by_case=tuple(_whole(cases[case_id], one) for case_id, one in sorted(held.items())),
        wrong=(),
    )
    unforeseen = [f"{played.unforeseen} deadlines were due that nothing had said"] if played.unforeseen else []
    return found._replace(wrong=(*listing, *unforeseen, *_wrong(found, cases, held)))


def shown(found: Outcome) -> dict[str, Any]:
    """The outcome as JSON."""
    return {
        **found._asdict(),
        "refused": [one._asdict() for one in found.refused],
        "refused_by_reason": by_reason(found.refused),
        "different": [one._asdict() for one in found.different],
        "by_case": [one._asdict() for one in found.by_case],
        "late": found.late._asdict(),
    }


def _not_begun(cases: dict[str, Handled]) -> dict[str, str]:
    return {case_id: case.refused for case_id, case in sorted(cases.items()) if not case.case_id}


def _due(case: Handled, held: Held) -> Iterator[Due]:
    """What the log says is compared; a case of which it says nothing, or nothing possible, has nothing to compare."""
    told = case.told
    if told.due_on and told.last_on:
        yield Due(told.case_id, "at acceptance", told.due_on.isoformat(), case.due_on)
        yield Due(told.case_id, "at last", told.last_on.isoformat(), held.case.due_on)


def _classes(told: Iterable[Told]) -> dict[str, int]:
    """How many cases had the rule's days, the extended one's, others from the beginning, some added, or none told."""
    counted = Counter(_class(case) for case in told)
    return {name: counted[name] for name in CLASSES}


def _class(case: Told) -> str:
    if case.due_on is None:
        return "not_told"
    if case.limit.more:
        return "time_added"
    return {RULE: "rule", EXTENDED_RULE: "extended_rule"}.get(case.limit.days, "own_limit")


def _activities(cases: Iterable[Handled]) -> dict[str, int]:
    """How often each kind of work was applied."""
    return dict(sorted(Counter(event.activity for case in cases for event in case.applied).items()))


def _whole(case: Handled, held: Held) -> Whole:
    state, last = held.case, held.case.due_on
    accepted, concluded = _day(state.accepted_at) or "", _day(state.concluded_at)
    return Whole(case.told.case_id, accepted, case.due_on, last, concluded, _passed(held), len(case.applied))


def _day(instant: str | None) -> str | None:
    return civil_date(from_rfc3339(instant)).isoformat() if instant else None


def _late(cases: dict[str, Handled], held: dict[str, Held], finish: datetime) -> Late:
    told = [case.told for case in cases.values() if case.case_id]
    today = civil_date(finish)
    return Late(
        here=tuple(sorted(case_id for case_id, one in held.items() if _passed(one))),
        log=_those(case for case in told if _over(case, case.last_on, today)),
        log_planned=_those(case for case in told if _over(case, case.due_on, today)),
        log_instant=_those(case for case in told if case.planned_end and case.end and case.end > case.planned_end),
    )


def _those(cases: Iterable[Told]) -> tuple[str, ...]:
    return tuple(sorted(case.case_id for case in cases))


def _over(case: Told, last: date | None, today: date) -> bool:
    """Whether it ended after that day; one that never ended is late once the day is over."""
    return last is not None and (civil_date(case.end) if case.end else today) > last


def _passed(held: Held) -> bool:
    """Whether an act says that the promised day, or the statute's, went by."""
    told = (act.changes["deadline"] for act in held.acts if act.type == PASSED)
    return any(isinstance(deadline, dict) and deadline["kind"] in WHOLE for deadline in told)


def _wrong(found: Outcome, cases: dict[str, Handled], held: dict[str, Held]) -> Iterator[str]:
    if found.lines != found.applied + len(found.refused):
        yield f"{found.lines} events in, {found.applied} applied and {len(found.refused)} refused"
    if found.cases != found.kept + len(found.not_begun):
        yield f"{found.cases} cases in, {found.kept} kept and {len(found.not_begun)} not begun"
    yield from (
        f"{each.case_id} is due on {each.here} {each.when}, by the log on {each.log}" for each in found.different
    )
    comparable = {case_id for case_id, case in cases.items() if case.told.last_on}
    for case_id in sorted(set(found.late.here) & comparable ^ set(found.late.log)):
        yield f"{case_id} is late {'here' if case_id in found.late.here else 'by the log'} alone"
    yield from (f"{case_id}: {each}" for case_id, one in held.items() for each in one.wrong)
    yield from (f"{case_id}: {case.refused}" for case_id, case in cases.items() if case.refused and case.case_id)
