"""Somebody gives and withdraws in any order while the city rewrites what it says."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from chalicelib.consents import rules
from chalicelib.consents.rules import Consents, Purpose, Said, State, Wording

PURPOSES = st.sampled_from(sorted(Purpose))
TEXTS = st.sampled_from(["甲", "乙"])


class Life(RuleBasedStateMachine):
    """What counts is told again from the last word on each purpose alone."""

    def __init__(self) -> None:
        super().__init__()
        self.edition = 0
        self.texts = dict.fromkeys(Purpose, "甲")
        self.held: Consents = {}
        self.agreed: dict[Purpose, str | None] = {}

    @rule(purpose=PURPOSES, text=TEXTS)
    def publish(self, purpose: Purpose, text: str) -> None:
        self.edition += 1
        self.texts[purpose] = text

    @rule(purpose=PURPOSES)
    def give(self, purpose: Purpose) -> None:
        said = Said(State.GIVEN, purpose, self.edition, self.in_force(purpose).sha256)
        self.held = rules.after(self.held, said, "given")
        self.agreed[purpose] = self.texts[purpose]

    @rule(purpose=PURPOSES)
    def withdraw(self, purpose: Purpose) -> None:
        if rules.state(self.held.get(purpose)) is State.GIVEN:
            said = Said(State.WITHDRAWN, purpose, *self.held[purpose][:2])
            self.held = rules.after(self.held, said, "withdrawn")
            self.agreed[purpose] = None

    def in_force(self, purpose: Purpose) -> Wording:
        return Wording(self.edition, self.texts[purpose])

    @invariant()
    def it_counts_where_the_last_word_was_yes_to_this_text(self) -> None:
        for purpose in Purpose:
            counts = rules.counts(self.held.get(purpose), self.in_force(purpose))
            assert counts == (self.agreed.get(purpose) == self.texts[purpose])

    @invariant()
    def a_consent_given_counts_or_is_outdated(self) -> None:
        for purpose in Purpose:
            consent, wording = self.held.get(purpose), self.in_force(purpose)
            told = {rules.counts(consent, wording), rules.outdated(consent, wording)}
            assert (True in told) == (rules.state(consent) is State.GIVEN)
            assert len(told) == 2 or told == {False}


TestLife = Life.TestCase
