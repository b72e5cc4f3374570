"""A city stopped and started again, and one that was killed: what stays, what is lost, what is said."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from chalicelib.shared.clocks import LawClock, WallClock
from infra.local.places import Places
from infra.local.ports import Ports, claim
from infra.local.processes import recorded
from infra.local.seed.client import StaffClient
from infra.local.story import old_age_allowance
from infra.local.story.city import City
from infra.local.story.telling import Remembered
from tests.city import launch

pytestmark = pytest.mark.deployed

WARM_WITHIN_S = 30  # a few seconds on a quiet machine
COUNTED_WITHIN_S = 20


class Runs:
    """One state folder, run again and again."""

    def __init__(self, folder: Path) -> None:
        self.places = Places(folder / "state")
        self.log = folder / "run.log"
        self.ports = claim(Ports(0, 0, 0))

    def start(self) -> dict[str, Any]:
        """Start a run and wait until it is up; its words begin the log anew."""
        self.log.unlink(missing_ok=True)
        self.child = launch(self.places, self.log, self.ports)
        described: dict[str, Any] = json.loads(self.places.city_file.read_text())
        return described

    def kill(self) -> None:
        """End the run and all its children as a power cut would."""
        for mark in recorded(self.places.ledger):
            os.kill(mark.pid, signal.SIGKILL)
        self.child.process.kill()
        self.child.process.wait(10)

    def kill_the_runner_alone(self) -> None:
        """End the run as `kill -9` would, its children live on."""
        self.child.process.kill()
        self.child.process.wait(10)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    made = Runs(tmp_path_factory.mktemp("runs"))
    yield made
    made.child.stop()


def administrator_works(city: dict[str, Any]) -> bool:
    """Whether password and seed of `city.json` are the ones, and the duties done."""
    member = city["staff"][0]
    me = StaffClient(city["base_url"], member).get("/v1/me")
    return (me["staff_no"], me["roles"]) == (member["staff_no"], ["administrator"])


def keys(city: dict[str, Any]) -> list[str]:
    answer = requests.get(f"{city['base_url']}/.well-known/jwks.json", timeout=30)
    return [key["kid"] for key in answer.json()["keys"]]


def what_happens_is_counted(city: dict[str, Any]) -> bool:
    """Play a story; whether acts still reach their consumer, over the stream and the queue."""
    driven = City(city)
    old_age_allowance.play(driven, Remembered())
    supervisor = driven.staff("supervisor")
    today = str(LawClock(WallClock()).today())
    until = time.monotonic() + COUNTED_WITHIN_S
    while time.monotonic() < until:
        if supervisor.get("/v1/supervision/summary", **{"from": today, "to": today})["statuses"]:
            return True
        time.sleep(0.3)
    return False


def test_a_life_of_a_local_city(runs: Runs) -> None:
    """One test, for each step needs the one before."""
    city = runs.start()
    assert "creating stack" in runs.log.read_text()
    assert administrator_works(city)
    known = keys(city)

    runs.child.stop()
    assert "the city's state is saved" in runs.log.read_text()
    assert not runs.places.city_file.exists()
    assert not runs.places.ledger.exists()

    began = time.monotonic()
    city = runs.start()
    assert time.monotonic() - began < WARM_WITHIN_S
    said = runs.log.read_text()
    for fresh in ("artifact — nothing changed", "is up to date", "divisions, people and staff — nothing changed"):
        assert fresh in said
    assert "lost" not in said
    assert administrator_works(city)
    assert keys(city) == known
    assert what_happens_is_counted(city)

    runs.kill_the_runner_alone()
    city = runs.start()
    assert "Nothing was lost" in runs.log.read_text()
    assert administrator_works(city)

    runs.kill()
    city = runs.start()
    assert "saves its state on a graceful stop only" in runs.log.read_text()
    assert administrator_works(city)
    assert keys(city) == known


def test_a_torn_state_is_set_aside_and_the_city_begins_anew(runs: Runs) -> None:
    runs.kill()
    (runs.places.cloud / "state" / "dynamodb.json").write_text("{torn")
    city = runs.start()
    said = runs.log.read_text()
    assert "does not fit together" in said
    assert "creating stack" in said
    assert administrator_works(city)
    assert [path.name for path in runs.places.state.glob("cloud-set-aside-*")]
