"""One person's accounts: listing them, letting one go, and taking one away that was never theirs."""

from __future__ import annotations

from typing import Any

from chalicelib.identity.acts import PERSON_ACCOUNT_DETACHED, PERSON_ACCOUNT_SEPARATED
from chalicelib.identity.persons.belonging import Turn, parted
from chalicelib.identity.persons.listing import shown_accounts
from chalicelib.identity.persons.parts import Parts, account_of, person_of, require_standing
from chalicelib.identity.persons.records import REASON_SEAL, Account, PersonRecord
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Change, Once
from chalicelib.shared.errors import NotFound, RuleViolation


class Accounts:
    """Which accounts act for somebody."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def of(self, caller: Caller) -> dict[str, Any]:
        """The caller's accounts, masked."""
        account = account_of(self._parts, caller)
        shown = shown_accounts(self._parts, person_of(self._parts, account.person_id))
        return {"accounts": [{**entry, "current": entry["account_id"] == account.account_id} for entry in shown]}

    def unbind(self, caller: Caller, account_id: str, once: Once | None) -> dict[str, Any]:
        """Let one of one's own accounts go.

        Raises NotFound, RuleViolation `nothing_to_unbind` before verification, Forbidden for an account that stands
        higher than the one that asks, or was there before it came.
        """

        def decide() -> Change:
            turn, current = Turn(self._parts, caller), account_of(self._parts, caller)
            person = person_of(self._parts, current.person_id)
            account = self._account_of(person, account_id)
            if person.resident_id is None:
                raise RuleViolation("nothing_to_unbind")
            if account_id != current.account_id:
                require_standing(caller, current, person, (account,))
            person = turn.act(parted(turn, person, account), PERSON_ACCOUNT_DETACHED, {"account_id": account_id})
            turn.write(self._parts.store.save_person(person))
            return turn.change({"account_id": account_id, "signed_out": account_id == current.account_id})

        return self._parts.committer.commit(decide, once)

    def split(self, by: Caller, person_id: str, account_id: str, reason: str, once: Once | None) -> dict[str, Any]:
        """Take an account away from a person whose number its user had no right to: the number stays with the person.

        Raises NotFound.
        """

        def decide() -> Change:
            turn, person = Turn(self._parts, by), self._parts.store.person(person_id)
            if person is None or person.resident_id is None:
                raise NotFound("person_not_found")
            account = self._account_of(person, account_id)
            sealed = self._parts.sealer.seal(person.salt, reason, REASON_SEAL)
            said: dict[str, object] = {"account_id": account_id, "reason_sealed": sealed}
            person = turn.act(parted(turn, person, account, anothers=True), PERSON_ACCOUNT_SEPARATED, said)
            turn.write(self._parts.store.save_person(person))
            return turn.change({"person_id": person_id, "account_id": account_id})

        return self._parts.committer.commit(decide, once)

    def _account_of(self, person: PersonRecord, account_id: str) -> Account:
        account = self._parts.store.account(account_id) if account_id in person.accounts else None
        if account is None:
            raise NotFound("account_not_found")
        return account
