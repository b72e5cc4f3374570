"""Lists of cases: one's own, an organisation's, and those that one did for others."""

from __future__ import annotations

from functools import partial
from typing import Any

from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import Scope
from chalicelib.cases.rules import Case
from chalicelib.cases.shapes import case_summary
from chalicelib.cases.status import agents
from chalicelib.cases.status.finding import OF_A_READ, Wanted, find
from chalicelib.shared.access import Caller
from chalicelib.shared.errors import Malformed
from chalicelib.shared.paging import decode_cursor, encode_cursor

_ONE_BY_ONE = 20
"""Cases done for others are read one by one."""
ANY = Wanted()


def mine(parts: Parts, by: Caller, limit: int, cursor: str | None, wanted: Wanted = ANY) -> dict[str, Any]:
    """One's own cases and drafts, newest first, also those that somebody else does for one."""
    return _shown(parts, by, None, limit, cursor, wanted)


def listed_for(
    parts: Parts, by: Caller, organisation_id: str | None, limit: int, cursor: str | None, wanted: Wanted
) -> tuple[list[Case], dict[str, str] | None]:
    """One's own cases, or those of an organisation of which one may see all. Raises NotFound, Malformed."""
    by.require_reach("case_not_found", owner=by.id)
    if organisation_id:
        parts.representation.require_overview(by, organisation_id)
    position = _of_this_list(cursor, wanted)
    return find(
        partial(parts.cases.of_owner, organisation_id or by.id, within=wanted.within),
        wanted.fits,
        limit,
        position,
        at_once=OF_A_READ if wanted.chooses else limit + 1,
    )


def of_organisation(
    parts: Parts, by: Caller, organisation_id: str, limit: int, cursor: str | None, wanted: Wanted = ANY
) -> dict[str, Any]:
    """An organisation's cases, for whoever may see all of them. Raises NotFound."""
    return _shown(parts, by, organisation_id, limit, cursor, wanted)


def done_for_others(parts: Parts, by: Caller, limit: int, cursor: str | None, wanted: Wanted = ANY) -> dict[str, Any]:
    """The cases in which one acted for somebody else. Of those that one may no longer see, only that one did."""
    by.require_reach("case_not_found", owner=by.id)
    asked: dict[tuple[str, str], bool] = {}

    def may_view(case: Case) -> bool:
        if (key := (case.owner, case.item_code)) not in asked:
            asked[key] = parts.representation.authority(by, case.owner, case.item_code, Scope.VIEW) is not None
        return asked[key]

    position = _of_this_list(cursor, wanted)
    found, following = find(
        partial(parts.cases.done_for_others, by.id, within=wanted.within),
        lambda case: wanted.fits(case, known=may_view(case)),
        limit,
        position,
        at_once=_ONE_BY_ONE if wanted.chooses else min(limit + 1, _ONE_BY_ONE),
    )
    principals = {case.owner: agents.principal(parts, case.owner) for case in found}
    shown = [_done(case, principals[case.owner], may_view=may_view(case)) for case in found]
    return {"cases": shown, "next_cursor": encode_cursor(following)}


def _done(case: Case, principal: dict[str, Any], *, may_view: bool) -> dict[str, Any]:
    for_ = {"principal": principal, "may_view": may_view}
    if may_view:
        return {**case_summary(case), **for_}
    known = {name: getattr(case, name) for name in ("case_id", "item_code", "item_name", "created_at")}
    return {**known, **for_}


def _shown(
    parts: Parts, by: Caller, organisation_id: str | None, limit: int, cursor: str | None, wanted: Wanted
) -> dict[str, Any]:
    found, following = listed_for(parts, by, organisation_id, limit, cursor, wanted)
    salt = agents.salt_for(parts, organisation_id or by.id, found)
    shown = [{**case_summary(case), **agents.shown(parts, case, salt)} for case in found]
    return {"cases": shown, "next_cursor": encode_cursor(following)}


def _of_this_list(cursor: str | None, wanted: Wanted) -> dict[str, str] | None:
    """Where the list goes on. Raises Malformed for the cursor of a list of another year."""
    position = decode_cursor(cursor)
    if position and wanted.within and not wanted.within[0] <= position["after"] < wanted.within[1]:
        raise Malformed("cursor_invalid")
    return position
