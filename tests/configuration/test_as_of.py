"""What was in force in a release stays what it was: documents that were issued under it read the same for ever."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest

from chalicelib.configuration.editing import ConfigurationDesk
from chalicelib.configuration.kinds import KINDS
from chalicelib.configuration.rules import plain
from chalicelib.configuration.service import ConfigurationService
from chalicelib.configuration.table import ConfigurationTable
from chalicelib.configuration.written_documents import WrittenDocuments
from chalicelib.shared.acts import Recorder, canonical_json
from chalicelib.shared.commit import DynamoCommitter
from chalicelib.shared.errors import Invalid
from chalicelib.shared.idempotency import OnceBook
from chalicelib.shared.sealing import Sealer
from tests.builders import a_clerk
from tests.configuration.memory import MemoryConfiguration
from tests.fakes import SECRET, FakeClock, MemoryCommitter

SHIPPED = "2b9f9f541c3e1c9d19b503ef249bcf177a60e30d8f7c6b8a14f27a8b39111f7e"
AUTHOR, AUDITOR = a_clerk(staff_no="S001"), a_clerk(staff_no="S002")


class City:
    """A city that keeps its configuration."""

    def __init__(self, store: Any, committer: Any) -> None:
        clock = FakeClock()
        self.store = store
        self.service = ConfigurationService(store, clock)
        recorder = Recorder(clock, clock, self.service.release)
        self.desk = ConfigurationDesk(store, self.service, recorder, committer)

    def publish(self, document: str, content: dict[str, Any]) -> int:
        """The number of the edition, in force with a new release."""
        number: int = self.desk.draft(document, content, 0, AUTHOR)["number"]
        self.desk.audit(document, number, None, AUDITOR, None)
        self.desk.publish(document, number, AUDITOR, None)
        return number

    def withdrawal(self, number: int) -> tuple[str, int]:
        """The wording as of a release, asked of a service that has kept nothing."""
        document, edition = ConfigurationService(self.store, FakeClock()).at("documents", number)
        return document.withdrawal, edition


@pytest.fixture(params=["memory", "dynamodb"])
def city(request: pytest.FixtureRequest) -> Iterator[City]:
    if request.param == "memory":
        yield City(MemoryConfiguration(), MemoryCommitter())
    else:
        request.getfixturevalue("tables")
        yield City(ConfigurationTable(), DynamoCommitter(OnceBook(Sealer(SECRET), FakeClock())))


def test_each_release_has_the_edition_that_was_in_force_in_it(city: City) -> None:
    shipped = WrittenDocuments().withdrawal
    city.publish("publishing", {})
    first = city.publish("documents", {"withdrawal": "第一版"})
    city.publish("publishing", {})
    second = city.publish("documents", {"withdrawal": "第二版"})
    city.desk.withdraw("documents", second, "恢复默认", AUDITOR, None)
    assert [city.withdrawal(release) for release in range(6)] == [
        (shipped, 0),
        (shipped, 0),
        ("第一版", first),
        ("第一版", first),
        ("第二版", second),
        (shipped, 0),
    ]
    assert city.service.release() == 5


def test_the_long_wording_is_not_read_with_what_every_act_needs(city: City) -> None:
    city.publish("documents", {"withdrawal": "第一版"})
    in_force = city.store.in_force()
    assert (in_force.contents["documents"], in_force.numbers["documents"]) == ({}, 1)
    assert city.desk.overview("documents")["content"]["withdrawal"] == "第一版"


def test_one_release_is_read_once() -> None:
    city = City(MemoryConfiguration(), MemoryCommitter())
    city.publish("documents", {"withdrawal": "第一版"})
    first = city.service.at("documents", 1)
    city.store.releases.clear()
    assert city.service.at("documents", 1) is first


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("declination", "理由：{reasons}", "placeholder_missing"),
        ("withdrawal", "{owner}", "placeholder_unknown"),
        ("correction", "{findings}{covering}", "placeholder_may_be_left_out"),
        ("receipt", "{case_no", "brace_alone"),
        ("receipt", "字" * 801, "too_long"),
    ],
)
def test_a_wording_that_could_not_be_filled_in_is_refused_at_draft(field: str, text: str, code: str) -> None:
    city = City(MemoryConfiguration(), MemoryCommitter())
    with pytest.raises(Invalid) as refused:
        city.desk.draft("documents", {field: text}, 0, AUTHOR)
    assert code in {fault.code for fault in refused.value.faults}


def test_the_shipped_wording_is_never_changed() -> None:
    """Documents were issued under it: a new default would rewrite them. A city publishes its own instead.

    `due_name` took the place of 承诺办结日期, and is that word wherever something was promised.
    """
    digest = sha256(canonical_json(plain(KINDS["documents"]())).encode()).hexdigest()
    assert digest == SHIPPED
