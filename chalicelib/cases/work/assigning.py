"""Assignment by rule: open tasks that nobody has had yet are given to somebody.

It looks at the case as it stands, whichever act rang: so an act that comes late, twice or out of order changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from chalicelib.cases import acts
from chalicelib.cases.parts import Parts
from chalicelib.cases.rules import Case
from chalicelib.cases.work.assignment import Rules, chosen
from chalicelib.cases.work.open_work import ANSWER, Task, office, open_work
from chalicelib.cases.work.queueing import COUNTED
from chalicelib.cases.work.tasks import given
from chalicelib.shared.access import system
from chalicelib.shared.acts import Act
from chalicelib.shared.change import Change
from chalicelib.shared.logging import logger

BY = "assignment"
_HAD = frozenset({acts.TASK_ASSIGNED.name, acts.TASK_CLAIMED.name, acts.TASK_TRANSFERRED.name, acts.TASK_RELEASED.name})


class Assigner:
    """Gives tasks away. `settings` is the configuration document `assignment` as in force."""

    def __init__(self, parts: Parts, settings: Callable[[], Any]) -> None:
        self._parts = parts
        self._settings = settings

    def follow(self, case_id: str) -> tuple[str, ...]:
        """Give every open task of the case that waits for a rule to somebody; the ids of those given now."""
        said = self._settings()
        rules = Rules(said.by_area, said.least_loaded)
        if rules.name is None:
            return ()
        answer = self._parts.committer.commit(lambda: self._change(case_id, rules, frozenset(said.roles)), None)
        return tuple(answer["task_ids"])

    def _change(self, case_id: str, rules: Rules, roles: frozenset[str]) -> Change:
        before = self._parts.cases.case(case_id)
        waiting = list(self._waiting(before, roles)) if before else []
        if before is None or not waiting:
            return Change(answer={"task_ids": []})
        loads = self._loads(before)
        after, done = before, list[Act]()
        for task in waiting:
            known = self._parts.colleagues.of(
                before.department, before.division_code, task.role, self._parts.law.today()
            )
            if staff_no := chosen(task.task_id, known, loads, rules):
                said = {"claimed_by": staff_no, "rule": rules.name}
                after, act = given(self._parts, after, task, system(BY), acts.TASK_ASSIGNED, said)
                loads[staff_no] += 1
                done.append(act)
            else:
                logger.warning("nobody to give a task to", extra={"task_id": task.task_id, "role": task.role})
        if not done:
            return Change(answer={"task_ids": []})
        given_now = [str(act.changes["task_id"]) for act in done]
        return Change(self._parts.cases.save(before, after), tuple(done), {"task_ids": given_now})

    def _waiting(self, case: Case, roles: frozenset[str]) -> Iterator[Task]:
        """Open tasks of those roles that nobody has, nor ever had: what somebody gave back waits for people."""
        free = [task for task in open_work(case).values() if not task.claimed_by and task.legal != ANSWER]
        wanted = [task for task in free if task.role in roles]
        if not wanted:
            return
        told = self._parts.cases.acts(case.subject)
        had = {act.changes["task_id"] for act in told if act.type in _HAD}
        yield from (task for task in wanted if task.task_id not in had)

    def _loads(self, case: Case) -> Counter[str]:
        """How many open tasks of this office each has, as its queue tells: a read that only an assignment costs."""
        page = self._parts.cases.waiting(office(case.department, case.division_code), COUNTED)
        return Counter(task.claimed_by for task in page.entries if task.claimed_by)
