"""The two sides of an authorisation: both may see it and end it, nobody else learns that it exists."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import merge
from typing import Any, NamedTuple

from chalicelib.representation import acts
from chalicelib.representation.organisations import represented
from chalicelib.representation.parts import Parts, caller_as_known, holder_key, number_key, principal_if_known
from chalicelib.representation.ports import Known, Page
from chalicelib.representation.records import Authorisation
from chalicelib.representation.rules import Kind, State, standing
from chalicelib.representation.shapes import GIVEN, RECEIVED, body
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Change, Once
from chalicelib.shared.clocks import rfc3339
from chalicelib.shared.errors import NotFound, RuleViolation
from chalicelib.shared.owners import is_organisation
from chalicelib.shared.paging import decode_cursor, encode_cursor


class _Seen(NamedTuple):
    authorisation: Authorisation
    side: str


def given_and_received(parts: Parts, by: Caller, limit: int, cursor: str | None) -> dict[str, Any]:
    """What the caller gave, and was given by others: one list, newest first."""
    me, position = caller_as_known(parts, by), decode_cursor(cursor)
    given = parts.store.given_by(me.person_id, limit, position)
    received = parts.store.received_by(number_key(parts.secret, me.number), limit, position)
    mine = (one for one in received.entries if _is_grantee(parts, me, one))
    ordered = merge(_seen(given.entries, GIVEN), _seen(mine, RECEIVED), key=_newest_last, reverse=True)
    return _list(parts, (given, received), list(ordered), limit)


def given_by_organisation(parts: Parts, by: Caller, of: str, limit: int, cursor: str | None) -> dict[str, Any]:
    """What an organisation gave, whoever was its legal representative then; for whoever is it now."""
    represented(parts, by, caller_as_known(parts, by), of)
    page = parts.store.given_by(of, limit, decode_cursor(cursor))
    return _list(parts, (page,), list(_seen(page.entries, GIVEN)), limit)


def one(parts: Parts, by: Caller, authorisation_id: str) -> dict[str, Any]:
    """An authorisation, for its two sides. Raises NotFound for everybody else."""
    found, side = _seen_by(parts, by, authorisation_id)
    return body(parts, found, principal_if_known(parts, found.principal), side)


def end(parts: Parts, by: Caller, authorisation_id: str, once: Once | None) -> dict[str, Any]:
    """撤销 by the principal, 辞去 by the grantee, at any time: it gives nothing from then on (民法典 Art. 173)."""

    def change() -> Change:
        found, side = _seen_by(parts, by, authorisation_id)
        if side == GIVEN and found.kind is Kind.GUARDIAN:
            raise RuleViolation("guardianship_not_revocable")
        if standing(found.state, found.ends_on, parts.law.today()) != State.ACTIVE:
            raise RuleViolation("authorisation_already_ended")
        type_ = acts.AUTHORISATION_REVOKED if side == GIVEN else acts.AUTHORISATION_RENOUNCED
        behalf = found.principal if side == GIVEN and found.principal != by.id else None
        said: dict[str, object] = {"authorisation_id": authorisation_id, "principal": found.principal}
        act = parts.recorder.next(found.chain, type_, by, said, on_behalf_of=behalf)
        state = State.REVOKED if side == GIVEN else State.RENOUNCED
        after = found._replace(state=state, ended_at=rfc3339(parts.law.now()), chain=act.chain)
        answer = body(parts, after, principal_if_known(parts, found.principal), side)
        return Change(parts.store.save_authorisation(after), (act,), {**answer, "version": (found.version or 0) + 1})

    return parts.committer.commit(change, once)


def _seen_by(parts: Parts, by: Caller, authorisation_id: str) -> _Seen:
    found, me = parts.store.authorisation(authorisation_id), caller_as_known(parts, by)
    if found is not None and _is_grantee(parts, me, found):
        return _Seen(found, RECEIVED)
    if found is None or not _gave(parts, by, me, found):
        raise NotFound("authorisation_not_found")
    return _Seen(found, GIVEN)


def _gave(parts: Parts, by: Caller, me: Known, found: Authorisation) -> bool:
    if not is_organisation(found.principal):
        return found.principal == by.id
    try:
        return bool(represented(parts, by, me, found.principal))
    except NotFound:
        return False


def _is_grantee(parts: Parts, me: Known, found: Authorisation) -> bool:
    return found.holder_key == holder_key(parts.secret, me.number, me.name)


def _seen(entries: Iterable[Authorisation], side: str) -> Iterable[_Seen]:
    return (_Seen(entry, side) for entry in entries)


def _newest_last(seen: _Seen) -> str:
    return seen.authorisation.authorisation_id


def _list(parts: Parts, pages: tuple[Page, ...], ordered: list[_Seen], limit: int) -> dict[str, Any]:
    """As far as all `pages` have been read; what is older comes with the next part."""
    horizon = max((page.next["after"] for page in pages if page.next), default="")
    known = [seen for seen in ordered if seen.authorisation.authorisation_id >= horizon]
    shown = known[:limit]
    after = shown[-1].authorisation.authorisation_id if len(known) > limit else horizon
    return {
        "authorisations": _bodies(parts, shown),
        "next_cursor": encode_cursor({"after": after} if after else None),
    }


def _bodies(parts: Parts, shown: list[_Seen]) -> list[dict[str, Any]]:
    ids = dict.fromkeys(seen.authorisation.principal for seen in shown)
    principals = {principal_id: principal_if_known(parts, principal_id) for principal_id in ids}
    return [body(parts, seen.authorisation, principals[seen.authorisation.principal], seen.side) for seen in shown]
