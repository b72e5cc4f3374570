"""Drafting, auditing, publishing and withdrawing a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from chalicelib.configuration.editing import ConfigurationDesk
from chalicelib.configuration.ports import Ledger
from chalicelib.configuration.service import KEPT, ConfigurationService
from chalicelib.shared.acts import Act, Recorder, verify_chain
from chalicelib.shared.change import Once
from chalicelib.shared.errors import Forbidden, Invalid, NotFound, RuleViolation, Stale
from tests.configuration.memory import MemoryConfiguration
from tests.configuration.people import AUDITOR, BOTH, EDITOR, OTHER_AUDITOR, OTHER_EDITOR
from tests.fakes import FakeClock, MemoryCommitter


@dataclass
class City:
    store: MemoryConfiguration
    committer: MemoryCommitter
    clock: FakeClock
    service: ConfigurationService
    desk: ConfigurationDesk

    def publish(self, document: str, content: dict[str, Any], number: int = 1) -> dict[str, Any]:
        self.desk.draft(document, content, 0, EDITOR)
        self.desk.audit(document, number, None, AUDITOR, None)
        return self.desk.publish(document, number, OTHER_AUDITOR, None)

    @property
    def acts(self) -> list[Act]:
        return self.committer.of("configuration")


@pytest.fixture
def city() -> City:
    store, committer, clock = MemoryConfiguration(), MemoryCommitter(), FakeClock()
    service = ConfigurationService(store, clock)
    recorder = Recorder(clock, clock, service.release)
    return City(store, committer, clock, service, ConfigurationDesk(store, service, recorder, committer))


def test_publishing_makes_a_release(city: City) -> None:
    assert (city.service.release(), city.service.document("intake").draft_days) == (0, 30)
    city.publish("intake", {"draft_days": 20})
    assert (city.service.release(), city.service.document("intake").draft_days) == (1, 20)
    assert city.service.document("sessions").access_seconds == 900


def test_the_next_edition_supersedes_the_one_in_force(city: City) -> None:
    city.publish("intake", {"draft_days": 20})
    city.publish("intake", {"draft_days": 10}, number=2)
    assert city.service.release() == 2
    assert city.desk.edition("intake", 1)["stage"] == "superseded"
    assert city.desk.edition("intake", 1)["content"]["draft_days"] == 20


def test_withdrawing_goes_back_to_the_defaults_as_another_release(city: City) -> None:
    city.publish("intake", {"draft_days": 20})
    city.desk.withdraw("intake", 1, "数值有误", AUDITOR, None)
    assert (city.service.release(), city.service.document("intake").draft_days) == (2, 30)


def test_an_edition_in_force_is_known_by_its_number(city: City) -> None:
    shipped, numbers = city.service.edition("consents")
    assert set(numbers.values()) == {0}
    city.publish("consents", {"prefill": "新的说明"})
    said, numbers = city.service.edition("consents")
    assert (said.prefill, said.notification) == ("新的说明", shipped.notification)
    assert set(numbers.values()) == {1}
    city.desk.withdraw("consents", 1, "说明有误", AUDITOR, None)
    assert city.service.edition("consents") == (shipped, dict.fromkeys(numbers, 0))


def test_what_an_edition_does_not_say_is_not_its_word(city: City) -> None:
    city.publish("consents", {"prefill": "新的说明"})
    city.store.contents["consents"] = {"prefill": "新的说明"}  # as published before the other fields were thought of
    city.service.forget()
    said, numbers = city.service.edition("consents")
    assert numbers == {**dict.fromkeys(said.settings, 0), "prefill": 1}


def test_acts_of_all_documents_form_one_chain_and_record_their_release(city: City) -> None:
    city.publish("intake", {"draft_days": 20})
    city.publish("sessions", {"access_seconds": 600})
    chain = verify_chain("configuration", city.acts)
    assert chain.seq == 6
    assert [act.type.removeprefix("configuration.") for act in city.acts[:3]] == [
        "drafted",
        "audited",
        "published",
    ]
    assert [act.config_version for act in city.acts] == [0, 0, 0, 1, 1, 1]
    assert [act.changes["release"] for act in city.acts if "release" in act.changes] == [1, 2]


def test_values_are_kept_for_a_minute_with_one_query(city: City) -> None:
    city.service.document("intake")
    asked = city.store.queries
    for _ in range(10):
        city.service.document("sessions")
        city.service.release()
    assert city.store.queries == asked
    city.clock.move(KEPT)
    city.service.document("intake")
    assert city.store.queries == asked + 1


def test_a_draft_is_replaced_only_by_who_has_read_it(city: City) -> None:
    first = city.desk.draft("intake", {"draft_days": 20}, 0, EDITOR)
    with pytest.raises(Stale):
        city.desk.draft("intake", {"draft_days": 10}, 0, OTHER_EDITOR)
    second = city.desk.draft("intake", {"draft_days": 10}, first["revision"], OTHER_EDITOR)
    assert (second["number"], second["authors"]) == (1, ["S-1", "S-2"])


def test_a_draft_holds_every_field(city: City) -> None:
    draft = city.desk.draft("intake", {"draft_days": 20}, 0, EDITOR)
    assert draft["content"]["materials_per_case"] == 30


def test_nobody_decides_on_their_own_draft(city: City) -> None:
    city.desk.draft("intake", {}, 0, BOTH)
    with pytest.raises(Forbidden):
        city.desk.audit("intake", 1, None, BOTH, None)
    city.desk.audit("intake", 1, None, AUDITOR, None)
    with pytest.raises(Forbidden):
        city.desk.publish("intake", 1, BOTH, None)


def test_a_city_may_want_three_people(city: City) -> None:
    city.publish("publishing", {"auditor_may_publish": False})
    city.desk.draft("intake", {}, 0, EDITOR)
    city.desk.audit("intake", 1, None, AUDITOR, None)
    with pytest.raises(Forbidden, match="auditor_may_not_publish"):
        city.desk.publish("intake", 1, AUDITOR, None)
    city.desk.publish("intake", 1, OTHER_AUDITOR, None)


def test_what_is_sent_back_is_edited_and_audited_again(city: City) -> None:
    draft = city.desk.draft("intake", {}, 0, EDITOR)
    sent_back = city.desk.audit("intake", 1, "请核对天数", AUDITOR, None)
    assert sent_back["stage"] == "draft"
    assert city.acts[-1].changes["reason"] == "请核对天数"
    with pytest.raises(RuleViolation):
        city.desk.publish("intake", 1, AUDITOR, None)
    with pytest.raises(Stale):
        city.desk.draft("intake", {}, draft["revision"], EDITOR)


def test_wrong_content_is_not_drafted(city: City) -> None:
    with pytest.raises(Invalid):
        city.desk.draft("intake", {"draft_days": 0}, 0, EDITOR)
    assert city.acts == []


def test_unknown_documents_and_editions(city: City) -> None:
    for ask in (
        lambda: city.desk.overview("weather"),
        lambda: city.desk.edition("weather", 1),
        lambda: city.desk.edition("intake", 1),
        lambda: city.desk.draft("weather", {}, 0, EDITOR),
        lambda: city.desk.audit("intake", 1, None, AUDITOR, None),
    ):
        with pytest.raises(NotFound):
            ask()


def test_two_editors_at_once_lose_nothing(city: City) -> None:
    read = city.store.ledger

    def read_before_the_other_writes() -> Ledger:
        city.store.ledger = read  # type: ignore[method-assign]
        ledger = read()
        city.desk.draft("intake", {"draft_days": 10}, 0, OTHER_EDITOR)
        return ledger

    city.store.ledger = read_before_the_other_writes  # type: ignore[method-assign]
    with pytest.raises(Stale):
        city.desk.draft("intake", {"draft_days": 20}, 0, EDITOR)
    assert city.desk.overview("intake")["draft"]["content"]["draft_days"] == 10


def test_a_repeated_publication_gets_the_first_answer(city: City) -> None:
    city.desk.draft("intake", {}, 0, EDITOR)
    city.desk.audit("intake", 1, None, AUDITOR, None)
    once = Once("staff:S-3", "POST", "k", "body")
    first = city.desk.publish("intake", 1, AUDITOR, once)
    assert city.desk.publish("intake", 1, AUDITOR, once) == first
    assert city.service.release() == 1
