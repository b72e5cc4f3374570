"""The desk's queue: an entry for each open task, written with the case that it follows from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pynamodb.expressions.condition import Condition

from chalicelib.cases.encoding import text
from chalicelib.cases.ports import Page
from chalicelib.cases.rules import Case
from chalicelib.cases.table.items import RecordItem, TaskItem
from chalicelib.cases.table.keys import pk_of, position_of, queue_key
from chalicelib.cases.work.open_work import Task, case_of, desk_of, open_work, queue_sort
from chalicelib.cases.work.wanted import Wanted
from chalicelib.shared.table import Write

_FILTERED = ("step", "role", "item_code", "status", "claimed_by", "due_on")
"""What stands beside the body, so that the table itself can choose by it."""
_KEYS = ("task_id", "case_id")
_PREFIX = "TASK#"
LOOKED_THROUGH = 1000
"""So many entries are read, and paid for, to find those that fit, before the rest is left to the next page."""


def queue(
    desk: str, limit: int, position: dict[str, str] | None, wanted: Wanted, looked_through: int = LOOKED_THROUGH
) -> Page:
    """The open tasks of one desk that fit. What does not fit is read all the same, so a page may be short and go on."""
    start = queue_key(desk, position["after"]) if position else None
    condition = _condition(wanted)
    size = limit if condition is None else looked_through
    found = TaskItem.by_queue.query(desk, filter_condition=condition, page_size=size, last_evaluated_key=start)
    page = next(found.page_iter)
    items = [TaskItem.from_raw_data(raw) for raw in page["Items"][:limit]]
    if len(page["Items"]) > limit:
        return Page(tuple(map(_task, items)), {"after": items[-1].queue_sort})
    return Page(tuple(map(_task, items)), position_of(found.page_iter.last_evaluated_key, "queue_sort"))


def waiting(desk: str, limit: int) -> Page:
    """The first open tasks of one desk, without what only a list shows; `next` says that there are more."""
    names = ["pk", "sk", *_FILTERED]
    found = TaskItem.by_queue.query(desk, attributes_to_get=names, limit=limit, page_size=limit)
    entries = tuple(map(_task, found))
    return Page(entries, {} if found.last_evaluated_key else None)


def queue_changes(before: Case | None, after: Case) -> Iterator[Write]:
    """An entry is written anew when anything of its task has changed, its place in the queue too."""
    was = open_work(before) if before else {}
    now = open_work(after)
    for task_id in was.keys() - now.keys():
        yield Write("delete", RecordItem(pk=pk_of(after.case_id), sk=_PREFIX + task_id), None)
    for task_id, task in now.items():
        if was.get(task_id) != task:
            yield Write("put", _item(after, task), None)


def _item(case: Case, task: Task) -> TaskItem:
    said = {name: value for name, value in task._asdict().items() if value not in (None, False)}
    beside = {name: said.pop(name) for name in _FILTERED if name in said}
    body = text({name: value for name, value in said.items() if name not in _KEYS})
    item = TaskItem(pk=pk_of(case.case_id), sk=_PREFIX + task.task_id, body=body, **beside)
    item.queue_key, item.queue_sort = desk_of(case, task), queue_sort(task)
    return item


def _task(item: TaskItem) -> Task:
    task_id = item.sk.removeprefix(_PREFIX)
    beside: dict[str, Any] = {name: getattr(item, name) for name in _FILTERED if getattr(item, name)}
    known = {**_UNKNOWN, **json.loads(item.body or "{}"), **beside}
    return Task(**{**known, "task_id": task_id, "case_id": case_of(task_id)})


_UNKNOWN: dict[str, Any] = {"step": "", "name": "", "round": 0, "role": "", "entered_at": "", "claimed_by": None}


def _condition(wanted: Wanted) -> Condition | None:
    """`Wanted` in the table's words."""
    same = {name: getattr(wanted, name) for name in ("step", "role", "item_code", "status")}
    parts: list[Condition] = [getattr(TaskItem, name) == value for name, value in same.items() if value]
    if wanted.held_by is not None:
        parts.append(TaskItem.claimed_by.is_in(*wanted.held_by))
    if wanted.unclaimed:
        parts.append(TaskItem.claimed_by.does_not_exist())
    if wanted.due_before:
        parts.append(TaskItem.due_on < wanted.due_before)
    whole: Condition | None = None
    for part in parts:
        whole = part if whole is None else whole & part
    return whole
