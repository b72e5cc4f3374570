"""A person's accounts as they are shown: to themselves, and to a clerk before whom the person stands."""

from __future__ import annotations

from typing import Any

from chalicelib.identity import rules
from chalicelib.identity.persons.parts import Parts
from chalicelib.identity.persons.records import PHONE_SEAL, Account, AccountKind, PersonRecord

CHANNELS = {AccountKind.WECHAT: "miniprogram", AccountKind.KIOSK: "kiosk"}


def shown_accounts(parts: Parts, person: PersonRecord, just_joined: Account | None = None) -> list[dict[str, Any]]:
    """The accounts in the order in which they came. `just_joined` is one as it will be stored."""
    known = {just_joined.account_id: just_joined} if just_joined else {}
    found = (known.get(account_id) or parts.store.account(account_id) for account_id in person.accounts)
    return [shown_account(parts, account) for account in found if account]


def shown_account(parts: Parts, account: Account) -> dict[str, Any]:
    """One account, masked."""
    phone = parts.sealer.open(account.salt, account.phone, PHONE_SEAL) if account.phone else None
    return {
        "account_id": account.account_id,
        "channel": CHANNELS[account.kind],
        "assurance_level": int(account.level),
        "phone": rules.masked_phone(phone) if phone else None,
        "joined_at": account.joined_at,
    }
