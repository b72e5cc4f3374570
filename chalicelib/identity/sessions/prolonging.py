"""Prolonging and ending sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalicelib.identity import rules
from chalicelib.identity.acts import PERSON_SESSION_ENDED
from chalicelib.identity.rules import Family, Presented
from chalicelib.identity.sessions.entitlements import Entitlements, Times
from chalicelib.identity.sessions.issuing import Issuer
from chalicelib.identity.sessions.refresh_tokens import RefreshToken
from chalicelib.shared.access import system
from chalicelib.shared.acts import Recorder
from chalicelib.shared.change import Change, Committer
from chalicelib.shared.endings import ending
from chalicelib.shared.errors import Unauthenticated
from chalicelib.shared.logging import logger

if TYPE_CHECKING:
    from chalicelib.identity.ports import SessionStore

REFRESH_REUSED = "refresh_reused"


class Sessions:
    """What happens to sessions once they are open."""

    def __init__(
        self,
        store: SessionStore,
        committer: Committer,
        recorder: Recorder,
        entitlements: Entitlements,
        issuer: Issuer,
        times: Times,
    ) -> None:
        self._store = store
        self._committer = committer
        self._recorder = recorder
        self._entitlements = entitlements
        self._issuer = issuer
        self._clock, self._limits = times

    def refresh(self, refresh_token: str) -> dict[str, Any]:
        """Exchange a refresh token for a new pair; the old one repeated within the grace gets the same pair.

        One that was replaced longer ago has been copied by somebody: the whole family ends, and the person is told.
        """
        if not rules.is_refresh_token(refresh_token):
            raise Unauthenticated("refresh_token_invalid")
        answer = self._committer.commit(lambda: self._refreshed(RefreshToken(refresh_token)), None)
        if not answer:
            raise Unauthenticated("session_ended")
        return answer

    def end(self, session_id: str) -> None:
        """Log out: nothing can be refreshed any more, and access tokens are refused within a minute."""
        self._committer.commit(lambda: self.ended(self._store.family(session_id)), None)

    def ended(self, family: Family | None) -> Change:
        """The end of a session, if it has not ended yet."""
        if family is None:
            return Change()
        return Change((self._store.end_family(family), ending(f"session:{family.session_id}", self._clock.now())))

    def _refreshed(self, token: RefreshToken) -> Change:
        now = self._clock.now()
        family = self._store.family(token.session_id)
        if family is None or now >= family.ends_at:
            raise Unauthenticated("refresh_token_invalid")
        judged = rules.presented(family, token.digest, now, self._limits().grace)
        if judged is Presented.REUSED:
            return self._reused(family)
        entitled = self._entitlements.of(family)
        if entitled is None:
            _tell_the_log(family, "holder_gone")
            return self.ended(family)
        if rules.idle(family, now, entitled.idle):
            raise Unauthenticated("refresh_token_invalid")
        if judged is Presented.REPEATED:
            return Change(answer=self._issuer.repeated(family, token))
        after, pair = self._issuer.rotated(family, token, entitled, now)
        return Change((self._store.save_family(after),), answer=pair)

    def _reused(self, family: Family) -> Change:
        _tell_the_log(family, REFRESH_REUSED)
        over = self.ended(family)
        account = self._store.account(family.holder) if family.kind == "citizen" else None
        person = self._store.person(account.person_id) if account else None
        if person is None:
            return over
        changes: dict[str, object] = {
            "reason": REFRESH_REUSED,
            "session_id": family.session_id,
            "session_channel": family.channel,
        }
        act = self._recorder.next(person.chain, PERSON_SESSION_ENDED, system("refresh"), changes)
        return Change((*over.writes, self._store.save_person(person._replace(chain=act.chain))), (act,))


def _tell_the_log(family: Family, reason: str) -> None:
    logger.warning("session ended by refresh", extra={"session_id": family.session_id, "reason": reason})
