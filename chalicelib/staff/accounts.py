"""Accounts of staff, kept by an administrator."""

from __future__ import annotations

from itertools import chain
from typing import Any

from chalicelib.shared.access import Caller
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import Stale
from chalicelib.shared.paging import decode_cursor, encode_cursor
from chalicelib.staff import acts
from chalicelib.staff.administrators import counted
from chalicelib.staff.parts import Parts, require_another, require_no_stand_in, require_own_power, scope
from chalicelib.staff.ports import Writes
from chalicelib.staff.records import Staff, StaffState
from chalicelib.staff.scopes import (
    Scope,
    given,
    lent_powers,
    require_sound,
    scope_faults,
    united_powers,
    unknown_posts,
)


class StaffAccounts:
    """Shows, changes and closes accounts."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._store = parts.store

    def shown(self, staff_no: str) -> dict[str, Any]:
        """An account as an administrator sees it. Raises NotFound."""
        return self._parts.shown(self._parts.known(staff_no))

    def listed(self, department: str | None, state: str | None, limit: int, cursor: str | None) -> dict[str, Any]:
        """All staff in order of state and number, or who works for a department."""
        page = self._store.listed(department, state, limit, decode_cursor(cursor))
        found = self._store.several(page.entries) if page.entries else {}
        shown = [self._parts.shown(found[number]) for number in page.entries if number in found]
        return {"staff": shown, "next_cursor": encode_cursor(page.next)}

    def change(self, staff_no: str, wanted: Scope, if_match: int, by: Caller) -> dict[str, Any]:
        """Give somebody other posts; their tokens are refused with the next request, a refresh brings the new ones.

        Raises Forbidden for one's own account and for whom one stands in, Stale, Invalid, NotFound.
        """
        require_another(staff_no, by)

        def decide() -> Change:
            before = self._parts.at_work(staff_no)
            if before.version != if_match:
                raise Stale("version_stale")
            after = given(before, wanted)
            require_no_stand_in(before, by, self._parts.today())
            require_own_power(after.roles - before.roles, by)
            self._require_sound(before, after)
            change = self._parts.changed(before, after, acts.STAFF_CHANGED, by, _differences(before, after))
            return change._replace(writes=(*change.writes, *self._consequences(before, after)))

        return self._parts.committer.commit(decide, None)

    def depart(self, staff_no: str, by: Caller, once: Once | None) -> dict[str, Any]:
        """离职: the next request with any of their tokens is refused, and who stands in for them no longer does.

        Raises Forbidden for one's own account, RuleViolation `last_administrator`, NotFound. The number is never given
        again.
        """
        require_another(staff_no, by)

        def decide() -> Change:
            before = self._parts.at_work(staff_no)
            after = before._replace(state=StaffState.LEFT)
            change = self._parts.changed(before, after, acts.STAFF_DEPARTED, by, {"state": str(after.state)})
            return change._replace(writes=(*change.writes, *self._consequences(before, after)))

        return self._parts.committer.commit(decide, once)

    def _require_sound(self, before: Staff, after: Staff) -> None:
        unknown, today = unknown_posts(self._store, after), self._parts.today()
        powers = (*lent_powers(before, after, today), *united_powers(self._store, after, today))
        require_sound(chain(scope_faults(after), unknown, powers))

    def _consequences(self, before: Staff, after: Staff) -> Writes:
        """What follows for tokens, of theirs and of who stands in for them, and for the list of administrators."""
        today = self._parts.today()
        standing_in = {one.stand_in for one in before.stand_ins if one.on(today)}
        endings = map(self._parts.ending, sorted({before.staff_no, *standing_in}))
        return (*endings, *counted(self._store, before, after))


def _differences(before: Staff, after: Staff) -> dict[str, object]:
    was = scope(before)
    return {name: value for name, value in scope(after).items() if was[name] != value}
