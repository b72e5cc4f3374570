"""Lists of cases: one's own, an organisation's, and those that one did for others."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.parts import Parts
from chalicelib.cases.ports import Scope
from chalicelib.cases.rules import Case
from chalicelib.cases.shapes import case_summary
from chalicelib.cases.status import agents
from chalicelib.shared.access import Caller
from chalicelib.shared.paging import decode_cursor, encode_cursor


def mine(parts: Parts, by: Caller, limit: int, cursor: str | None) -> dict[str, Any]:
    """One's own cases and drafts, newest first, also those that somebody else does for one."""
    by.require_reach("case_not_found", owner=by.id)
    return _owned(parts, by.id, limit, cursor)


def of_organisation(parts: Parts, by: Caller, organisation_id: str, limit: int, cursor: str | None) -> dict[str, Any]:
    """An organisation's cases, for whoever may see all of them. Raises NotFound."""
    by.require_reach("case_not_found", owner=by.id)
    parts.representation.require_overview(by, organisation_id)
    return _owned(parts, organisation_id, limit, cursor)


def done_for_others(parts: Parts, by: Caller, limit: int, cursor: str | None) -> dict[str, Any]:
    """The cases in which one acted for somebody else. Of those that one may no longer see, only that one did."""
    by.require_reach("case_not_found", owner=by.id)
    page = parts.cases.done_for_others(by.id, limit, decode_cursor(cursor))
    asked: dict[tuple[str, str], dict[str, Any]] = {}
    for case in page.entries:
        if (key := (case.owner, case.item_code)) not in asked:
            authority = parts.representation.authority(by, case.owner, case.item_code, Scope.VIEW)
            asked[key] = {"principal": agents.principal(parts, case.owner), "may_view": authority is not None}
    shown = [_done(case, asked[case.owner, case.item_code]) for case in page.entries]
    return {"cases": shown, "next_cursor": encode_cursor(page.next)}


def _done(case: Case, for_: dict[str, Any]) -> dict[str, Any]:
    if for_["may_view"]:
        return {**case_summary(case), **for_}
    known = {name: getattr(case, name) for name in ("case_id", "item_code", "item_name", "created_at")}
    return {**known, **for_}


def _owned(parts: Parts, owner: str, limit: int, cursor: str | None) -> dict[str, Any]:
    page = parts.cases.of_owner(owner, limit, decode_cursor(cursor))
    salt = agents.salt_for(parts, owner, page.entries)
    shown = [{**case_summary(case), **agents.shown(parts, case, salt)} for case in page.entries]
    return {"cases": shown, "next_cursor": encode_cursor(page.next)}
