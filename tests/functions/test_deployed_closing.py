"""The daily closing on the deployed stack: its role lets it do all of its work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import requests

from chalicelib.shared.clocks import rfc3339
from tests.city import City
from tests.functions.test_deployed_pipeline import invoke
from tests.journeys.driving import newcomer

pytestmark = pytest.mark.deployed


@pytest.fixture
def nine_days_later(city: City) -> Iterator[None]:
    """Law time as it will be, for one test."""
    yield
    requests.put(f"{city.base_url}/v1/local/clock", json={"now": None}, timeout=30).raise_for_status()


@pytest.mark.usefixtures("nine_days_later")
def test_an_account_is_closed_on_its_day(city: City) -> None:
    somebody = newcomer(city, "somebody who closes")
    before = somebody.get("/v1/me")["person_id"]
    somebody.post("/v1/me/closure", {})
    invoke(city, "CloseAccountsFunction", {})
    assert somebody.get("/v1/me")["closes_on"]
    later = rfc3339(datetime.now(UTC) + timedelta(days=9))
    requests.put(f"{city.base_url}/v1/local/clock", json={"now": later}, timeout=30).raise_for_status()
    for _ in range(2):
        invoke(city, "CloseAccountsFunction", {})
    assert newcomer(city, "somebody who closes").get("/v1/me")["person_id"] != before
