"""Acting for another: whoever is not the owner of a case needs the owner's authority, asked for with every request.

The owner's own requests cost nothing more, staff's neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.cases.ports import Applicant, Authority, Scope, Writes
from chalicelib.cases.records import Agent
from chalicelib.cases.rules import SEEN, Case, filled_in_now
from chalicelib.cases.terms import Terms
from chalicelib.shared.access import Caller, require_level
from chalicelib.shared.ages import born_on, needs_guardian
from chalicelib.shared.errors import Forbidden, RuleViolation
from chalicelib.shared.owners import is_organisation

if TYPE_CHECKING:
    from chalicelib.cases.parts import Parts

NATURAL = frozenset({"natural_person"})
ORGANISATIONS = frozenset(
    {
        "legal_person",
        "enterprise",
        "institution",
        "social_organisation",
        "government_body",
        "individual_business",
        "other_organisation",
    }
)
ONLINE = frozenset({"miniprogram", "h5"})


def reach(parts: Parts, case: Case, by: Caller, scope: Scope) -> Authority | None:
    """Raise NotFound unless the caller may touch the case; by what they act for the owner, if they do.

    A draft is its owner's alone, of whom the owner authorised, and of the window that took it in.
    """
    if by.kind == "citizen" and by.id != case.owner:
        return _authorised(parts, case, by, scope)
    if scope is Scope.APPLY and took_in(parts, case, by):
        from chalicelib.cases.collecting import seats

        return seats.served(parts, case, by)
    handled = {"division": case.division_code, "department": case.department}
    by.require_reach("case_not_found", owner=case.owner, **(handled if case.seq and scope is Scope.VIEW else {}))
    return None


def at_window(parts: Parts, case: Case, by: Caller) -> bool:
    """Whether the caller works on it with the applicant, who is still there: a clerk of the window that took it in."""
    return filled_in_now(case) and took_in(parts, case, by) and not parts.people.closed(case.owner)


def took_in(parts: Parts, case: Case, by: Caller) -> bool:
    """Whether the caller's window took it in, whoever handles it: there the applicant is given what is written."""
    if by.kind != "staff" or case.collection is None:
        return False
    from chalicelib.cases.collecting import seats  # most cases come online

    return seats.Place(parts, by).took_in(case)


def asked(case: Case, by: Caller) -> bool:
    """Whether the caller was asked about the case (征求意见) and has not answered: they may read it, and answer."""
    if by.kind != "staff" or all(question["asked"] != by.id for question in case.consultations.values()):
        return False
    by.reach_checked = True
    return True


def _authorised(parts: Parts, case: Case, by: Caller, scope: Scope) -> Authority | None:
    authority = parts.representation.authority(by, case.owner, case.item_code, scope)
    by.require_reach("case_not_found", owner=by.id if authority else None)
    by.on_behalf_of = case.owner
    return authority


def applying(parts: Parts, by: Caller, terms: Terms, for_: str | None, *, guarded: bool = False) -> Authority | None:
    """By what the caller applies for another; None if they apply for themselves, and may.

    `for_` is an authorisation that they received, or an organisation that they may act for. `guarded`: should they be
    too young to apply alone, their guardian is present.
    """
    authority = parts.representation.acting(by, for_, terms.item_code) if for_ else None
    require_level_for(by, authority, terms)
    _require_kind(parts, terms, authority.principal_id if authority else by.id)
    if authority is None and not guarded:
        _require_of_age(parts, parts.people.applicant(by.id))
    return authority


def require_level_for(by: Caller, authority: Authority | None, what: Terms | Case) -> None:
    """Raise Forbidden if the caller is below the least level of an item or case, or was authorised by somebody who was.

    Staff stand for somebody whom they saw: no level is above that.
    """
    needed = what.least_assurance_level
    if by.kind != "staff":
        require_level(by, needed)
    if authority and authority.level < needed:
        raise Forbidden("authorisation_given_below_level", needed=needed, held=authority.level)


def applicant(parts: Parts, case: Case, authority: Authority | None, by: Caller | None = None) -> Applicant:
    """Who applies, and may: whoever is too young to apply by themselves has a guardian who does.

    At a window (`by` is staff) their guardian was there: without one no clerk may confirm who they are.
    """
    found = parts.people.applicant(case.owner)
    if authority is None and (by is None or by.kind != "staff"):
        _require_of_age(parts, found)
    return found


def agent(parts: Parts, case: Case, authority: Authority | None) -> Agent | None:
    """Who acts, as the owner's case keeps it."""
    if authority is None:
        return None
    salt = parts.people.salt_of(case.owner)
    sealed = parts.sealer.seal(salt, authority.name, agent_context(case.case_id))
    return Agent(authority.person_id, authority.kind, authority.authorisation_id, sealed)


def said(parts: Parts, case: Case, authority: Authority | None) -> dict[str, Any]:
    """What an act says of the authority that it was done by."""
    who = agent(parts, case, authority)
    return {"authority": who._asdict()} if who else {}


def noted(parts: Parts, case: Case, authority: Authority | None, expires_at: int | None = None) -> Writes:
    """Both who began the case for its owner and who acts now find it among theirs, and the window that took it in."""
    persons = {known.person_id for known in (case.agent, authority) if known}
    writes = [
        write
        for person_id in sorted(persons)
        for write in parts.cases.acted_for(case, person_id, expires_at=expires_at)
    ]
    if case.collection:
        writes += parts.handovers().taken_in(case, expires_at=expires_at)
    return tuple(writes)


def helper(by: Caller) -> str | None:
    """The number of the clerk who fills in or scans for an applicant (帮办); None where they do it themselves."""
    return by.id if by.kind == "staff" else None


def level(by: Caller) -> int:
    """The assurance level that the applicant stands at: staff saw them."""
    return SEEN if by.kind == "staff" else by.level


def agent_context(case_id: str) -> str:
    """Binds a sealed agent's name to its case."""
    return f"agent:{case_id}"


def _require_of_age(parts: Parts, who: Applicant) -> None:
    if who.natural and needs_guardian(born_on(who.number), parts.law.today()):
        raise RuleViolation("guardian_needed")


def require_channel(terms: Terms, channel: str) -> None:
    """An item is applied for where it is offered: not online if one must come, not at a kiosk that cannot do it.

    An item that names no channels leaves it open.
    """
    if channel in ONLINE and not terms.online:
        raise RuleViolation("item_not_online", name=terms.name)
    if terms.channels and channel not in terms.channels:
        raise RuleViolation("item_not_by_this_channel", name=terms.name)


def _require_kind(parts: Parts, terms: Terms, owner: str) -> None:
    organisation = is_organisation(owner)
    if not (ORGANISATIONS if organisation else NATURAL) & set(terms.applicant_types):
        code = "item_for_persons_only" if organisation else "item_for_organisations_only"
        raise RuleViolation(code, name=terms.name)
