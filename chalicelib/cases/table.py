"""The table of cases.

| attribute | pattern | example | read by |
| --- | --- | --- | --- |
| pk | `CASE#<case id>` | `CASE#01KAJ…` | everything about one case, in one query |
| sk | `STATE` | | status, timeline, every act |
| | `FORM#<round>` | `FORM#001` | the form of one submission, sealed |
| | `MAT#<material id>` | `MAT#01KAK…` | a material's record |
| | `AGENT#<person id>` | `AGENT#01KAJ…` | what somebody did for others |
| | `TASK#<task id>` | `TASK#01KAJ…-examine-1` | an entry of the desk's queue |
| pk / sk | `NO#<number>` / `NO` | `NO#7K2M9QXA4T` | public lookup by public number or case number |
| body | the record as JSON | `{"status":"accepted",…` | |
| owner_key, owner_sort | the owner's id; creation instant and case id | | index `by_owner`: newest first |
| | `AGENT#<person id>`, on the agent's entry; the same | | index `by_owner`: those done for others |
| queue_key, queue_sort | `<department>#<division>`; entry instant and task id | | index `queue`: oldest first |
| expires_at | drafts only: 30 days after the last edit | | time to live |
| retain_until | of what was submitted: the end of its retention, as on its acts | `2056-12-31` | |

Partitions are bounded: a case by its rounds and its materials, an office's queue by its open work.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib.cases.encoding import case_from, case_text, form_from, material_from, text
from chalicelib.cases.ports import CaseFile, Form, Page, StoredMaterial, Writes, office
from chalicelib.cases.rules import Case
from chalicelib.cases.work import Task, case_of, open_work
from chalicelib.shared.act_table import acts_of
from chalicelib.shared.acts import Act
from chalicelib.shared.clocks import Clock, epoch
from chalicelib.shared.table import Item, Write, check, delete, put, put_new, put_off, save, table_name

_STATE = "STATE"
_DAY = 86400


class ByOwner(GlobalSecondaryIndex["StateItem"]):  # type: ignore[no-untyped-call]
    """A person's cases."""

    class Meta:
        index_name = "by_owner"
        projection = AllProjection()

    owner_key = UnicodeAttribute(hash_key=True)
    owner_sort = UnicodeAttribute(range_key=True)


class Queue(GlobalSecondaryIndex["TaskItem"]):  # type: ignore[no-untyped-call]
    """An office's open tasks."""

    class Meta:
        index_name = "queue"
        projection = AllProjection()

    queue_key = UnicodeAttribute(hash_key=True)
    queue_sort = UnicodeAttribute(range_key=True)


class CaseItem(Item):
    """What all items of the table share."""

    class Meta:
        table_name = table_name("CASES_TABLE")

    body = UnicodeAttribute()


class RecordItem(CaseItem):
    """A form, a material, a number: whatever no index lists. Any item is read as one."""


class StateItem(CaseItem):
    """Where a case stands."""

    owner_key = UnicodeAttribute()
    owner_sort = UnicodeAttribute()
    by_owner = ByOwner()


class TaskItem(CaseItem):
    """An entry of the desk's queue."""

    queue_key = UnicodeAttribute()
    queue_sort = UnicodeAttribute()
    by_queue = Queue()


