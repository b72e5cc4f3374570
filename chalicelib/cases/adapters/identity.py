"""Cases' view of the identity domain."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from chalicelib.cases.ports import Applicant
from chalicelib.shared.access import Caller, level_too_low
from chalicelib.shared.errors import NotFound
from chalicelib.shared.owners import is_organisation

if TYPE_CHECKING:
    from chalicelib.identity.service import IdentityService
    from chalicelib.representation.service import RepresentationService


class IdentityPresence:
    """`Presence` through identity's public door."""

    def __init__(self, identity: Callable[[], IdentityService]) -> None:
        self._identity = identity

    def person(self, by: Caller, verification_id: str) -> str:
        """Whom the caller confirmed in person."""
        return self._identity().present(by, verification_id)


class IdentityPeople:
    """`People` through identity's public door, which is opened when somebody comes: a public lookup needs nobody.

    Organisations are behind representation's.
    """

    def __init__(
        self, identity: Callable[[], IdentityService], representation: Callable[[], RepresentationService]
    ) -> None:
        self._identity = identity
        self._representation = representation

    def applicant(self, owner: str) -> Applicant:
        """The organisation, or the verified person. Raises Forbidden if name and number were never confirmed."""
        if is_organisation(owner):
            return Applicant(*self._representation().principal(owner), natural=False)
        person = self._identity().person(owner)
        if person.name is None or person.resident_id is None:
            raise level_too_low(2, person.level)
        return Applicant(owner, person.salt, person.name, person.resident_id)

    def salt_of(self, owner: str) -> str:
        """The salt of the owner's key."""
        if is_organisation(owner):
            return self._representation().principal(owner).salt
        return self._identity().salt_of(owner)

    def closed(self, owner: str) -> bool:
        """Whether the person had everything closed, or is erased; organisations are deregistered elsewhere."""
        try:
            return not is_organisation(owner) and self._identity().person(owner).closed
        except NotFound:
            return True

    def profile(self, by: Caller, owner: str) -> dict[str, str | None]:
        """What the city has confirmed of an owner; a phone is an account's, and known to whoever comes by it."""
        if is_organisation(owner):
            return self._of_organisation(owner)
        known = self._identity().profile(owner, by.account_id if by.id == owner else None)
        return {
            "applicant.name": known.name,
            "applicant.resident_id": known.resident_id,
            "applicant.sex": str(known.sex) if known.sex else None,
            "applicant.birth_date": known.birth_on.isoformat() if known.birth_on else None,
            "applicant.phone": known.phone,
        }

    def _of_organisation(self, owner: str) -> dict[str, str | None]:
        principal = self._representation().principal(owner)
        representative = self._representation().representative_of(owner)
        return {
            "applicant.organisation_name": principal.name,
            "applicant.uscc": principal.number,
            "applicant.legal_representative": self._identity().person(representative).name if representative else None,
        }

    def opened(self, reader: Caller, person_id: str, why: str, what: str, case_no: str | None) -> None:
        """Leave an access act on the reader's chain."""
        self._identity().opened(reader, person_id, why, what, case_no)
