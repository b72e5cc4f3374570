"""The public door of identity: who is calling, and who a person is. Other domains use nothing else of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from chalicelib.identity import rules
from chalicelib.identity.persons.records import NAME_SEAL, NUMBER_SEAL, PHONE_SEAL, PersonRecord, PersonState
from chalicelib.identity.tokens.access_tokens import TokenRefused, Verifier
from chalicelib.identity.tokens.keys import KeyRing
from chalicelib.shared.access import Caller
from chalicelib.shared.errors import NotFound, Unauthenticated
from chalicelib.shared.logging import logger
from chalicelib.shared.masking import masked_name, masked_number
from chalicelib.shared.sealing import Sealer

if TYPE_CHECKING:
    from chalicelib.identity.access_log.recording import AccessLog
    from chalicelib.identity.persons.profile import Profile
    from chalicelib.identity.ports import PersonStore, PresenceStore
    from chalicelib.identity.proving.proofs import Presence
    from chalicelib.shared.clocks import Clock


class Person(NamedTuple):
    """A person in clear text, for the use case that needs it. `name` and `resident_id` are None until verified.

    `left` tells when (RFC 3339, law time) which account last left them, `separated` those that never were theirs.
    Of somebody `closed` only what the law wants kept is kept, and used for nothing else (个人信息保护法 Art. 47).
    """

    person_id: str
    salt: str
    name: str | None
    resident_id: str | None
    level: int
    closed: bool = False
    left: Mapping[str, str] = {}
    separated: Mapping[str, str] = {}


class IdentityService:
    """Authenticates callers and tells who persons are."""

    def __init__(
        self,
        verifier: Verifier,
        ring: KeyRing,
        persons: Callable[[], PersonStore],
        sealer: Sealer,
        access_log: Callable[[], AccessLog],
        presences: Callable[[], PresenceStore],
        clock: Clock,
    ) -> None:
        """What is given by a function is given when it is needed: most requests are let in and no more."""
        self._verifier = verifier
        self._ring = ring
        self._persons = persons
        self._sealer = sealer
        self._access_log = access_log
        self._presences = presences
        self._clock = clock

    def authenticate(self, token: str) -> Caller:
        """Whom an access token speaks for. Raises Unauthenticated; only the log learns why."""
        try:
            return self._verifier.verify(token).caller()
        except TokenRefused as refused:
            logger.info("token refused", extra={"reason": str(refused)})
            raise Unauthenticated("token_invalid") from refused

    def person(self, person_id: str) -> Person:
        """The person in clear text. Raises NotFound."""
        record = self._record(person_id)
        name = self._opened(record, record.name, NAME_SEAL)
        resident_id = self._opened(record, record.resident_id, NUMBER_SEAL)
        closed = record.state is PersonState.CLOSED
        left = {one.account_id: one.at for one in sorted(record.partings, key=lambda one: one.at)}
        level, separated = int(record.level), _separated(record)
        return Person(person_id, record.salt, name, resident_id, level, closed, left, separated)

    def separated(self, person_id: str) -> Mapping[str, str]:
        """Which accounts turned out never to be the person's, and when; also of those who are erased: one read."""
        record = self._persons().person(person_id)
        return _separated(record) if record else {}

    def salt_of(self, person_id: str) -> str:
        """The salt under which everything about this person is sealed. Raises NotFound."""
        return self._record(person_id).salt

    def opened(self, reader: Caller, person_id: str, why: str, what: str, case_no: str | None = None) -> None:
        """Record, before it is shown, that staff opened a person's data: `what`, and `why` (a case, a reason).

        Both are a kind that `identity/access_log/openings.py` has words for, or `<kind>:<id>`; the person reads them.
        `case_no` is the number by which the person knows the case.
        """
        self._access_log().opened(reader, person_id, why, what, case_no)

    def profile(self, person_id: str, account_id: str | None = None) -> Profile:
        """What may be filled in for the person, by the use case that does so for themselves; `account_id` is theirs.

        Raises NotFound, also for whoever was closed.
        """
        from chalicelib.identity.persons.profile import profile_of

        return profile_of(self._persons(), self._sealer, person_id, account_id)

    def present(self, clerk: Caller, verification_id: str) -> str:
        """The id of whom this clerk has before them. Raises as `presence` does."""
        return self.presence(clerk, verification_id).person_id

    def presence(self, clerk: Caller, verification_id: str) -> Presence:
        """Whom this clerk confirmed in person a while ago (level 4), and whether their guardian was there.

        Raises NotFound `presence_not_found` for what is unknown, a colleague's, or of somebody who was closed since;
        RuleViolation `presence_expired`.
        """
        from chalicelib.identity.proving.presence import presence_before

        return presence_before(self._presences(), self._persons(), self._clock, clerk, verification_id)

    def me(self, caller: Caller) -> dict[str, Any]:
        """A citizen about themselves, masked: as the account stands now, which may be more than the token knows.

        Raises Unauthenticated if the account was closed.
        """
        account = self._persons().account(caller.account_id)
        if account is None:
            raise Unauthenticated("session_ended")
        record, person = self._record(account.person_id), self.person(account.person_id)
        phone = self._sealer.open(account.salt, account.phone, PHONE_SEAL) if account.phone else None
        same = caller.id == person.person_id
        return {
            "kind": "citizen",
            "person_id": person.person_id,
            "assurance_level": max(account.level, caller.level) if same else int(account.level),
            "refresh_required": not same or caller.level < account.level,
            "phone": rules.masked_phone(phone) if phone else None,
            "closes_on": str(record.due_on) if record.due_on else None,
            "name": masked_name(person.name) if person.name else None,
            "resident_id": masked_number(person.resident_id) if person.resident_id else None,
        }

    def public_keys(self) -> list[dict[str, str]]:
        """The keys that verify our tokens, as RFC 7517 has them."""
        return [key.jwk() for key in self._ring.published()]

    def _record(self, person_id: str) -> PersonRecord:
        record = self._persons().person(person_id)
        if record is None or record.state is PersonState.ERASED:
            raise NotFound("person_not_found")
        return record

    def _opened(self, record: PersonRecord, sealed: str | None, context: str) -> str | None:
        return self._sealer.open(record.salt, sealed, context) if sealed else None


def _separated(record: PersonRecord) -> dict[str, str]:
    return {one.account_id: one.at for one in record.partings if one.anothers}
