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
| queue_key, queue_sort | `<department>#<division>`, or `STAFF:<number>` of a colleague who was asked; \
`<urgency>#<due on>#<entry instant>#<task id>` | | index `queue`: most urgent first |
| step, role, item_code, status, claimed_by, due_on | of a task | | filters of the queue |
| expires_at | drafts only: 30 days after the last edit | | time to live |
| retain_until | of what was submitted: the end of its retention, as on its acts | `2056-12-31` | |

Partitions are bounded: a case by its rounds and its materials, an office's queue by its open work.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from chalicelib.cases.encoding import case_from, case_text, form_from, material_from, text
from chalicelib.cases.ports import Between, CaseFile, Form, Page, StoredMaterial, Writes
from chalicelib.cases.rules import Case
from chalicelib.cases.table.items import CaseItem, RecordItem, StateItem, owned
from chalicelib.cases.table.keys import STATE, agent_key, owner_key, owner_sort, pk_of, position_of
from chalicelib.cases.table.queue import queue, queue_changes, waiting
from chalicelib.cases.work.wanted import EVERYTHING, Wanted
from chalicelib.shared.act_table import acts_of
from chalicelib.shared.acts import Act
from chalicelib.shared.clocks import Clock, epoch
from chalicelib.shared.table import Write, check, delete, put, put_new, put_off, save

_DAY = 86400


class CaseTable:
    """`CaseRepository` on DynamoDB."""

    def __init__(self, clock: Clock, retain_until: Callable[[], str]) -> None:
        self._clock = clock
        self._retain_until = retain_until

    def case(self, case_id: str) -> Case | None:
        try:
            item = RecordItem.get(pk_of(case_id), STATE, consistent_read=True)
        except RecordItem.DoesNotExist:
            return None
        return None if self._expired(item) else _case(item)

    def file(self, case_id: str) -> CaseFile | None:
        items = {item.sk: item for item in RecordItem.query(pk_of(case_id), consistent_read=True)}
        state = items.get(STATE)
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

    def of_owner(
        self, owner: str, limit: int, position: dict[str, str] | None, *, within: Between | None = None
    ) -> Page:
        start = owner_key(owner, position["after"]) if position else None
        found = owned(owner, limit, start, within)
        entries = tuple(_case(item) for item in found if not self._expired(item))
        return Page(entries, position_of(found.last_evaluated_key, "owner_sort"))

    def done_for_others(
        self, person_id: str, limit: int, position: dict[str, str] | None, *, within: Between | None = None
    ) -> Page:
        own = agent_key(person_id)
        start = owner_key(own, position["after"], own) if position else None
        found = owned(own, limit, start, within)
        cases = (self.case(item.pk.removeprefix("CASE#")) for item in found)
        entries = tuple(case for case in cases if case)
        return Page(entries, position_of(found.last_evaluated_key, "owner_sort"))

    def queue(self, office: str, limit: int, position: dict[str, str] | None, wanted: Wanted = EVERYTHING) -> Page:
        return queue(office, limit, position, wanted)

    def waiting(self, office: str, limit: int) -> Page:
        return waiting(office, limit)

    def save(self, before: Case | None, after: Case, *, expires_at: int | None = None) -> Writes:
        item = StateItem(pk=pk_of(after.case_id), sk=STATE, body=case_text(after))
        item.owner_key, item.owner_sort = after.owner, owner_sort(after)
        self._date(item, expires_at)
        state = save(item, before.version if before else None)
        return (state, *queue_changes(before, after))

    def acted_for(self, case: Case, person_id: str, *, expires_at: int | None = None) -> Writes:
        own = agent_key(person_id)
        item = StateItem(pk=pk_of(case.case_id), sk=own, body="{}", owner_key=own, owner_sort=owner_sort(case))
        self._date(item, expires_at)
        return (put(item),)

    def save_form(self, case_id: str, form: Form, *, expires_at: int | None) -> Writes:
        return (self._record(case_id, form.sort, form, expires_at),)

    def save_material(self, case_id: str, material: StoredMaterial, *, expires_at: int | None) -> Writes:
        return (self._record(case_id, material.sort, material, expires_at),)

    def drop_material(self, case_id: str, material: StoredMaterial) -> Writes:
        return (delete(RecordItem(pk=pk_of(case_id), sk=material.sort), material.version),)

    def unchanged(self, case: Case) -> Writes:
        return (check(RecordItem(pk=pk_of(case.case_id), sk=STATE), case.version),)

    def put_off(self, file: CaseFile, expires_at: int, but: str) -> Writes:
        parts: list[Form | StoredMaterial] = [*file.forms.values(), *file.materials]
        return tuple(
            put_off(RecordItem(pk=pk_of(file.case.case_id), sk=part.sort), expires_at)
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
        item = RecordItem(pk=pk_of(case_id), sk=sort, body=text(body))
        self._date(item, expires_at)
        return save(item, record.version or None)

    def _date(self, item: CaseItem, expires_at: int | None) -> None:
        """A draft goes by itself; what was submitted is kept as long as its acts."""
        item.expires_at = expires_at
        item.retain_until = None if expires_at else self._retain_until()

    def _expired(self, item: CaseItem) -> bool:
        """Time to live may lag by days; what has expired is gone at once."""
        return item.expires_at is not None and item.expires_at <= epoch(self._clock.now())


def _case(item: CaseItem) -> Case:
    return case_from(item.body, int(item.version))


def _kept(item: CaseItem) -> dict[str, int | None]:
    """What of a record stands beside its body."""
    return {"version": int(item.version), "expires_at": int(item.expires_at) if item.expires_at else None}
