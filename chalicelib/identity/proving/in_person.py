"""当面核验 (level 4): a clerk looks at the person and the certificate, the register at name and number.

居民身份证法 Art. 13: whoever has to prove who they are may do so with the identity card, and no office may refuse it.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from chalicelib.identity.acts import PERSON_VERIFIED
from chalicelib.identity.numbers import ResidentId
from chalicelib.identity.persons.belonging import Turn, holder, identified, joined
from chalicelib.identity.persons.listing import shown_accounts
from chalicelib.identity.persons.parts import Parts, account_of, openid_of
from chalicelib.identity.persons.records import NAME_SEAL, REASON_SEAL, Account, PersonRecord
from chalicelib.identity.ports import Match, PersonCheck, PopulationRegisterPort
from chalicelib.identity.proving.pending import pending_of, require_usable
from chalicelib.identity.proving.proofs import ConfirmationCode, Pending, PendingState, Presence
from chalicelib.identity.proving.verification import asked, parsed
from chalicelib.identity.rules import Level
from chalicelib.shared.access import Caller
from chalicelib.shared.ages import needs_guardian
from chalicelib.shared.change import Change, Once
from chalicelib.shared.clocks import rfc3339
from chalicelib.shared.errors import Fault, Invalid, NotFound, RuleViolation
from chalicelib.shared.ids import new_id

METHOD = "in_person"
GROUND = "居民身份证法第十三条"
DIGITS = 8
BY_STAFF = "confirmation code/staff"


class Presented(NamedTuple):
    """What a clerk has before them. `reason` says why somebody the register does not know is confirmed all the same."""

    name: str
    resident_id: str
    certificate: str
    confirmation_code: str | None = None
    reason: str | None = None
    guardian_present: bool = False


class InPerson:
    """Codes for citizens, and what clerks confirm."""

    def __init__(self, parts: Parts, register: PopulationRegisterPort) -> None:
        self._parts = parts
        self._register = register

    def begin(self, caller: Caller, once: Once | None) -> dict[str, Any]:
        """A code that the citizen shows at a window, good once and for minutes. Raises Throttled after a few."""

        @cache
        def few(account_id: str, minutes: int) -> None:
            """However often the change is decided. Many living codes would make a mistyped one somebody's."""
            at_most = self._parts.settings("limits").confirmation_codes_per_account
            self._parts.attempts.count("confirmation code", account_id, at_most, timedelta(minutes=minutes))

        def decide() -> Change:
            parts, account = self._parts, account_of(self._parts, caller)
            openid_of(parts, account)  # a kiosk's account is used by whoever has the card, and stays at level 2
            minutes = parts.settings("accounts").confirmation_code_minutes
            ends = parts.wall.now() + timedelta(minutes=minutes)
            pending = Pending(new_id(), METHOD, account.account_id, caller.session_id, ends)
            few(account.account_id, minutes)
            digits, code = self._fresh_code(pending.verification_id, ends)
            answer = {"verification_id": pending.verification_id, "method": METHOD, "status": "pending"}
            said = {"confirmation_code": digits, "expires_in": minutes * 60}
            return Change((parts.store.save_pending(pending), parts.store.save_code(code)), answer={**answer, **said})

        return self._parts.committer.commit(decide, once)

    def result(self, caller: Caller, verification_id: str) -> dict[str, Any]:
        """Whether a clerk confirmed it by now. Raises NotFound, RuleViolation `verification_expired`."""
        family = self._parts.store.family(caller.session_id)
        account = self._parts.store.account(family.holder) if family else None
        if account is None:
            raise NotFound("verification_not_found")
        pending = pending_of(self._parts, verification_id, caller, account)
        answer = {"verification_id": verification_id, "method": METHOD}
        if pending.state is PendingState.CONFIRMED:
            said = {"assurance_level": int(account.level), "refresh_required": caller.level < account.level}
            return {**answer, "status": "confirmed", **said}
        require_usable(self._parts, pending)
        return {**answer, "status": "pending"}

    def confirm(self, clerk: Caller, presented: Presented, once: Once | None) -> dict[str, Any]:
        """Find or make known the person at level 4; the account whose code was shown joins them.

        The answer's `verification_id` names their presence to this clerk, for `expires_in` seconds.

        Raises Invalid, RuleViolation `identity_not_confirmed`, `identity_cancelled`, `guardian_needed`,
        `confirmation_code_wrong`, `account_belongs_to_another`, Throttled, UpstreamUnavailable.
        """
        number = self._read(presented)
        verification_id, check, guess = new_id(), cache(self._checked), cache(self._guessed)

        def decide() -> Change:
            turn = Turn(self._parts, clerk)
            pending, account = None, None
            if presented.confirmation_code:
                guess(clerk.id, presented.confirmation_code)
                pending, account = self._shown(presented.confirmation_code)
            person = holder(turn, number, account, joins=account is not None)
            told = check(verification_id, presented, number)
            if told.outcome is Match.NOT_FOUND:
                self._require_name(person, presented.name)
            person = identified(self._parts, person, presented.name, number, Level.IN_PERSON)
            person = person._replace(seen_at=person.seen_at or rfc3339(self._parts.wall.now()))
            facts: dict[str, object] = {
                "verification_id": verification_id,
                "certificate": str(number.certificate),
                "evidence": told.serial_no,
            }
            return self._confirmed(turn, person, (pending, account), presented, facts)

        return self._parts.committer.commit(decide, once)

    def _confirmed(
        self,
        turn: Turn,
        person: PersonRecord,
        shown: tuple[Pending | None, Account | None],
        presented: Presented,
        facts: dict[str, object],
    ) -> Change:
        (pending, account), store = shown, self._parts.store
        if pending and account:
            person, account = joined(self._parts, person, account, Level.IN_PERSON)
            turn.write(store.save_account(account), store.save_pending(pending._replace(state=PendingState.CONFIRMED)))
        changes: dict[str, object] = {
            **facts,
            "method": METHOD,
            "assurance_level": int(Level.IN_PERSON),
            "name": person.name,
            "resident_id": person.resident_id,
            "reason_sealed": self._reason(person, presented),
            "guardian_present": presented.guardian_present,
            "account_id": account.account_id if account else None,
        }
        person = turn.act(person, PERSON_VERIFIED, changes, GROUND)
        minutes = self._parts.settings("accounts").presence_minutes
        presence = self._presence(turn.by, str(facts["verification_id"]), person, presented, minutes)
        turn.write(store.save_person(person), store.add_presence(presence))
        return turn.change(
            {
                "verification_id": presence.verification_id,
                "expires_in": minutes * 60,
                "person_id": person.person_id,
                "assurance_level": int(Level.IN_PERSON),
                "account_id": account.account_id if account else None,
                "accounts": shown_accounts(self._parts, person, account),
            }
        )

    def _presence(
        self, clerk: Caller, verification_id: str, person: PersonRecord, presented: Presented, minutes: int
    ) -> Presence:
        now = self._parts.wall.now()
        ends, there = now + timedelta(minutes=minutes), presented.guardian_present
        return Presence(verification_id, person.person_id, clerk.id, there, rfc3339(now), ends)

    def _read(self, presented: Presented) -> ResidentId:
        number = parsed(presented.resident_id, self._parts)
        if str(number.certificate) != presented.certificate:
            raise Invalid("body_invalid", faults=[Fault("/certificate", "certificate_of_another_kind")])
        if needs_guardian(number.birth_on, self._parts.law.today()) and not presented.guardian_present:
            raise RuleViolation("guardian_needed")
        return number

    def _checked(self, verification_id: str, presented: Presented, number: ResidentId) -> PersonCheck:
        """A mismatch and a death are never overruled; somebody whom the register does not know yet may be."""
        check = asked(self._register, verification_id, presented.name, number)
        if check.outcome is Match.DECEASED:
            raise RuleViolation("identity_cancelled")
        if check.outcome is Match.MISMATCH or (check.outcome is Match.NOT_FOUND and not presented.reason):
            raise RuleViolation("identity_not_confirmed_at_window")
        return check

    def _require_name(self, person: PersonRecord, name: str) -> None:
        """Only the register gives somebody whom we know another name."""
        if person.name and self._parts.sealer.open(person.salt, person.name, NAME_SEAL) != name:
            raise RuleViolation("identity_not_confirmed_at_window")

    def _guessed(self, staff_no: str, digits: str) -> None:
        """Only codes that stand for nothing count."""
        limits = self._parts.settings("limits")
        window = timedelta(seconds=limits.verification_window_seconds)
        counted = self._parts.attempts.count(BY_STAFF, staff_no, limits.verifications_per_source, window)
        if self._parts.store.code(self._key(digits)):
            self._parts.attempts.take_back(counted)

    def _shown(self, digits: str) -> tuple[Pending, Account]:
        """What the code stands for. Raises RuleViolation."""
        code = self._parts.store.code(self._key(digits))
        pending = self._parts.store.pending(code.verification_id) if code else None
        account = self._parts.store.account(pending.account_id) if pending else None
        if pending is None or account is None:
            raise RuleViolation("confirmation_code_wrong")
        require_usable(self._parts, pending)
        return pending, account

    def _fresh_code(self, verification_id: str, ends: datetime) -> tuple[str, ConfirmationCode]:
        """A code that stands for nobody else's verification now."""
        while True:
            digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
            known = self._parts.store.code(self._key(digits))
            if known is None or known.expires_at <= self._parts.wall.now():
                version = known.version if known else None
                return digits, ConfirmationCode(self._key(digits), verification_id, ends, version)

    def _key(self, digits: str) -> str:
        return self._parts.secret.keyed_hash("confirmation code", digits)

    def _reason(self, person: PersonRecord, presented: Presented) -> str | None:
        return self._parts.sealer.seal(person.salt, presented.reason, REASON_SEAL) if presented.reason else None
