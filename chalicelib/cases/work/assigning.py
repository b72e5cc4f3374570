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
from chalicelib.cases.work.choosing import Rules, chosen
from chalicelib.cases.work.open_work import ANSWER, Task, office, open_work
from chalicelib.cases.work.queueing import COUNTED
from chalicelib.cases.work.tasks import given
from chalicelib.shared.access import system
from chalicelib.shared.acts import Act
from chalicelib.shared.change import Change
from chalicelib.shared.logging import logger

BY = "assignment"
_HAD = frozenset({acts.TASK_ASSIGNED.name, acts.TASK_CLAIMED.name, acts.TASK_TRANSFERRED.name})


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
        if before is None:
            return Change(answer={"task_ids": []})
        after, done = self._given(before, rules, roles)
        writes = self._parts.cases.save(before, after) if done else ()
        return Change(writes, tuple(done), {"task_ids": [str(act.changes["task_id"]) for act in done]})

    def _given(self, case: Case, rules: Rules, roles: frozenset[str]) -> tuple[Case, list[Act]]:
        """The case after each waiting task went to whoever is chosen, and the acts by which they did."""
        waiting, done = list(self._waiting(case, roles)), list[Act]()
        loads = self._loads(case) if waiting else Counter[str]()
        for task in waiting:
            if staff_no := self._chosen(case, task, loads, rules):
                said = {"claimed_by": staff_no, "rule": rules.name}
                case, act = given(self._parts, case, task, system(BY), acts.TASK_ASSIGNED, said)
                loads[staff_no] += 1
                done.append(act)
        return case, done

    def _chosen(self, case: Case, task: Task, loads: Counter[str], rules: Rules) -> str | None:
        today = self._parts.law.today()
        known = self._parts.colleagues.of(case.department, case.division_code, task.role, today)
        staff_no = chosen(task.task_id, known, loads, rules)
        if staff_no is None:
            logger.warning("nobody to give a task to", extra={"task_id": task.task_id, "role": task.role})
        return staff_no

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
