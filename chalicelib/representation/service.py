"""The public door of representation: who may act for whom. Other domains use nothing else of it.

Units are strongly consistent reads of items under 4 KB: `authority` costs 3 for a person's agent (the caller, what this
principal gave them, and whether the principal's account is closed), 4 for an organisation's (the organisation, and
whether whoever gave it was themselves), 2 for its legal representative.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from chalicelib.representation import rules
from chalicelib.representation.organisations import represented, vouched
from chalicelib.representation.parts import Parts, holder_key, number_key, principal_of
from chalicelib.representation.ports import Known
from chalicelib.representation.records import Authorisation, Principal
from chalicelib.representation.rules import HIGHEST_ASSURANCE_LEVEL, Kind, Scope, State, gives, own_hand, standing
from chalicelib.representation.shapes import shown_name
from chalicelib.shared.access import Caller
from chalicelib.shared.errors import Forbidden, NotFound, RuleViolation
from chalicelib.shared.owners import is_organisation

__all__ = ["Authority", "Kind", "Principal", "RepresentationService", "Scope"]


class Authority(NamedTuple):
    """Why `person_id` may act for `principal_id`. A legal representative needs no authorisation.

    `level` is the highest least level of an item that it reaches.
    """

    principal_id: str
    person_id: str
    name: str
    kind: Kind
    authorisation_id: str | None
    level: int


class RepresentationService:
    """Tells who may act for whom, and who an organisation is."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def authority(self, caller: Caller, principal_id: str, item_code: str | None, scope: Scope) -> Authority | None:
        """The caller's authority for that item (None: for every item) as of this moment, if there is one."""
        me = self._known(caller)
        if me is None:
            return None
        if self._represents(caller, me, principal_id):
            return Authority(
                principal_id, me.person_id, me.name, Kind.LEGAL_REPRESENTATIVE, None, HIGHEST_ASSURANCE_LEVEL
            )
        given = self._parts.store.granted(number_key(self._parts.secret, me.number), principal_id)
        fitting = [one for one in given if self._names(one, me) and gives(one.grant, scope, item_code, self._today())]
        highest_first = sorted(fitting, key=lambda one: one.level, reverse=True)
        return next((_by(one, me) for one in highest_first if _own(one, self._separated(one))), None)

    def acting(self, caller: Caller, for_: str, item_code: str) -> Authority:
        """What lets the caller apply for that item: the organisation or the authorisation that they name.

        Raises NotFound, RuleViolation if it has ended or never was the principal's, Forbidden if it does not go so far
        or a legal representative comes by an account that did not join the organisation.
        """
        if is_organisation(for_):
            return self._of_organisation(caller, for_, item_code, Scope.APPLY)
        me, found = self._known(caller), self._parts.store.authorisation(for_)
        if me is None or found is None or not self._names(found, me):
            raise NotFound("authorisation_not_found")
        if standing(found.state, found.ends_on, self._today()) != State.ACTIVE:
            raise RuleViolation("authorisation_already_ended")
        if not gives(found.grant, Scope.APPLY, item_code, self._today()):
            raise Forbidden("authorisation_does_not_cover")
        if (separated := self._separated(found)) is None:
            raise NotFound("principal_not_found")
        if not _own(found, separated):
            raise RuleViolation("authorisation_void")
        return _by(found, me)

    def require_overview(self, caller: Caller, organisation_id: str) -> None:
        """Raise NotFound unless the caller may see all that is the organisation's; Forbidden as `acting` does."""
        if not is_organisation(organisation_id):
            raise NotFound("organisation_not_found")
        self._of_organisation(caller, organisation_id, None, Scope.VIEW)

    def principal(self, principal_id: str) -> Principal:
        """Whoever is acted for, in clear text. Raises NotFound."""
        return principal_of(self._parts, principal_id)

    def representative_of(self, organisation_id: str) -> str | None:
        """The person who is an organisation's legal representative, if the register confirmed one that still is."""
        organisation = self._parts.store.organisation(organisation_id)
        return organisation.representative if organisation else None

    def shown_name(self, principal_id: str) -> str:
        """What others may see of a principal's name. Raises NotFound."""
        return shown_name(principal_of(self._parts, principal_id))

    def _known(self, caller: Caller) -> Known | None:
        if caller.kind != "citizen" or caller.level < rules.LEAST_ASSURANCE_LEVEL:
            return None
        return self._parts.people.known(caller.id)

    def _of_organisation(self, caller: Caller, of: str, item_code: str | None, scope: Scope) -> Authority:
        if authority := self.authority(caller, of, item_code, scope):
            return authority
        if me := self._known(caller):
            represented(self._parts, caller, me, of)
        raise NotFound("organisation_not_found")

    def _represents(self, caller: Caller, me: Known, principal_id: str) -> bool:
        organisation = self._parts.store.organisation(principal_id) if is_organisation(principal_id) else None
        if organisation is None or organisation.representative != me.person_id:
            return False
        return vouched(organisation, caller, me)

    def _separated(self, found: Authorisation) -> Mapping[str, str] | None:
        """Which accounts never were those of whoever gave it; None if its principal is not served any more.

        What is kept of somebody whose account is closed is used for nothing else (个人信息保护法 Art. 47).
        """
        if is_organisation(found.principal):
            return self._parts.people.separated(found.given_by)
        known = self._parts.people.known(found.principal)
        return known.separated if known else None

    def _names(self, found: Authorisation, me: Known) -> bool:
        return found.holder_key == holder_key(self._parts.secret, me.number, me.name)

    def _today(self) -> date:
        return self._parts.law.today()


def _by(found: Authorisation, me: Known) -> Authority:
    return Authority(found.principal, me.person_id, me.name, found.kind, found.authorisation_id, found.level)


def _own(found: Authorisation, separated: Mapping[str, str] | None) -> bool:
    """Whether it was given by the principal, not by somebody whose account was taken for theirs."""
    return separated is not None and own_hand(found.given_at, separated.get(found.given_account))
