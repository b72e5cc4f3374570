"""The table of consents keeps what it is given."""

from __future__ import annotations

from chalicelib.consents.ports import PersonConsents, nothing_said
from chalicelib.consents.rules import Consent
from chalicelib.shared.acts import GENESIS, Chain
from chalicelib.shared.change import Change
from tests.consents.city import City

SAID = {
    "prefill": Consent(0, "ab" * 32, "2026-11-21T01:00:00.000Z"),
    "notification": Consent(3, "cd" * 32, "2026-11-21T01:00:00.000Z", "2026-11-22T01:00:00.000Z"),
}


def test_of_a_stranger_there_is_nothing(city: City) -> None:
    assert city.table.consents("nobody") == PersonConsents("nobody", Chain("consent#nobody", 0, GENESIS), {}, None)


def test_a_persons_consents_read_back_with_their_chain(city: City) -> None:
    said = nothing_said("p1")._replace(chain=Chain("consent#p1", 3, "ef" * 32), held=SAID)
    city.committer.commit(lambda: Change((city.table.save(said),)), None)
    assert city.table.consents("p1") == said._replace(version=1)
    fewer = said._replace(held={"prefill": SAID["prefill"]}, version=1)
    city.committer.commit(lambda: Change((city.table.save(fewer),)), None)
    assert city.table.consents("p1") == fewer._replace(version=2)
    assert city.table.consents("p2").version is None


def test_a_purpose_that_this_code_does_not_know_is_kept(city: City) -> None:
    newer = nothing_said("p1")._replace(held={**SAID, "a purpose of next year": SAID["prefill"]})
    city.committer.commit(lambda: Change((city.table.save(newer),)), None)
    assert city.table.consents("p1").held == newer.held
