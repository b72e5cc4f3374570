"""授权: an organisation's agent, somebody of one's family, or a guardian's own authority over a ward."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, NamedTuple

from chalicelib.representation import acts, asking
from chalicelib.representation.asking import Asked, Grantee
from chalicelib.representation.enquiring import enquiry
from chalicelib.representation.organisations import represented
from chalicelib.representation.parts import (
    Parts,
    as_principal,
    caller_as_known,
    holder_key,
    number_key,
    opened,
    principal_of,
)
from chalicelib.representation.ports import GuardianshipOutcome, Known
from chalicelib.representation.records import (
    GRANTEE_NAME_SEAL,
    GRANTEE_NUMBER_SEAL,
    REASON_SEAL,
    Authorisation,
    Principal,
)
from chalicelib.representation.rules import (
    HIGHEST_ASSURANCE_LEVEL,
    REPRESENTATIVE_ASSURANCE_LEVEL,
    Kind,
    Scope,
    guardian_needed,
    last_day_as_ward,
    standing,
)
from chalicelib.representation.shapes import GIVEN, RECEIVED, body
from chalicelib.shared.access import Caller, require_level
from chalicelib.shared.acts import Chain
from chalicelib.shared.change import Change, Once
from chalicelib.shared.clocks import rfc3339
from chalicelib.shared.errors import RuleViolation
from chalicelib.shared.ids import new_id
from chalicelib.shared.logging import logger


class _Giving(NamedTuple):
    """Who gives what to whom; `evidence` is the register's, for a guardian."""

    kind: Kind
    principal: Principal
    grantee: Grantee
    scope: frozenset[Scope]
    items: frozenset[str] | None
    ends_on: date
    reason: str
    evidence: dict[str, object]


def give(parts: Parts, by: Caller, asked: Asked, once: Once | None) -> dict[str, Any]:
    """Give an authorisation, as of now.

    Raises Invalid with every fault, NotFound for an organisation that the caller does not represent, RuleViolation
    for a caller too young to give one and for a guardianship that is not confirmed, Throttled, UpstreamUnavailable,
    Forbidden for an agent's below level 3.
    """
    me = caller_as_known(parts, by)
    if asked.kind is Kind.AGENT:
        require_level(by, REPRESENTATIVE_ASSURANCE_LEVEL)
    if guardian_needed(me.number, parts.law.today()):
        raise RuleViolation("guardian_needed")
    checked = asking.checked(parts, me, asked)
    if asked.kind is Kind.GUARDIAN:
        return _of_guardian(parts, by, me, checked, once)

    def change() -> Change:
        principal = _principal(parts, by, me, asked)
        given = _Giving(
            asked.kind, principal, checked.named, asked.scope, asked.items, checked.ends_on, asked.reason, {}
        )
        return _given(parts, by, given)

    return parts.committer.commit(change, once)


def _principal(parts: Parts, by: Caller, me: Known, asked: Asked) -> Principal:
    if asked.kind is Kind.AGENT:
        return opened(parts, represented(parts, by, me, asked.organisation_id or ""))
    return as_principal(me)


def _of_guardian(parts: Parts, by: Caller, me: Known, checked: asking.Checked, once: Once | None) -> dict[str, Any]:
    """监护人: what the guardian may do for the ward is everything, and ends when the ward comes of age."""
    ward = checked.named

    @cache
    def confirmed() -> tuple[Principal, dict[str, object]]:
        """The register is asked, and the ward made known, once, however often the change is decided."""
        evidence = _confirmed(parts, me, ward)
        ward_id = parts.people.person_for(ward.name, ward.number, str(evidence["evidence"]))
        return principal_of(parts, ward_id), evidence

    def change() -> Change:
        principal, evidence = confirmed()
        _require_none_stands(parts, me, principal)
        grantee = Grantee(me.name, me.number)
        ends_on = min(checked.ends_on, last_day_as_ward(ward.number))
        given = _Giving(Kind.GUARDIAN, principal, grantee, frozenset(Scope), None, ends_on, checked.reason, evidence)
        return _given(parts, by, given)

    return parts.committer.commit(change, once)


def _confirmed(parts: Parts, me: Known, ward: Grantee) -> dict[str, object]:
    request_no = new_id()
    with enquiry(parts, me.person_id):
        check = parts.guardianship().check(request_no, me.name, me.number, ward.name, ward.number)
    logger.info("guardianship check", extra={"request_no": request_no, "outcome": check.outcome})
    if check.outcome is not GuardianshipOutcome.MATCH:  # one answer for all: nobody may find out whose child is whose
        raise RuleViolation("guardianship_not_confirmed")
    return {"request_no": request_no, "evidence": check.serial_no}


def _require_none_stands(parts: Parts, me: Known, ward: Principal) -> None:
    """A second one would outlive the renouncing of the first."""
    today = parts.law.today()
    for known in parts.store.granted(number_key(parts.secret, me.number), ward.principal_id):
        if known.kind is Kind.GUARDIAN and standing(known.state, known.ends_on, today) == "active":
            raise RuleViolation("guardianship_already_recorded")


def _given(parts: Parts, by: Caller, given: _Giving) -> Change:
    fresh, salt = new_id(), given.principal.salt
    new = Authorisation(
        authorisation_id=fresh,
        kind=given.kind,
        principal=given.principal.principal_id,
        given_by=by.id,
        number_key=number_key(parts.secret, given.grantee.number),
        holder_key=holder_key(parts.secret, given.grantee.number, given.grantee.name),
        grantee_name=parts.sealer.seal(salt, given.grantee.name, GRANTEE_NAME_SEAL),
        grantee_number=parts.sealer.seal(salt, given.grantee.number, GRANTEE_NUMBER_SEAL),
        scope=given.scope,
        items=given.items,
        ends_on=given.ends_on,
        reason=parts.sealer.seal(salt, given.reason, REASON_SEAL),
        given_at=rfc3339(parts.law.now()),
        chain=Chain(f"authorisation#{fresh}"),
        level=HIGHEST_ASSURANCE_LEVEL if given.kind is Kind.GUARDIAN else by.level,
        given_account=by.account_id,
    )
    said = {**_said(new), **given.evidence}
    behalf = new.principal if new.principal != by.id else None
    act = parts.recorder.next(new.chain, acts.AUTHORISATION_GRANTED, by, said, on_behalf_of=behalf)
    new = new._replace(chain=act.chain)
    answer = body(parts, new, given.principal, RECEIVED if given.kind is Kind.GUARDIAN else GIVEN)
    return Change(parts.store.save_authorisation(new), (act,), {**answer, "version": 1})


def _said(new: Authorisation) -> dict[str, object]:
    return {
        "authorisation_id": new.authorisation_id,
        "kind": str(new.kind),
        "principal": new.principal,
        "grantee_name": new.grantee_name,
        "grantee_number": new.grantee_number,
        "scope": sorted(new.scope),
        "items": None if new.items is None else sorted(new.items),
        "ends_on": new.ends_on.isoformat(),
        "reason": new.reason,
        "level": new.level,
        "account_id": new.given_account,
    }