class CaseTable:
    """`CaseRepository` on DynamoDB."""

    def __init__(self, clock: Clock, retain_until: Callable[[], str]) -> None:
        self._clock = clock
        self._retain_until = retain_until

    def case(self, case_id: str) -> Case | None:
        try:
            item = RecordItem.get(_pk(case_id), _STATE, consistent_read=True)
        except RecordItem.DoesNotExist:
            return None
        return None if self._expired(item) else _case(item)

    def file(self, case_id: str) -> CaseFile | None:
        items = {item.sk: item for item in RecordItem.query(_pk(case_id), consistent_read=True)}
        state = items.get(_STATE)
        if state is None or self._expired(state):
            return None
        forms = [form_from(item.body, **_kept(item)) for sk, item in items.items() if sk.startswith("FORM#")]
        materials = [material_from(item.body, **_kept(item)) for sk, item in items.items() if sk.startswith("MAT#")]
        return CaseFile(_case(state), {form.round: form for form in forms}, tuple(materials))

    def by_number(self, number: str) -> tuple[str, str] | None:
        try:
            item = RecordItem.get(f"NO#{number}", "NO")
        except RecordItem.DoesNotExist:
            return None
        body = json.loads(item.body)
        return body["case_id"], body["proof"]

    def of_owner(self, owner: str, limit: int, position: dict[str, str] | None) -> Page:
        start = _owner_key(owner, position["after"]) if position else None
        found = StateItem.by_owner.query(owner, scan_index_forward=False, limit=limit, last_evaluated_key=start)
        entries = tuple(_case(item) for item in found if not self._expired(item))
        return Page(entries, _position(found.last_evaluated_key, "owner_sort"))

    def done_for_others(self, person_id: str, limit: int, position: dict[str, str] | None) -> Page:
        own = _agent_key(person_id)
        start = _owner_key(own, position["after"], own) if position else None
        found = StateItem.by_owner.query(own, scan_index_forward=False, limit=limit, last_evaluated_key=start)
        cases = (self.case(item.pk.removeprefix("CASE#")) for item in found)
        entries = tuple(case for case in cases if case)
        return Page(entries, _position(found.last_evaluated_key, "owner_sort"))

    def queue(self, office: str, limit: int, position: dict[str, str] | None) -> Page:
        start = _queue_key(office, position["after"]) if position else None
        found = TaskItem.by_queue.query(office, limit=limit, last_evaluated_key=start)
        entries = tuple(Task(**json.loads(item.body)) for item in found)
        return Page(entries, _position(found.last_evaluated_key, "queue_sort"))

    def save(self, before: Case | None, after: Case, *, expires_at: int | None = None) -> Writes:
        item = StateItem(pk=_pk(after.case_id), sk=_STATE, body=case_text(after))
        item.owner_key, item.owner_sort = after.owner, _owner_sort(after)
        self._date(item, expires_at)
        state = save(item, before.version if before else None)
        return (state, *_queue_changes(before, after))

    def acted_for(self, case: Case, person_id: str, *, expires_at: int | None = None) -> Writes:
        own = _agent_key(person_id)
        item = StateItem(pk=_pk(case.case_id), sk=own, body="{}", owner_key=own, owner_sort=_owner_sort(case))
        self._date(item, expires_at)
        return (put(item),)

    def save_form(self, case_id: str, form: Form, *, expires_at: int | None) -> Writes:
        return (self._record(case_id, form.sort, form, expires_at),)

    def save_material(self, case_id: str, material: StoredMaterial, *, expires_at: int | None) -> Writes:
        return (self._record(case_id, material.sort, material, expires_at),)

    def drop_material(self, case_id: str, material: StoredMaterial) -> Writes:
        return (delete(RecordItem(pk=_pk(case_id), sk=material.sort), material.version),)

    def unchanged(self, case: Case) -> Writes:
        return (check(RecordItem(pk=_pk(case.case_id), sk=_STATE), case.version),)

    def put_off(self, file: CaseFile, expires_at: int, but: str) -> Writes:
        parts: list[Form | StoredMaterial] = [*file.forms.values(), *file.materials]
        return tuple(
            put_off(RecordItem(pk=_pk(file.case.case_id), sk=part.sort), expires_at)
            for part in parts
            if part.sort != but and part.expires_at is not None and part.expires_at < expires_at - _DAY
        )

    def name(self, number: str, case_id: str, proof: str) -> Writes:
        item = RecordItem(pk=f"NO#{number}", sk="NO", body=text({"case_id": case_id, "proof": proof}))
        return (put_new(item),)

    def acts(self, subject: str) -> Iterator[Act]:
        return acts_of(subject)

    def _record(self, case_id: str, sort: str, record: Form | StoredMaterial, expires_at: int | None) -> Write:
        body = {**record._asdict(), "version": None, "expires_at": None}
        item = RecordItem(pk=_pk(case_id), sk=sort, body=text(body))
        self._date(item, expires_at)
        return save(item, record.version or None)

    def _date(self, item: CaseItem, expires_at: int | None) -> None:
        """A draft goes by itself; what was submitted is kept as long as its acts."""
        item.expires_at = expires_at
        item.retain_until = None if expires_at else self._retain_until()

    def _expired(self, item: CaseItem) -> bool:
        """Time to live may lag by days; what has expired is gone at once."""
        return item.expires_at is not None and item.expires_at <= epoch(self._clock.now())


def _queue_changes(before: Case | None, after: Case) -> Iterator[Write]:
    was = open_work(before) if before else {}
    now = open_work(after)
    desk = office(after.department, after.division_code)
    for task_id in was.keys() - now.keys():
        yield Write("delete", RecordItem(pk=_pk(after.case_id), sk=f"TASK#{task_id}"), None)
    for task_id, task in now.items():
        if was.get(task_id) != task:
            item = TaskItem(pk=_pk(after.case_id), sk=f"TASK#{task_id}", body=text(task._asdict()))
            item.queue_key, item.queue_sort = desk, f"{task.entered_at}#{task_id}"
            yield Write("put", item, None)


def _case(item: CaseItem) -> Case:
    return case_from(item.body, int(item.version))


def _kept(item: CaseItem) -> dict[str, int | None]:
    """What of a record stands beside its body."""
    return {"version": int(item.version), "expires_at": int(item.expires_at) if item.expires_at else None}


def _pk(case_id: str) -> str:
    return f"CASE#{case_id}"


def _owner_sort(case: Case) -> str:
    return f"{case.created_at}#{case.case_id}"


def _agent_key(person_id: str) -> str:
    return f"AGENT#{person_id}"


def _owner_key(owner: str, after: str, sk: str = _STATE) -> dict[str, dict[str, str]]:
    """Where a list goes on. Only the sort key comes from the cursor, so no cursor reaches another's partition."""
    key = {"owner_key": owner, "owner_sort": after, "pk": _pk(after.rpartition("#")[2]), "sk": sk}
    return {name: {"S": value} for name, value in key.items()}


def _queue_key(desk: str, after: str) -> dict[str, dict[str, str]]:
    task_id = after.rpartition("#")[2]
    key = {"queue_key": desk, "queue_sort": after, "pk": _pk(case_of(task_id)), "sk": f"TASK#{task_id}"}
    return {name: {"S": value} for name, value in key.items()}


def _position(key: dict[str, dict[str, Any]] | None, sort: str) -> dict[str, str] | None:
    return {"after": str(key[sort]["S"])} if key else None
