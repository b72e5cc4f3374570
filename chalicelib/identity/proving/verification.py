"""实名认证 by name and number (level 2): the population register decides; the account then acts for that person."""

from __future__ import annotations

from functools import cache
from typing import Any

from chalicelib.identity.acts import PERSON_VERIFIED
from chalicelib.identity.numbers import InvalidNumber, ResidentId, parse_resident_id
from chalicelib.identity.persons.belonging import Turn, holder, identified, joined, number_key
from chalicelib.identity.persons.parts import Parts, account_of
from chalicelib.identity.ports import Match, PersonCheck, PopulationRegisterPort
from chalicelib.identity.proving.tries import Tries
from chalicelib.identity.rules import Level
from chalicelib.shared.access import Caller
from chalicelib.shared.ages import needs_guardian
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import Fault, Invalid, RuleViolation
from chalicelib.shared.ids import new_id
from chalicelib.shared.logging import logger

METHOD = "name_number"

REFUSALS = {
    Match.MISMATCH: "identity_not_confirmed",
    Match.NOT_FOUND: "identity_not_confirmed",  # one answer for both: nobody may find out which numbers exist
    Match.DECEASED: "identity_cancelled",
}


class Verifications:
    """Proves who an account's user is."""

    def __init__(self, parts: Parts, register: PopulationRegisterPort) -> None:
        self._parts = parts
        self._register = register

    def verify(
        self, caller: Caller, name: str, resident_id: str, once: Once | None, source: str = ""
    ) -> dict[str, Any]:
        """Check name and number; on a match the caller's account joins the person whom the number belongs to.

        Raises Invalid for a number that was never issued, RuleViolation if the register does not confirm it, the
        account already belongs to another person or a guardian has to act, Throttled after too many tries,
        UpstreamUnavailable if the register does not answer.
        """
        parts, number = self._parts, of_age(self._parts, resident_id)

        @cache
        def confirmed(account_id: str) -> dict[str, object]:
            """The register is asked once, however often the change is decided."""
            with Tries(parts, account_id, number_key(parts.secret, number), source) as tries:
                facts = self._confirmed(name, number)
                tries.give_back()
                return facts

        def decide() -> Change:
            turn, account = Turn(parts, caller), account_of(parts, caller)
            person = holder(turn, number, account)
            facts = confirmed(account.account_id)
            person = identified(parts, person, name, number, Level.NAME_NUMBER)
            person, account = joined(parts, person, account, Level.NAME_NUMBER)
            said = {"assurance_level": int(account.level), "account_id": account.account_id}
            sealed = {"name": person.name, "resident_id": person.resident_id}
            person = turn.act(person, PERSON_VERIFIED, {**facts, **said, **sealed})
            turn.write(parts.store.save_account(account), parts.store.save_person(person))
            return turn.change(_answer(facts, account.level))

        return parts.committer.commit(decide, once)

    def _confirmed(self, name: str, number: ResidentId) -> dict[str, object]:
        verification_id = new_id()
        check = matched(self._register, verification_id, name, number)
        return {
            "verification_id": verification_id,
            "method": METHOD,
            "certificate": str(number.certificate),
            "evidence": check.serial_no,
        }


def matched(register: PopulationRegisterPort, request_no: str, name: str, number: ResidentId) -> PersonCheck:
    """The register's confirmation. Raises RuleViolation in words that tell nobody which numbers exist."""
    check = asked(register, request_no, name, number)
    if refusal := REFUSALS.get(check.outcome):
        raise RuleViolation(refusal)
    return check


def asked(register: PopulationRegisterPort, request_no: str, name: str, number: ResidentId) -> PersonCheck:
    """The register's answer, with a line in the log that names nobody."""
    check = register.check(request_no, name, number)
    logger.info("person check", extra={"verification_id": request_no, "outcome": check.outcome})
    return check


def parsed(text: str, parts: Parts) -> ResidentId:
    """A number as people type it. Raises Invalid."""
    try:
        return parse_resident_id(text, parts.law.today())
    except InvalidNumber as refused:
        raise Invalid("body_invalid", faults=[Fault("/resident_id", f"resident_id_{refused.reason}")]) from refused


def of_age(parts: Parts, text: str) -> ResidentId:
    """The number of somebody who may prove who they are alone. Raises Invalid, RuleViolation `guardian_needed`."""
    number = parsed(text, parts)
    if needs_guardian(number.birth_on, parts.law.today()):
        raise RuleViolation("guardian_needed")
    return number


def _answer(facts: dict[str, object], level: Level) -> dict[str, Any]:
    return {
        "verification_id": facts["verification_id"],
        "method": METHOD,
        "status": "confirmed",
        "assurance_level": int(level),
        "refresh_required": True,
    }
