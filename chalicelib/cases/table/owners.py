"""What owners handed in before: entries of the table of cases that belong to no case.

| attribute | pattern | example | read by |
| --- | --- | --- | --- |
| pk / sk | `OWNER#<owner>` / `FILE#<sha256>` | `OWNER#01KAJ…` / `FILE#9f86d0…` | one file by its digest |
| body | the rest of `shelf.Kept`, JSON | `{"case_id":"01KAJ…",…` | |
| owner_key, owner_sort | `FILES#<owner>`; `<last used>#<sha256>` | | index `by_owner`: last used first |

A partition grows with the different files of one owner, by some 600 bytes each; it is read by key or by a page.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from chalicelib.cases.encoding import text
from chalicelib.cases.table.items import StateItem
from chalicelib.shared.table import delete_if_there, put

if TYPE_CHECKING:
    from chalicelib.cases.ports import Page, Writes
    from chalicelib.cases.shelf import Kept


class OwnerShelf:
    """`Shelf` on DynamoDB."""

    def __init__(self, retain_until: Callable[[], str]) -> None:
        self._retain_until = retain_until

    def note(self, owner: str, sha256: str, last_used: str, said: dict[str, Any]) -> Writes:
        item = StateItem(pk=_pk(owner), sk=f"FILE#{sha256}", body=text({**said, "last_used": last_used}))
        item.owner_key, item.owner_sort = _list(owner), f"{last_used}#{sha256}"
        item.retain_until = self._retain_until()
        return (put(item),)

    def one(self, owner: str, sha256: str) -> Kept | None:
        try:
            return _kept(StateItem.get(_pk(owner), f"FILE#{sha256}", consistent_read=True))
        except StateItem.DoesNotExist:
            return None

    def of(self, owner: str, limit: int, position: dict[str, str] | None) -> Page:
        from chalicelib.cases.ports import Page
        from chalicelib.cases.table.keys import position_of

        start = _after(owner, position["after"]) if position else None
        found = StateItem.by_owner.query(_list(owner), scan_index_forward=False, limit=limit, last_evaluated_key=start)
        entries = tuple(map(_kept, found))
        return Page(entries, position_of(found.last_evaluated_key, "owner_sort"))

    def take_off(self, owner: str, sha256: str) -> Writes:
        return (delete_if_there(StateItem(pk=_pk(owner), sk=f"FILE#{sha256}")),)


def _kept(item: StateItem) -> Kept:
    from chalicelib.cases.shelf import Kept

    owner, sha256 = item.pk.removeprefix("OWNER#"), item.sk.removeprefix("FILE#")
    return Kept(owner=owner, sha256=sha256, **json.loads(item.body))


def _pk(owner: str) -> str:
    return f"OWNER#{owner}"


def _list(owner: str) -> str:
    return f"FILES#{owner}"


def _after(owner: str, after: str) -> dict[str, dict[str, str]]:
    """Where a list goes on. Only the sort key comes from the cursor, so no cursor reaches another's partition."""
    key = {"owner_key": _list(owner), "owner_sort": after, "pk": _pk(owner), "sk": f"FILE#{after.rpartition('#')[2]}"}
    return {name: {"S": value} for name, value in key.items()}
