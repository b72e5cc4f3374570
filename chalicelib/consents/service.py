"""The public door of consents: whether a person agreed to a purpose, and how they say so. Others use nothing else."""

from __future__ import annotations

from typing import Any

from chalicelib.consents import acts, rules
from chalicelib.consents.ports import ConsentStore, PersonConsents, Wordings
from chalicelib.consents.rules import Consent, Purpose, Said, State, Wording
from chalicelib.shared.access import Caller
from chalicelib.shared.acts import Recorder
from chalicelib.shared.change import Change, Committer, Once

__all__ = ["ConsentService", "Purpose"]


class ConsentService:
    """Use cases over a person's consents."""

    def __init__(self, store: ConsentStore, wordings: Wordings, recorder: Recorder, committer: Committer) -> None:
        self._store = store
        self._wordings = wordings
        self._recorder = recorder
        self._committer = committer

    def given(self, person_id: str, purpose: Purpose) -> bool:
        """Whether the person's consent to the wording in force stands now: one consistent read, nothing kept."""
        return self.edition(person_id, purpose) is not None

    def edition(self, person_id: str, purpose: Purpose) -> int | None:
        """The edition of the wording that the person agreed to, if that counts now: uses are recorded with it."""
        held = self._store.consents(person_id).held.get(purpose)
        return held.wording_version if held and rules.counts(held, self._wordings()[purpose]) else None

    def all_of(self, caller: Caller) -> dict[str, Any]:
        """Each purpose: the wording in force, and where the caller stands with it."""
        held, wordings = self._store.consents(caller.id).held, self._wordings()
        return {"consents": [_shown(purpose, held.get(purpose), wordings[purpose]) for purpose in Purpose]}

    def give(
        self, caller: Caller, purpose: Purpose, version: int, sha256: str | None, once: Once | None
    ) -> dict[str, Any]:
        """Agree to the wording that was shown; agreeing twice to the same is one act.

        Raises RuleViolation("wording_changed") if another wording is in force.
        """

        def decide() -> Change:
            record, wording = self._store.consents(caller.id), self._wordings()[purpose]
            rules.require_in_force(wording, version, sha256)
            held = record.held.get(purpose)
            if rules.counts(held, wording):
                return Change(answer=_shown(purpose, held, wording))
            said = Said(State.GIVEN, purpose, wording.version, wording.sha256)
            return self._change(record, said, wording, caller)

        return self._committer.commit(decide, once)

    def withdraw(self, caller: Caller, purpose: Purpose, once: Once | None) -> dict[str, Any]:
        """Take consent back, whichever wording it was to. Never refused; where there is none nothing happens."""

        def decide() -> Change:
            record, wording = self._store.consents(caller.id), self._wordings()[purpose]
            held = record.held.get(purpose)
            if held is None or held.state is not State.GIVEN:
                return Change(answer=_shown(purpose, held, wording))
            said = Said(State.WITHDRAWN, purpose, held.wording_version, held.wording_sha256)
            return self._change(record, said, wording, caller)

        return self._committer.commit(decide, once)

    def _change(self, record: PersonConsents, said: Said, in_force: Wording, by: Caller) -> Change:
        purpose, changes = said.purpose, acts.changes(said, by.account_id)
        act = self._recorder.next(record.chain, acts.type_of(said), by, changes, ground=acts.ground(said))
        held = rules.after(record.held, said, act.law_time)
        saved = self._store.save(record._replace(chain=act.chain, held=held))
        return Change((saved,), (act,), _shown(purpose, held[purpose], in_force))


def _shown(purpose: Purpose, consent: Consent | None, in_force: Wording) -> dict[str, Any]:
    return {
        "purpose": str(purpose),
        "title": rules.TITLES[purpose],
        "wording": {"version": in_force.version, "sha256": in_force.sha256, "text": in_force.text},
        "state": str(rules.state(consent)),
        "given_to": {"version": consent.wording_version, "sha256": consent.wording_sha256} if consent else None,
        "given_at": consent.given_at if consent else None,
        "withdrawn_at": consent.withdrawn_at if consent else None,
        "outdated": rules.outdated(consent, in_force),
    }
