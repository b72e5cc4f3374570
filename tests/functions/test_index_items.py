"""The consumer of the items queue: an act is only the bell, and what fails comes again."""

from __future__ import annotations

from typing import Any

import boto3
import pytest

from chalicelib.archive.lines import Line
from chalicelib.catalogue import acts
from chalicelib.shared.acts import Chain, Recorder
from chalicelib.wiring import catalogue as wiring
from functions.index_items.handler import handler
from tests.catalogue.entries import entry
from tests.configuration.cloud import wired
from tests.configuration.people import AUDITOR
from tests.fakes import FakeClock
from tests.functions.queue import message_of


@pytest.fixture
def listed(tables: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A published item that no index has yet."""
    monkeypatch.setenv("CATALOGUE_BUCKET", "catalogue")
    place = {"LocationConstraint": "cn-north-1"}
    boto3.client("s3").create_bucket(Bucket="catalogue", CreateBucketConfiguration=place)
    with wired(monkeypatch):
        from chalicelib.shared.table import Write

        writes: tuple[Write, ...] = wiring.catalogue_table().list_item(entry("A"))
        for write in writes:
            write.item.save()
        yield wiring.item_search()


def batch(*numbers: int) -> dict[str, Any]:
    clock = FakeClock()
    said = {"item_code": "A", "number": 1, "sha256": "ab" * 32, "reason": "x"}
    act = Recorder(clock, clock, lambda: 0).next(Chain("item#A"), acts.WITHDRAWN, AUDITOR, said)
    return {"Records": [message_of(Line(act, str(number))) for number in numbers]}


def pinyin_finds(search: Any) -> bool:
    from chalicelib.catalogue.search.counting import Filters

    return bool(search.find("jzzsl", Filters(), 9).hits)


def test_a_batch_brings_the_index_up_to_date(listed: Any) -> None:
    assert not pinyin_finds(listed)
    assert handler(batch(1, 2), None) == {"batchItemFailures": []}
    assert pinyin_finds(listed)
    assert handler(batch(1), None) == {"batchItemFailures": []}


def test_what_fails_comes_again_as_a_whole(listed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CATALOGUE_BUCKET", "another")
    again = handler(batch(1, 2), None)
    assert again == {"batchItemFailures": [{"itemIdentifier": "m1"}, {"itemIdentifier": "m2"}]}
