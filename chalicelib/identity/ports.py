"""What identity needs from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from chalicelib.identity.access_log.openings import Opening, Reader
    from chalicelib.identity.access_log.spans import Span
    from chalicelib.identity.numbers import ResidentId
    from chalicelib.identity.persons.records import Account, PersonRecord
    from chalicelib.identity.proving.proofs import ConfirmationCode, Kiosk, Pending, Presence
    from chalicelib.identity.rules import Family
    from chalicelib.staff.service import Member


class PersonStore(Protocol):
    """Where accounts and persons are. Readers return None for what is absent; the rest make writes for a change."""

    def account(self, account_id: str) -> Account | None: ...

    def save_account(self, account: Account) -> Any: ...

    def delete_account(self, account: Account) -> Any: ...

    def person(self, person_id: str) -> PersonRecord | None: ...

    def save_person(self, person: PersonRecord) -> Any: ...


class SessionStore(PersonStore, Protocol):
    """Where sessions are, beside those who hold them."""

    def family(self, session_id: str) -> Family | None: ...

    def families_of(self, kind: Literal["citizen", "staff"], holder: str) -> Sequence[Family]:
        """The sessions of an account or of staff as an index has them, newest first."""

    def save_family(self, family: Family) -> Any: ...

    def end_family(self, family: Family) -> Any: ...


class PresenceStore(Protocol):
    """Where it is kept who stood before which clerk."""

    def presence(self, verification_id: str) -> Presence | None: ...

    def add_presence(self, presence: Presence) -> Any: ...


class IdentityStore(SessionStore, PresenceStore, Protocol):
    """Where all of identity's items are."""

    def holder_of_number(self, number_hash: str) -> str | None:
        """The id of the person whom a certificate number belongs to."""

    def claim_number(self, number_hash: str, person_id: str) -> Any:
        """The write that gives a number to a person; somebody else's claim meanwhile means to decide anew."""

    def release_number(self, number_hash: str) -> Any:
        """The write that takes a number back; it goes with the save of the person whose it was."""

    def pending(self, verification_id: str) -> Pending | None: ...

    def save_pending(self, pending: Pending) -> Any: ...

    def kiosk(self, kiosk_no: str) -> Kiosk | None: ...

    def save_kiosk(self, kiosk: Kiosk) -> Any: ...

    def code(self, key: str) -> ConfirmationCode | None: ...

    def save_code(self, code: ConfirmationCode) -> Any: ...

    def due(self, until: date) -> Iterable[str]:
        """The ids of the persons on whom something was due by then, the oldest first."""

    def put_due(self, on: date, person_id: str) -> Any: ...

    def drop_due(self, on: date, person_id: str) -> Any: ...


class AccessStore(Protocol):
    """Who opened whose data. `wanted` is how many openings at most, the newest first."""

    def reader(self, name: str) -> Reader | None: ...

    def save_reader(self, reader: Reader) -> Any: ...

    def add_opening(self, opening: Opening) -> Any: ...

    def openings_of(self, person_id: str, span: Span, wanted: int, reader: str | None = None) -> Iterator[Opening]:
        """Those of a person's data, by anybody or by one reader."""

    def openings_by(self, reader: str, month: str, span: Span, wanted: int) -> Iterator[Opening]:
        """Those by a reader in a civil month (`2026-11`)."""


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


class PhoneNumber(NamedTuple):
    """A phone number that WeChat has checked: `86`, `13800000000`. Never in a log."""

    country_code: str
    number: str


class PhonePort(Protocol):
    """手机号: the number that the citizen lets the mini-program have."""

    def number(self, code: str, openid: str | None) -> PhoneNumber:
        """Exchange the one-time code of `getPhoneNumber`; with `openid` it must be that user's.

        Raises RuleViolation `wechat_phone_code_invalid` (unknown, expired, used, another user's), Throttled,
        UpstreamUnavailable.
        """


class FaceAttempt(NamedTuple):
    """What the mini-program needs to begin; good for `expires_in` seconds by WeChat's reckoning."""

    verify_id: str
    expires_in: int


class FaceReason(StrEnum):
    """How an attempt ended."""

    PASSED = "passed"
    NOT_THE_SAME = "not_the_same"  # the face is another's
    DATA_MISMATCH = "data_mismatch"  # name and number do not belong together
    UNCLEAR = "unclear"  # no face could be made out
    CANCELLED = "cancelled"
    NO_PERMISSION = "no_permission"  # camera or microphone
    UNSUPPORTED = "unsupported"  # the phone cannot
    NETWORK = "network"
    TIMED_OUT = "timed_out"
    FAILED = "failed"  # on WeChat's side
    UNKNOWN = "unknown"  # nothing that WeChat has told us of


class FaceOutcome(NamedTuple):
    """`passed` if and only if the authority's side says so; `reason` is for the citizen's next step."""

    passed: bool
    reason: FaceReason


class FacePort(Protocol):
    """人脸核身 by the government interface: WeChat compares the face with the authority's picture."""

    def begin(self, request_no: str, name: str, number: ResidentId, openid: str) -> FaceAttempt:
        """Raises RuleViolation `face_needs_resident_id` (any other certificate), Throttled, UpstreamUnavailable."""

    def outcome(self, verify_id: str, request_no: str, name: str, number: ResidentId, openid: str) -> FaceOutcome:
        """Ask WeChat's server how it ended: nothing that the phone says counts. All but `verify_id` as at `begin`.

        Raises Throttled, UpstreamUnavailable.
        """


class Standing(Protocol):
    """What the city still has to do or to keep for somebody."""

    @property
    def open_cases(self) -> int:
        """Applications that are not concluded."""

    @property
    def keep_until(self) -> date | None:
        """The last day on which records of this person must be kept; None: there are none."""


class Records(Protocol):
    """What other domains hold of a person."""

    def standing(self, person_id: str) -> Standing: ...
