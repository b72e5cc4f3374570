"""Cases' view of the identity domain."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from chalicelib.cases.ports import Applicant
from chalicelib.shared.access import Caller, level_too_low

if TYPE_CHECKING:
    from chalicelib.identity.service import IdentityService


class IdentityPeople:
    """`People` through identity's public door, which is opened when somebody comes: a public lookup needs nobody."""

    def __init__(self, identity: Callable[[], IdentityService]) -> None:
        self._identity = identity

    def applicant(self, person_id: str) -> Applicant:
        """The verified person. Raises Forbidden if name and number were never confirmed."""
        person = self._identity().person(person_id)
        if person.name is None or person.resident_id is None:
            raise level_too_low(2, person.level)
        return Applicant(person_id, person.salt, person.name, person.resident_id)

    def salt_of(self, person_id: str) -> str:
        """The salt of the person's key."""
        return self._identity().salt_of(person_id)

    def opened(self, reader: Caller, person_id: str, why: str, what: str, case_no: str | None) -> None:
        """Leave an access act on the reader's chain."""
        self._identity().opened(reader, person_id, why, what, case_no)
