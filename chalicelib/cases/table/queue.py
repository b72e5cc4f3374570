"""The desk's queue: an entry for each open task, written with the case that it follows from."""

from __future__ import annotations

import json
from collections.abc import Iterator

from chalicelib.cases.encoding import text
from chalicelib.cases.ports import Page, office
from chalicelib.cases.rules import Case
from chalicelib.cases.table.items import RecordItem, TaskItem
from chalicelib.cases.table.keys import pk_of, position_of, queue_key
from chalicelib.cases.work.open_work import Task, open_work
from chalicelib.shared.table import Write


def queue(desk: str, limit: int, position: dict[str, str] | None) -> Page:
    """The open tasks of one office."""
    start = queue_key(desk, position["after"]) if position else None
    found = TaskItem.by_queue.query(desk, limit=limit, last_evaluated_key=start)
    entries = tuple(Task(**json.loads(item.body)) for item in found)
    return Page(entries, position_of(found.last_evaluated_key, "queue_sort"))


def queue_changes(before: Case | None, after: Case) -> Iterator[Write]:
    was = open_work(before) if before else {}
    now = open_work(after)
    desk = office(after.department, after.division_code)
    for task_id in was.keys() - now.keys():
        yield Write("delete", RecordItem(pk=pk_of(after.case_id), sk=f"TASK#{task_id}"), None)
    for task_id, task in now.items():
        if was.get(task_id) != task:
            item = TaskItem(pk=pk_of(after.case_id), sk=f"TASK#{task_id}", body=text(task._asdict()))
            item.queue_key, item.queue_sort = desk, f"{task.entered_at}#{task_id}"
            yield Write("put", item, None)
