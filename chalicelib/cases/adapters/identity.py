"""Cases' view of the identity domain."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from chalicelib.cases.ports import Applicant
from chalicelib.shared.access import Caller, level_too_low
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

    def opened(self, reader: Caller, person_id: str, why: str, what: str, case_no: str | None) -> None:
        """Leave an access act on the reader's chain."""
        self._identity().opened(reader, person_id, why, what, case_no)
