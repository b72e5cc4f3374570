"""手机号 (level 1): the number that WeChat has checked, kept sealed on the account."""

from __future__ import annotations

from functools import cache
from typing import Any

from chalicelib.identity import rules
from chalicelib.identity.acts import PERSON_PHONE_CONFIRMED
from chalicelib.identity.persons.belonging import Turn
from chalicelib.identity.persons.parts import Parts, account_of, openid_of, person_of
from chalicelib.identity.persons.records import PHONE_SEAL, Account
from chalicelib.identity.ports import PhoneNumber, PhonePort
from chalicelib.identity.rules import Level
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Change, Once


class Phones:
    """Takes phone numbers from WeChat."""

    def __init__(self, parts: Parts, wechat: PhonePort) -> None:
        self._parts = parts
        self._wechat = wechat

    def confirm(self, caller: Caller, code: str, once: Once | None) -> dict[str, Any]:
        """Exchange the one-time code of `getPhoneNumber` for the number; the account then stands at level 1 at least.

        Raises what `PhonePort` raises.
        """
        parts = self._parts

        @cache
        def number(openid: str) -> PhoneNumber:
            return self._wechat.number(code, openid)

        def decide() -> Change:
            turn, account = Turn(parts, caller), account_of(parts, caller)
            phone = number(openid_of(parts, account))
            text = f"+{phone.country_code} {phone.number}"
            account = self._with_phone(account, text)
            said = {"account_id": account.account_id, "assurance_level": int(account.level)}
            person = turn.act(person_of(parts, account.person_id), PERSON_PHONE_CONFIRMED, said)
            turn.write(parts.store.save_account(account), parts.store.save_person(person))
            answer = {"phone": rules.masked_phone(text), "assurance_level": int(account.level)}
            return turn.change({**answer, "refresh_required": caller.level < account.level})

        return parts.committer.commit(decide, once)

    def _with_phone(self, account: Account, text: str) -> Account:
        sealed = self._parts.sealer.seal(account.salt, text, PHONE_SEAL)
        return account._replace(phone=sealed, level=max(account.level, Level.PHONE))
