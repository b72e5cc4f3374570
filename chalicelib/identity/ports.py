"""What identity needs from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from chalicelib.identity.keys import SigningKey
    from chalicelib.identity.numbers import ResidentId
    from chalicelib.identity.records import Account, PersonRecord, Reader
    from chalicelib.identity.rules import Family
    from chalicelib.staff.service import Member


class IdentityStore(Protocol):
    """Where identity's items are. Readers return None for what is absent; the rest make writes for a change."""

    def account(self, account_id: str) -> Account | None: ...

    def save_account(self, account: Account) -> Any: ...

    def person(self, person_id: str) -> PersonRecord | None: ...

    def save_person(self, person: PersonRecord) -> Any: ...

    def holder_of_number(self, number_hash: str) -> str | None:
        """The id of the person whom a certificate number belongs to."""

    def claim_number(self, number_hash: str, person_id: str) -> Any:
        """The write that gives a number to a person; somebody else's claim meanwhile means to decide anew."""

    def reader(self, name: str) -> Reader | None: ...

    def save_reader(self, reader: Reader) -> Any: ...

    def family(self, session_id: str) -> Family | None: ...

    def save_family(self, family: Family) -> Any: ...

    def end_family(self, family: Family) -> Any: ...

    def signing_keys(self) -> Sequence[SigningKey]: ...

    def add_signing_key(self, key: SigningKey) -> Any: ...


class StaffDirectory(Protocol):
    """工作人员 as the directory of staff has them."""

    def member(self, staff_no: str) -> Member | None:
        """Whoever works under that number today; None for a leaver."""

    def checked(self, staff_no: str, password: str, totp_code: str | None = None) -> Member | None:
        """The member whom number, password and one-time code prove, or None."""


class WeChatIdentity(NamedTuple):
    """Who logged in, as WeChat says. Neither value may reach a client or a log."""

    openid: str
    session_key: str


class WeChatPort(Protocol):
    """小程序登录."""

    def exchange(self, code: str) -> WeChatIdentity:
        """Exchange the one-time code of `wx.login`.

        Raises Unauthenticated (code unknown, expired, used), Forbidden (WeChat blocks the user), Throttled,
        UpstreamUnavailable.
        """


class Match(StrEnum):
    """What the population register says of a name and number."""

    MATCH = "match"
    MISMATCH = "mismatch"
    DECEASED = "deceased"
    NOT_FOUND = "not_found"


class PersonCheck(NamedTuple):
    """The register's answer, with the serial number under which it keeps the enquiry."""

    outcome: Match
    serial_no: str


class PopulationRegisterPort(Protocol):
    """人口库: name and certificate number against the authority's record."""

    def check(self, request_no: str, name: str, number: ResidentId) -> PersonCheck:
        """Raises UpstreamUnavailable."""
