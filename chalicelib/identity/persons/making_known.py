"""Persons who have no account yet: a child whose guardian acts, somebody at a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.identity.acts import PERSON_REGISTERED, PERSON_REOPENED
from chalicelib.identity.persons.belonging import due_without_account, moved
from chalicelib.identity.persons.records import NAME_SEAL, NUMBER_SEAL, PersonRecord, PersonState, unknown_person
from chalicelib.identity.rules import Level
from chalicelib.shared.access import system
from chalicelib.shared.acts import Recorder
from chalicelib.shared.certificates import certificate_of
from chalicelib.shared.change import Change, Committer
from chalicelib.shared.clocks import LawClock
from chalicelib.shared.ids import new_id
from chalicelib.shared.sealing import CitySecret, Sealer, new_salt

if TYPE_CHECKING:
    from chalicelib.identity.ports import IdentityStore


class MakingKnown:
    """Gives a number that a register confirmed its person."""

    def __init__(
        self,
        store: IdentityStore,
        committer: Committer,
        recorder: Recorder,
        secret: CitySecret,
        sealer: Sealer,
        law: LawClock,
    ) -> None:
        self._store = store
        self._committer = committer
        self._recorder = recorder
        self._secret = secret
        self._sealer = sealer
        self._law = law

    def person_for(self, name: str, number: str, evidence: str) -> str:
        """The id of the person whom the number (18 characters) belongs to; nobody is made known twice.

        Whoever was closed is opened again by an act: their number was confirmed anew. They have no account, so the
        daily function erases them when nothing of theirs is kept any more.

        `evidence` is the serial number under which the register confirmed name and number.
        """
        certificate = certificate_of(number)
        number_hash = self._secret.keyed_hash("certificate number", f"{certificate}:{number}")

        def decide() -> Change:
            if holder := self._store.holder_of_number(number_hash):
                return self._known(holder)
            person = self._sealed(name, number, number_hash)
            said = {"certificate": str(certificate), "name": person.name, "resident_id": person.resident_id}
            act = self._recorder.next(
                person.chain, PERSON_REGISTERED, system("making_known"), {**said, "evidence": evidence}
            )
            person = person._replace(chain=act.chain)
            claim = self._store.claim_number(number_hash, person.person_id)
            return Change((self._store.save_person(person), claim), (act,), {"person_id": person.person_id})

        return str(self._committer.commit(decide, None)["person_id"])

    def _known(self, person_id: str) -> Change:
        person, answer = self._store.person(person_id), {"person_id": person_id}
        if person is None or person.state is not PersonState.CLOSED:
            return Change(answer=answer)
        said: dict[str, object] = {"state": str(PersonState.ACTIVE)}
        act = self._recorder.next(person.chain, PERSON_REOPENED, system("making_known"), said)
        due_on = due_without_account(person, self._law.today())
        opened = person._replace(state=PersonState.ACTIVE, due_on=due_on, chain=act.chain)
        return Change((self._store.save_person(opened), *moved(self._store, person, due_on)), (act,), answer)

    def _sealed(self, name: str, number: str, number_hash: str) -> PersonRecord:
        person = unknown_person(new_id(), new_salt())
        return person._replace(
            level=Level.NAME_NUMBER,
            number_key=number_hash,
            name=self._sealer.seal(person.salt, name, NAME_SEAL),
            resident_id=self._sealer.seal(person.salt, number, NUMBER_SEAL),
        )
