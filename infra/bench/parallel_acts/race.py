"""Many people at one task: one gets it, and all others hear who."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from infra.bench.parallel_acts.apart import submitted
from infra.bench.parallel_acts.phases import Phase, Request, at_once
from infra.bench.parallel_acts.tables import Tables
from infra.local.story.city import City, Visitor

LOST = {"task_already_claimed", "changed_meanwhile"}
_EXPECTED = ["case.submitted", "case.task_claimed"]


class Race(NamedTuple):
    """One task that everybody claimed at once: how that went, and the acts that it left."""

    phase: Phase
    types: tuple[str, ...]
    holders: frozenset[str]

    @property
    def won_by_one(self) -> bool:
        """One has it, by one act; nobody was told of anybody else."""
        won = {answer["claimed_by"] for answer in self.phase.answers}
        codes = {problem["code"] for problem in self.phase.problems}
        told = {who["claimed_by"] for problem in self.phase.problems for who in problem.get("changed", ())}
        return len(self.phase.answers) == 1 and won == self.holders >= told and codes <= LOST and self.one_act

    @property
    def one_act(self) -> bool:
        """Whatever those who asked were told: one has it, by one act."""
        return list(self.types) == _EXPECTED and len(self.holders) == 1


def raced(city: City, applicant: Visitor, clerks: Sequence[Visitor]) -> Race:
    """Let all of them claim one new task, each once, all at the same time."""
    case_id = submitted(applicant)
    phase = at_once("claims of one task", [_claiming(who, case_id) for who in clerks], threads=len(clerks))
    acts = Tables(city).acts(case_id)
    holders = frozenset(str(act.changes["claimed_by"]) for act in acts if "claimed_by" in act.changes)
    return Race(phase, tuple(act.type for act in acts), holders)


def _claiming(who: Visitor, case_id: str) -> Request:
    return lambda: who.post(f"/v1/desk/tasks/{case_id}-accept-1/claim")
