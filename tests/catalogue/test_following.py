"""The function that folds the index lets the directory of materials follow: twice, late, past what it cannot read."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.archive.lines import Line
from chalicelib.catalogue import acts
from chalicelib.shared.acts import Act, Chain, Recorder
from chalicelib.wiring import catalogue as wiring
from functions.index_items.handler import handler
from tests.catalogue.samples import content
from tests.catalogue.test_routes import CODE
from tests.catalogue.test_views import put_in_force, take_out_of_force
from tests.configuration.people import AUDITOR
from tests.fakes import FakeClock
from tests.functions.queue import message_of

DONE: dict[str, Any] = {"batchItemFailures": []}


def published() -> Act:
    clock = FakeClock()
    said = {"item_code": CODE, "number": 1, "sha256": "ab" * 32, "superseded": None}
    return Recorder(clock, clock, lambda: 0).next(Chain(f"item#{CODE}"), acts.PUBLISHED, AUDITOR, said)


def message(number: int = 1) -> dict[str, Any]:
    return message_of(Line(published(), str(number)))


def needed() -> list[str]:
    return [entry["material"] for entry in wiring.proof_directory().page(100, None, None)[0]]


@pytest.mark.usefixtures("bucket")
def test_the_directory_follows_an_act_however_often_it_comes() -> None:
    put_in_force(content())
    for _ in range(2):
        assert handler({"Records": [message()]}, None) == DONE
        assert needed() == sorted(material["name"] for material in content()["materials"])


@pytest.mark.usefixtures("bucket")
def test_an_act_that_comes_late_finds_what_is_in_force_now() -> None:
    put_in_force(content())
    take_out_of_force(CODE)
    assert handler({"Records": [message()]}, None) == DONE
    assert needed() == []


@pytest.mark.usefixtures("bucket")
def test_an_act_that_cannot_be_read_comes_again_and_holds_up_no_other() -> None:
    put_in_force(content())
    broken = {**message(1), "body": "no act"}
    assert handler({"Records": [broken, message(2)]}, None) == {"batchItemFailures": [{"itemIdentifier": "m1"}]}
    assert needed() != []
