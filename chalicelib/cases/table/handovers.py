"""What windows took in, and the lists with which papers go elsewhere; in the table of cases.

| item | pk | sk | body | read by |
| --- | --- | --- | --- | --- |
| list | `LIST#<list no>` | `STATE` | the list as JSON | one list |
| its other end | `LIST#<list no>` | `TO` | nothing | the office that it goes to |
| taken in | `CASE#<case id>` | `WINDOW` | nothing | the place whose window took the case in |

| owner_key | owner_sort | on |
| --- | --- | --- |
| `SENT#<division>` | `<sent at>#<list no>` | list |
| `RECEIVED#<division>` | the same | its other end |
| `WINDOW#<division>` | `<created at>#<case id>` | taken in; it goes with its draft |

All three are found by the index `by_owner`, newest first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from chalicelib.cases.collecting.ports import Entry, Handover
from chalicelib.cases.encoding import case_from, text
from chalicelib.cases.ports import Page, Writes
from chalicelib.cases.rules import Case
from chalicelib.cases.table.items import RecordItem, StateItem
from chalicelib.cases.table.keys import STATE, owner_sort, pk_of, position_of
from chalicelib.shared.clocks import Clock, epoch
from chalicelib.shared.table import put, save

_WINDOW, _TO = "WINDOW", "TO"


class HandoverTable:
    """`Handovers` on DynamoDB."""

    def __init__(self, clock: Clock, retain_until: Callable[[], str]) -> None:
        self._clock = clock
        self._retain_until = retain_until

    def list_(self, list_no: str) -> Handover | None:
        try:
            item = RecordItem.get(_pk(list_no), STATE, consistent_read=True)
        except RecordItem.DoesNotExist:
            return None
        return _handover(item)

    def save(self, before: Handover | None, after: Handover) -> Writes:
        item = StateItem(pk=_pk(after.list_no), sk=STATE, body=_text(after))
        item.owner_key, item.owner_sort = f"SENT#{after.from_division}", _sort(after)
        item.retain_until = self._retain_until()
        written = save(item, before.version if before else None)
        return (written,) if before else (written, put(self._other_end(after)))

    def sent(self, division_code: str, limit: int, position: dict[str, str] | None) -> Page:
        found = _listed(f"SENT#{division_code}", STATE, _pk, limit, position)
        entries = tuple(_handover(item) for item in found)
        return Page(entries, position_of(found.last_evaluated_key, "owner_sort"))

    def received(self, division_code: str, limit: int, position: dict[str, str] | None) -> Page:
        found = _listed(f"RECEIVED#{division_code}", _TO, _pk, limit, position)
        keys = [(item.pk, STATE) for item in found]
        lists = {item.pk: _handover(item) for item in RecordItem.batch_get(keys)} if keys else {}
        entries = tuple(lists[pk] for pk, _ in keys if pk in lists)
        return Page(entries, position_of(found.last_evaluated_key, "owner_sort"))

    def cases(self, case_ids: Iterable[str]) -> Mapping[str, Case]:
        keys = [(pk_of(case_id), STATE) for case_id in dict.fromkeys(case_ids)]
        found = RecordItem.batch_get(keys, consistent_read=True) if keys else ()
        return {case.case_id: case for case in self._living(found)}

    def taken_in(self, case: Case, *, expires_at: int | None) -> Writes:
        where = f"WINDOW#{case.collection.division_code}" if case.collection else ""
        item = StateItem(pk=pk_of(case.case_id), sk=_WINDOW, body="{}", owner_key=where, owner_sort=owner_sort(case))
        item.expires_at = expires_at
        item.retain_until = None if expires_at else self._retain_until()
        return (put(item),)

    def taken_in_at(self, division_code: str, limit: int, position: dict[str, str] | None) -> Page:
        found = _listed(f"WINDOW#{division_code}", _WINDOW, pk_of, limit, position)
        ids = [item.pk.removeprefix("CASE#") for item in found]
        known = self.cases(ids)
        entries = tuple(known[case_id] for case_id in ids if case_id in known)
        return Page(entries, position_of(found.last_evaluated_key, "owner_sort"))

    def _living(self, items: Iterable[RecordItem]) -> Iterator[Case]:
        """What has expired is gone at once."""
        now = epoch(self._clock.now())
        for item in items:
            if item.expires_at is None or item.expires_at > now:
                yield case_from(item.body, int(item.version))

    def _other_end(self, after: Handover) -> StateItem:
        item = StateItem(pk=_pk(after.list_no), sk=_TO, body="{}", owner_sort=_sort(after))
        item.owner_key, item.retain_until = f"RECEIVED#{after.to_division}", self._retain_until()
        return item


def _listed(own: str, sk: str, pk: Callable[[str], str], limit: int, position: dict[str, str] | None) -> Any:
    """Part of a list, newest first. Only the sort key comes from the cursor."""
    start: dict[str, dict[str, Any]] | None = None
    if position:
        after = position["after"]
        key = {"owner_key": own, "owner_sort": after, "pk": pk(after.rpartition("#")[2]), "sk": sk}
        start = {name: {"S": value} for name, value in key.items()}
    return StateItem.by_owner.query(own, scan_index_forward=False, limit=limit, last_evaluated_key=start)


def _pk(list_no: str) -> str:
    return f"LIST#{list_no}"


def _sort(list_: Handover) -> str:
    return f"{list_.sent_at}#{list_.list_no}"


def _text(list_: Handover) -> str:
    entries = [{"case_id": one.case_id, "case_no": one.case_no, "at": one.arrived_at} for one in list_.entries]
    return text({**list_._asdict(), "entries": entries, "version": None})


def _handover(item: Any) -> Handover:
    body = json.loads(item.body)
    entries = tuple(Entry(one["case_id"], one["case_no"], one["at"]) for one in body["entries"])
    return Handover(**{**body, "entries": entries, "version": int(item.version)})
