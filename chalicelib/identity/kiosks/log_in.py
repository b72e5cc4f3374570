"""Logging in at a kiosk, with the card that it reads.

A card that was found or stolen opens a session too, so it is short and of level 2, and no account of a kiosk rises.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import Any, NamedTuple

from chalicelib.identity.acts import PERSON_VERIFIED
from chalicelib.identity.kiosks.registering import hashed
from chalicelib.identity.numbers import ResidentId
from chalicelib.identity.persons.belonging import Turn, holder, identified, joined, number_key
from chalicelib.identity.persons.parts import Parts
from chalicelib.identity.persons.records import Account, AccountKind, PersonRecord
from chalicelib.identity.ports import PopulationRegisterPort
from chalicelib.identity.proving.tries import Tries
from chalicelib.identity.proving.verification import matched, of_age
from chalicelib.identity.rules import Level
from chalicelib.identity.sessions.entitlements import Entitlement
from chalicelib.identity.sessions.issuing import Issuer
from chalicelib.identity.tokens.access_tokens import Bearer
from chalicelib.shared.access import Caller
from chalicelib.shared.change import Change
from chalicelib.shared.clocks import rfc3339
from chalicelib.shared.errors import Unauthenticated
from chalicelib.shared.ids import new_id
from chalicelib.shared.logging import logger
from chalicelib.shared.sealing import new_salt, same
from chalicelib.shared.source import source

METHOD = CHANNEL = "kiosk"
BY_SOURCE = "kiosk log-in/source"
_NO_SECRET = "0" * 64


class Card(NamedTuple):
    """What the machine read."""

    name: str
    resident_id: str


class KioskLogIn:
    """Opens sessions for those who stand at a kiosk."""

    def __init__(self, parts: Parts, register: PopulationRegisterPort, issuer: Issuer) -> None:
        self._parts = parts
        self._register = register
        self._issuer = issuer

    def open(self, kiosk_no: str, secret: str, card: Card, address: str = "") -> dict[str, Any]:
        """A session of level 2 for the person of the card, if the register confirms name and number.

        Raises Unauthenticated `kiosk_refused` for an unknown kiosk and a wrong secret alike, Throttled for an
        `address` that was wrong too often, and what verifying by name and number raises.
        """
        self._require(kiosk_no, secret, address)
        parts, number, verification_id = self._parts, of_age(self._parts, card.resident_id), new_id()

        @cache
        def evidence() -> str:
            with Tries(parts, "", "", f"kiosk {kiosk_no}") as tries:  # a card in a reader is no guess at a number
                serial_no = matched(self._register, verification_id, card.name, number).serial_no
                tries.give_back()
                return serial_no

        def decide() -> Change:
            turn = Turn(parts, Caller(kind="system", id=kiosk_no, channel=CHANNEL))
            person, account = self._joined(turn, card.name, number)
            facts = {"verification_id": verification_id, "evidence": evidence(), "account_id": account.account_id}
            person = turn.act(person, PERSON_VERIFIED, {**facts, **_said(person, number)})
            family, pair = self._issuer.opened(self._entitlement(account), account.account_id, None)
            turn.write(parts.store.save_account(account), parts.store.save_person(person))
            turn.write(parts.store.save_family(family))
            return turn.change(pair)

        pair = parts.committer.commit(decide, None)
        logger.info("session opened", extra={"kind": "citizen", "kiosk_no": kiosk_no})
        return pair

    def _require(self, kiosk_no: str, secret: str, address: str) -> None:
        """Nobody guesses 256 bits: only who is wrong is counted, so that they put no kiosk out of service."""
        kiosk = self._parts.store.kiosk(kiosk_no)
        known = kiosk.secret if kiosk else None
        if same(known or _NO_SECRET, hashed(self._parts, kiosk_no, secret)):
            return
        logger.info("log-in refused", extra={"kind": "kiosk", "kiosk_no": kiosk_no, "reason": "kiosk_refused"})
        limits = self._parts.settings("limits")
        window = timedelta(seconds=limits.source_window_seconds)
        self._parts.attempts.count(BY_SOURCE, source(address), limits.source_failed_log_ins, window)
        raise Unauthenticated("kiosk_refused")

    def _joined(self, turn: Turn, name: str, number: ResidentId) -> tuple[PersonRecord, Account]:
        parts = self._parts
        account_id = parts.secret.keyed_hash("kiosk account", number_key(parts.secret, number))
        account = parts.store.account(account_id)
        person = identified(parts, holder(turn, number, account), name, number, Level.NAME_NUMBER)
        return joined(parts, person, account or self._new(account_id, person), Level.NAME_NUMBER)

    def _new(self, account_id: str, person: PersonRecord) -> Account:
        now = rfc3339(self._parts.wall.now())
        level, kind = Level.NAME_NUMBER, AccountKind.KIOSK
        return Account(account_id, person.person_id, level, new_salt(), kind=kind, sessions_from=now)

    def _entitlement(self, account: Account) -> Entitlement:
        """Short, and the same whether it is used or not: the next in the queue must not find it open."""
        life = timedelta(seconds=self._parts.settings("sessions").kiosk_seconds)
        bearer = Bearer("citizen", account.person_id, CHANNEL, level=account.level, account_id=account.account_id)
        return Entitlement(bearer, life, life, life)


def _said(person: PersonRecord, number: ResidentId) -> dict[str, object]:
    return {
        "method": METHOD,
        "certificate": str(number.certificate),
        "assurance_level": int(Level.NAME_NUMBER),
        "name": person.name,
        "resident_id": person.resident_id,
    }
