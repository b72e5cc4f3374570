"""Who holds which open task: what every act leaves of claims and questions, whichever it was."""

from __future__ import annotations

from chalicelib.cases.rules import Case, CaseStatus
from chalicelib.cases.work.open_work import ANSWER, open_work


def settled(case: Case) -> Case:
    """Claims on open tasks alone; what somebody has handled before is theirs when it comes again (首问负责).

    A question to a colleague ends with the task that it was asked about; while the clock stands still, it waits.
    """
    tasks = {task_id: task for task_id, task in open_work(case).items() if task.legal != ANSWER}
    held = ((task_id, case.claims.get(task_id) or case.handlers.get(task.step)) for task_id, task in tasks.items())
    waits = case.status is CaseStatus.SUSPENDED
    asked = {name: question for name, question in case.consultations.items() if waits or question["task_id"] in tasks}
    return case._replace(claims={task_id: who for task_id, who in held if who}, consultations=asked)
