"""What a person said to a purpose, and whether it counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.consents import rules
from chalicelib.consents.rules import Consent, Consents, Purpose, Said, State, Wording
from chalicelib.shared.errors import NotFound, RuleViolation

OLD = Wording(0, "旧的说明")
NEW = Wording(1, "新的说明")
REPUBLISHED = Wording(2, NEW.text)
PURPOSE = Purpose.PREFILL


def gave(wording: Wording, at: str = "2026-11-21T01:00:00.000Z", purpose: Purpose = PURPOSE) -> tuple[Said, str]:
    return Said(State.GIVEN, purpose, wording.version, wording.sha256), at


def withdrew(wording: Wording, at: str = "2026-11-22T01:00:00.000Z", purpose: Purpose = PURPOSE) -> tuple[Said, str]:
    return Said(State.WITHDRAWN, purpose, wording.version, wording.sha256), at


def folded(*said: tuple[Said, str]) -> Consents:
    held: Consents = {}
    for one, at in said:
        held = rules.after(held, one, at)
    return held


@pytest.mark.parametrize(
    ("said", "in_force", "state", "counts", "outdated"),
    [
        ((), OLD, State.NEVER, False, False),
        ((gave(OLD),), OLD, State.GIVEN, True, False),
        ((gave(OLD),), NEW, State.GIVEN, False, True),
        ((gave(NEW),), OLD, State.GIVEN, False, True),
        ((gave(NEW),), REPUBLISHED, State.GIVEN, True, False),
        ((gave(OLD), gave(NEW)), NEW, State.GIVEN, True, False),
        ((gave(OLD), withdrew(OLD)), OLD, State.WITHDRAWN, False, False),
        ((gave(OLD), withdrew(OLD)), NEW, State.WITHDRAWN, False, False),
        ((gave(OLD), withdrew(OLD), gave(OLD)), OLD, State.GIVEN, True, False),
        ((gave(OLD), withdrew(OLD), gave(NEW)), OLD, State.GIVEN, False, True),
    ],
)
def test_consent_counts_only_for_the_wording_it_was_given_to(
    said: tuple[tuple[Said, str], ...], in_force: Wording, state: State, counts: bool, outdated: bool
) -> None:
    consent = folded(*said).get(PURPOSE)
    assert rules.state(consent) is state
    assert rules.counts(consent, in_force) is counts
    assert rules.outdated(consent, in_force) is outdated


def test_what_was_withdrawn_still_tells_to_what_and_when_it_was_given() -> None:
    held = folded(gave(OLD, "2026-11-21T01:00:00.000Z"), withdrew(OLD, "2026-11-22T01:00:00.000Z"))
    assert held == {PURPOSE: Consent(0, OLD.sha256, "2026-11-21T01:00:00.000Z", "2026-11-22T01:00:00.000Z")}


@given(st.sampled_from(sorted(Purpose)), st.sampled_from(sorted(Purpose)))
def test_purposes_do_not_touch_each_other(one: Purpose, other: Purpose) -> None:
    held = folded(gave(OLD, purpose=one), gave(NEW, purpose=other), withdrew(NEW, purpose=other))
    assert rules.counts(held[one], OLD) is (one is not other)
    assert not rules.counts(held[other], NEW)


@pytest.mark.parametrize(
    ("version", "sha256", "accepted"),
    [
        (1, None, True),
        (1, NEW.sha256, True),
        (0, None, False),
        (0, NEW.sha256, False),
        (2, None, False),
        (1, OLD.sha256, False),
        (1, "", False),
    ],
)
def test_only_the_wording_in_force_can_be_agreed_to(version: int, sha256: str | None, accepted: bool) -> None:
    if accepted:
        rules.require_in_force(NEW, version, sha256)
        return
    with pytest.raises(RuleViolation, match="wording_changed") as refused:
        rules.require_in_force(NEW, version, sha256)
    assert refused.value.params == {"version": 1}


def test_a_wording_is_known_by_the_sha256_of_its_utf_8_text() -> None:
    # printf '同意' | sha256sum
    assert Wording(3, "同意").sha256 == "905819e2e3a059a02087855e9f326d05c877c1767ec31dc012c5c44652840230"


@pytest.mark.parametrize("purpose", Purpose)
def test_every_purpose_has_a_title_and_is_found_by_its_name(purpose: Purpose) -> None:
    assert rules.TITLES[purpose]
    assert rules.purpose_named(str(purpose)) is purpose


@pytest.mark.parametrize("name", ["", "PREFILL", "prefill ", "advertising"])
def test_another_purpose_is_not_found(name: str) -> None:
    with pytest.raises(NotFound, match="purpose_not_found"):
        rules.purpose_named(name)
