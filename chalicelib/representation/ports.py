"""What representation needs from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from chalicelib.representation.records import Authorisation, Organisation


class BusinessOutcome(StrEnum):
    """What the business register says of a credit code and who is said to be its legal representative."""

    MATCH = "match"
    MISMATCH = "mismatch"
    NOT_FOUND = "not_found"
    REVOKED = "revoked"  # 吊销
    DEREGISTERED = "deregistered"  # 注销


class BusinessCheck(NamedTuple):
    """The register's answer, and the serial number of the enquiry. The name is given with a match alone."""

    outcome: BusinessOutcome
    serial_no: str
    organisation_name: str | None = None


class BusinessRegisterPort(Protocol):
    """法人库: is this person the legal representative (法定代表人) of that organisation today?"""

    def check(
        self, request_no: str, uscc: str, legal_representative_name: str, legal_representative_number: str
    ) -> BusinessCheck:
        """Numbers are as printed, 18 characters. Raises UpstreamUnavailable `business_register_unavailable`."""


class GuardianshipOutcome(StrEnum):
    """What the register says of guardian and ward."""

    MATCH = "match"
    MISMATCH = "mismatch"
    NOT_FOUND = "not_found"


class GuardianshipCheck(NamedTuple):
    """The register's answer, and the serial number of the enquiry."""

    outcome: GuardianshipOutcome
    serial_no: str


class GuardianshipPort(Protocol):
    """监护关系: is this person a guardian of that child?"""

    def check(
        self, request_no: str, guardian_name: str, guardian_number: str, ward_name: str, ward_number: str
    ) -> GuardianshipCheck:
        """Numbers are as printed, 18 characters. Raises UpstreamUnavailable `guardianship_register_unavailable`."""


class Known(NamedTuple):
    """A person whose name and number were confirmed.

    `left` tells when (RFC 3339, law time) which account last left them, `separated` those that never were theirs.
    """

    person_id: str
    salt: str
    name: str
    number: str
    left: Mapping[str, str] = {}
    separated: Mapping[str, str] = {}


class People(Protocol):
    """The identity domain, as far as representation needs it."""

    def known(self, person_id: str) -> Known | None:
        """The person; None while name and number are not confirmed, and once they had their account closed."""

    def separated(self, person_id: str) -> Mapping[str, str]:
        """`Known.separated` of anybody, also of those who had their account closed."""

    def parsed(self, number: str) -> str:
        """A resident number as people type it, as printed. Raises InvalidNumber."""

    def person_for(self, name: str, number: str, evidence: str) -> str:
        """The id of the person whom a confirmed number belongs to, made known to the city if nobody knew them."""


class Page(NamedTuple):
    """Part of a list, newest first; `next` is where it goes on."""

    entries: tuple[Any, ...]
    next: dict[str, str] | None


Writes = tuple[Any, ...]


class RepresentationStore(Protocol):
    """Organisations and authorisations as stored. Single reads are strongly consistent, lists are not."""

    def organisation(self, organisation_id: str) -> Organisation | None: ...

    def organisation_of_code(self, code_key: str) -> str | None:
        """The id of the organisation whose credit code has this keyed hash."""

    def claim_code(self, code_key: str, organisation_id: str) -> Writes:
        """Give a code to an organisation; somebody else's claim meanwhile means to decide anew."""

    def save_organisation(self, organisation: Organisation) -> Writes: ...

    def represented_by(self, person_id: str, limit: int, position: dict[str, str] | None) -> Page:
        """The organisations whose legal representative a person is."""

    def authorisation(self, authorisation_id: str) -> Authorisation | None: ...

    def save_authorisation(self, authorisation: Authorisation) -> Writes:
        """The authorisation, and what its grantee finds it by."""

    def granted(self, number_key: str, principal_id: str) -> Iterator[Authorisation]:
        """What a principal ever gave to the holder of a number."""

    def given_by(self, principal_id: str, limit: int, position: dict[str, str] | None) -> Page: ...

    def received_by(self, number_key: str, limit: int, position: dict[str, str] | None) -> Page: ...
