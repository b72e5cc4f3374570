"""实名认证 by name and number (level 2): the population register decides; the account then acts for that person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from chalicelib.identity.acts import PERSON_VERIFIED
from chalicelib.identity.numbers import InvalidNumber, ResidentId, parse_resident_id
from chalicelib.identity.ports import IdentityStore, Match, PopulationRegisterPort
from chalicelib.identity.records import NAME_SEAL, NUMBER_SEAL, Account, PersonRecord
from chalicelib.identity.rules import Level
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Recorder
from chalicelib.shared.change import Change, Committer, Once
from chalicelib.shared.errors import Fault, Invalid, RuleViolation, Unauthenticated
from chalicelib.shared.ids import new_id
from chalicelib.shared.logging import logger
from chalicelib.shared.sealing import CitySecret, Sealer

METHOD = "name_number"

REFUSALS = {
    Match.MISMATCH: "identity_not_confirmed",
    Match.NOT_FOUND: "identity_not_confirmed",  # one answer for both: nobody may find out which numbers exist
    Match.DECEASED: "identity_cancelled",
}


class Verifications:
    """Proves who an account's user is."""

    def __init__(
        self,
        store: IdentityStore,
        committer: Committer,
        recorder: Recorder,
        register: PopulationRegisterPort,
        secret: CitySecret,
        sealer: Sealer,
        today: Callable[[], date],
    ) -> None:
        self._store = store
        self._committer = committer
        self._recorder = recorder
        self._register = register
        self._secret = secret
        self._sealer = sealer
        self._today = today

    def verify(self, caller: Caller, name: str, resident_id: str, once: Once | None) -> dict[str, Any]:
        """Check name and number; on a match the caller's account joins the person whom the number belongs to.

        Raises Invalid for a number that was never issued, RuleViolation if the register does not confirm it or
        the account already belongs to another person, UpstreamUnavailable if the register does not answer.
        """
        number = _parsed(resident_id, self._today())
        number_hash = self._secret.keyed_hash("certificate number", f"{number.certificate}:{number.number}")

        @cache
        def confirmed() -> dict[str, object]:
            """The register is asked once, however often the change is decided."""
            return self._confirmed(name, number)

        def decide() -> Change:
            account = self._account_of(caller)
            person, claim = self._person_to_join(account, number_hash)
            facts = confirmed()
            return self._joined(caller, account, self._with_identity(person, name, number), claim, facts)

        return self._committer.commit(decide, once)

    def _confirmed(self, name: str, number: ResidentId) -> dict[str, object]:
        verification_id = new_id()
        check = self._register.check(verification_id, name, number)
        logger.info("person check", extra={"verification_id": verification_id, "outcome": check.outcome})
        if refusal := REFUSALS.get(check.outcome):
            raise RuleViolation(refusal)
        return {
            "verification_id": verification_id,
            "method": METHOD,
            "certificate": str(number.certificate),
            "evidence": check.serial_no,
        }

    def _joined(
        self, caller: Caller, account: Account, person: PersonRecord, claim: tuple[Any, ...], facts: dict[str, object]
    ) -> Change:
        account = account._replace(person_id=person.person_id, level=max(account.level, Level.NAME_NUMBER))
        changes = {
            **facts,
            "assurance_level": int(account.level),
            "account_id": account.account_id,
            "name": person.name,
            "resident_id": person.resident_id,
        }
        act = self._recorder.next(person.chain, PERSON_VERIFIED, caller, changes)
        person = person._replace(chain=act.chain)
        writes = (self._store.save_account(account), self._store.save_person(person), *claim)
        return Change(writes, (act,), _answer(facts, account))

    def _account_of(self, caller: Caller) -> Account:
        family = self._store.family(caller.session_id)
        account = self._store.account(family.holder) if family else None
        if account is None:
            raise Unauthenticated("session_ended")
        return account

    def _person_to_join(self, account: Account, number_hash: str) -> tuple[PersonRecord, tuple[Any, ...]]:
        """The holder of the number; else the account's own person, with the write that claims the number for it."""
        holder = self._store.holder_of_number(number_hash)
        own = self._person(account.person_id)
        if holder == own.person_id:
            return own, ()
        if own.resident_id is not None:
            raise RuleViolation("account_belongs_to_another")
        if holder is not None:
            return self._person(holder), ()
        return own, (self._store.claim_number(number_hash, own.person_id),)

    def _person(self, person_id: str) -> PersonRecord:
        person = self._store.person(person_id)
        if person is None:
            raise LookupError(f"person {person_id} is referred to but absent")
        return person

    def _with_identity(self, person: PersonRecord, name: str, number: ResidentId) -> PersonRecord:
        return person._replace(
            level=max(person.level, Level.NAME_NUMBER),
            name=self._sealer.seal(person.salt, name, NAME_SEAL),
            resident_id=self._sealer.seal(person.salt, number.number, NUMBER_SEAL),
        )


def _parsed(text: str, today: date) -> ResidentId:
    try:
        return parse_resident_id(text, today)
    except InvalidNumber as refused:
        raise Invalid("body_invalid", faults=[Fault("/resident_id", f"resident_id_{refused.reason}")]) from refused


def _answer(facts: dict[str, object], account: Account) -> dict[str, Any]:
    return {
        "verification_id": facts["verification_id"],
        "method": METHOD,
        "status": "confirmed",
        "assurance_level": int(account.level),
        "refresh_required": True,
    }
