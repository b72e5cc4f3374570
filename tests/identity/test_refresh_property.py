"""Whatever is presented in whatever order: at most one line of tokens lives, and a copy ends it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from chalicelib.shared.errors import Unauthenticated
from tests.identity.cities import LIMITS, City


class RefreshFamily(RuleBasedStateMachine):
    """A client and a thief with all tokens ever given, against the model: generation, rotation, alive."""

    def __init__(self) -> None:
        super().__init__()
        self.city = City()
        pair = self.city.log_in()
        self.session_id = self.city.service.authenticate(pair["access_token"]).session_id
        self.ends_at = self.city.clock.now() + timedelta(days=30)
        self.pairs = [pair]
        self.rotated_at = self.city.clock.now()
        self.alive = True

    @rule(data=st.data())
    def present(self, data: st.DataObject) -> None:
        """Present any token of the family."""
        generation = data.draw(st.integers(0, len(self.pairs) - 1), label="generation")
        answer = self._refresh(self.pairs[generation]["refresh_token"])
        now = self.city.clock.now()
        newest = len(self.pairs) - 1
        idle = now >= self.rotated_at + LIMITS.citizens_idle
        if not self.alive or now >= self.ends_at or (idle and generation == newest):
            assert answer is None
        elif generation == newest:
            assert answer
            assert answer not in self.pairs
            self.pairs.append(answer)
            self.rotated_at = now
        elif generation == newest - 1 and now - self.rotated_at <= LIMITS.grace:
            assert answer == self.pairs[-1]
        else:
            assert answer is None
            self.alive = False

    @rule(seconds=st.sampled_from([1, 59, 60, 61, 900, 86400, 86400 * 6, 86400 * 7]))
    def wait(self, seconds: int) -> None:
        self.city.clock.move(timedelta(seconds=seconds))

    @rule(text=st.text(max_size=70))
    def make_one_up(self, text: str) -> None:
        assert self._refresh(text) is None

    @precondition(lambda self: self.alive)
    @rule()
    def log_out(self) -> None:
        self.city.sessions.end(self.session_id)
        self.alive = False

    @invariant()
    def the_family_is_there_if_and_only_if_it_lives(self) -> None:
        assert (self.city.store.family(self.session_id) is not None) == self.alive

    def _refresh(self, token: str) -> dict[str, Any] | None:
        try:
            return self.city.sessions.refresh(token)
        except Unauthenticated:
            return None


TestRefreshFamily = RefreshFamily.TestCase
TestRefreshFamily.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
