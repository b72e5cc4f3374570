"""法人: an organisation is bound to its legal representative by the business register, and to one at a time."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from chalicelib.representation import acts
from chalicelib.representation.enquiring import enquiry
from chalicelib.representation.parts import Parts, caller_as_known, code_key, opened
from chalicelib.representation.ports import BusinessCheck, BusinessOutcome, Known, Writes
from chalicelib.representation.records import CODE_SEAL, ORGANISATION_NAME_SEAL, Organisation, Principal
from chalicelib.representation.rules import REPRESENTATIVE_ASSURANCE_LEVEL, still_joined
from chalicelib.shared.access import Caller, level_too_low, require_level
from chalicelib.shared.acts import ActType, Chain
from chalicelib.shared.change import Change, Once
from chalicelib.shared.clocks import rfc3339
from chalicelib.shared.credit_code import parse_uscc
from chalicelib.shared.errors import Fault, Invalid, NotFound, RuleViolation
from chalicelib.shared.ids import new_id
from chalicelib.shared.logging import logger
from chalicelib.shared.numbers import InvalidNumber
from chalicelib.shared.owners import organisation_id
from chalicelib.shared.paging import decode_cursor, encode_cursor
from chalicelib.shared.sealing import new_salt

REFUSALS = {
    BusinessOutcome.MISMATCH: "representative_not_confirmed",
    BusinessOutcome.NOT_FOUND: "representative_not_confirmed",  # one answer for both: no register to leaf through
    BusinessOutcome.REVOKED: "organisation_revoked",
    BusinessOutcome.DEREGISTERED: "organisation_deregistered",
}


ENDING = {BusinessOutcome.MISMATCH, BusinessOutcome.REVOKED, BusinessOutcome.DEREGISTERED}
"""Answers after which whoever was recorded as legal representative is it no more; a gap in the register is none."""


class _Confirmed(NamedTuple):
    name: str
    request_no: str
    evidence: str


def join(parts: Parts, by: Caller, text: str, once: Once | None) -> dict[str, Any]:
    """Record the caller as the legal representative of the organisation with that credit code.

    Whoever was it before is replaced; whoever is it already joins by one account more, or is it no longer if the
    register says so. Raises Forbidden below level 3,
    Invalid for a code that was never issued, RuleViolation if the register does not confirm the caller or the
    organisation is no more, Throttled, UpstreamUnavailable.
    """
    require_level(by, REPRESENTATIVE_ASSURANCE_LEVEL)
    uscc = _parsed(text)
    me = caller_as_known(parts, by)

    @cache
    def confirmed() -> _Confirmed:
        """The register is asked once, however often the change is decided."""
        return _confirmed(parts, by, uscc, me)

    return parts.committer.commit(lambda: _joined(parts, by, me, uscc, confirmed()), once)


def listed(parts: Parts, by: Caller, limit: int, cursor: str | None) -> dict[str, Any]:
    """The organisations whose legal representative the caller is, as far as they come as that."""
    me, page = caller_as_known(parts, by), parts.store.represented_by(by.id, limit, decode_cursor(cursor))
    own = (organisation for organisation in page.entries if vouched(organisation, by, me))
    shown = [_body(opened(parts, organisation), organisation) for organisation in own]
    return {"organisations": shown, "next_cursor": encode_cursor(page.next)}


def leave(parts: Parts, by: Caller, of: str, once: Once | None) -> dict[str, Any]:
    """The legal representative gives it up. What the organisation authorised stays."""

    def change() -> Change:
        organisation = represented(parts, by, caller_as_known(parts, by), of)
        said: dict[str, object] = {"organisation_id": of, "representative": by.id}
        act = parts.recorder.next(organisation.chain, acts.REPRESENTATIVE_DEPARTED, by, said, on_behalf_of=of)
        after = organisation._replace(representative=None, accounts={}, chain=act.chain)
        answer = _body(opened(parts, organisation), after)
        return Change(parts.store.save_organisation(after), (act,), answer)

    return parts.committer.commit(change, once)


def represented(parts: Parts, by: Caller, me: Known, of: str) -> Organisation:
    """The organisation, if the caller is its legal representative.

    Raises NotFound, and Forbidden if they only have proven the representative's name and number.
    """
    organisation = parts.store.organisation(of)
    if organisation is None or organisation.representative != by.id:
        raise NotFound("organisation_not_found")
    if not vouched(organisation, by, me):
        raise level_too_low(REPRESENTATIVE_ASSURANCE_LEVEL, by.level)
    return organisation


def vouched(organisation: Organisation, by: Caller, me: Known) -> bool:
    """Whether the representative comes as such: by an account that joined the organisation by face, or by face now."""
    joined_at, left_at = organisation.accounts.get(by.account_id), me.left.get(by.account_id)
    return by.level >= REPRESENTATIVE_ASSURANCE_LEVEL or still_joined(joined_at, left_at)


def _parsed(text: str) -> str:
    try:
        return parse_uscc(text).number
    except InvalidNumber as refused:
        raise Invalid("body_invalid", faults=[Fault("/uscc", f"uscc_{refused.reason}")]) from refused


def _confirmed(parts: Parts, by: Caller, uscc: str, me: Known) -> _Confirmed:
    request_no = new_id()
    with enquiry(parts, me.person_id):
        check = parts.business_register().check(request_no, uscc, me.name, me.number)
    logger.info("organisation check", extra={"request_no": request_no, "outcome": check.outcome})
    if refusal := REFUSALS.get(check.outcome):
        if check.outcome in ENDING:
            parts.committer.commit(lambda: _refuted(parts, by, uscc, check, request_no), None)
        raise RuleViolation(refusal)
    return _Confirmed(check.organisation_name or uscc, request_no, check.serial_no)


def _refuted(parts: Parts, by: Caller, uscc: str, check: BusinessCheck, request_no: str) -> Change:
    """Nothing, unless the caller was recorded: then their representation ends. What the organisation gave stays."""
    known = parts.store.organisation_of_code(code_key(parts.secret, uscc))
    before = parts.store.organisation(known) if known else None
    if before is None or before.representative != by.id:
        return Change()
    said: dict[str, object] = {
        "organisation_id": before.organisation_id,
        "representative": by.id,
        "outcome": str(check.outcome),
        "request_no": request_no,
        "evidence": check.serial_no,
    }
    act = parts.recorder.next(before.chain, acts.REPRESENTATIVE_REFUTED, by, said, on_behalf_of=before.organisation_id)
    after = before._replace(representative=None, accounts={}, chain=act.chain)
    return Change(parts.store.save_organisation(after), (act,))


def _joined(parts: Parts, by: Caller, me: Known, uscc: str, confirmed: _Confirmed) -> Change:
    before, claim = _known(parts, uscc)
    again, now = before.representative == by.id, rfc3339(parts.law.now())
    known = {one: at for one, at in before.accounts.items() if again and still_joined(at, me.left.get(one))}
    if again and by.account_id in known:
        return Change(answer=_body(opened(parts, before), before))
    after = before._replace(
        name=parts.sealer.seal(before.salt, confirmed.name, ORGANISATION_NAME_SEAL),
        uscc=parts.sealer.seal(before.salt, uscc, CODE_SEAL),
        representative=by.id,
        since=before.since if again else now,
        accounts={**known, by.account_id: now},
    )
    said: dict[str, object] = {
        "organisation_id": after.organisation_id,
        "uscc": after.uscc,
        "name": after.name,
        "representative": by.id,
        "account_id": by.account_id,
        "replaced": None if again else before.representative,
        "request_no": confirmed.request_no,
        "evidence": confirmed.evidence,
    }
    act = parts.recorder.next(before.chain, _joining(before, again=again), by, said, on_behalf_of=after.organisation_id)
    writes = (*parts.store.save_organisation(after._replace(chain=act.chain)), *claim)
    shown = Principal(after.organisation_id, after.salt, confirmed.name, uscc)
    return Change(writes, (act,), _body(shown, after))


def _joining(before: Organisation, *, again: bool) -> ActType:
    if again:
        return acts.REPRESENTATIVE_CONFIRMED
    return acts.REPRESENTATIVE_REPLACED if before.representative else acts.REPRESENTATIVE_REGISTERED


def _known(parts: Parts, uscc: str) -> tuple[Organisation, Writes]:
    """The organisation of that code; or a new one, with the write that claims the code for it."""
    key = code_key(parts.secret, uscc)
    if (known := parts.store.organisation_of_code(key)) is not None:
        if (found := parts.store.organisation(known)) is None:
            raise LookupError(f"organisation {known} is referred to but absent")
        return found, ()
    fresh = organisation_id(new_id())
    empty = Organisation(fresh, new_salt(), "", "", None, "", Chain(f"organisation#{fresh}"))
    return empty, parts.store.claim_code(key, fresh)


def _body(principal: Principal, organisation: Organisation) -> dict[str, Any]:
    return {
        "organisation_id": organisation.organisation_id,
        "name": principal.name,
        "uscc": principal.number,
        "since": organisation.since,
        "is_representative": organisation.representative is not None,
    }
