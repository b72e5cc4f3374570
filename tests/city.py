"""A city for the tests that drive the deployed artifact: started once, shared by every worker, stopped by the last.

`BANSHI_CITY=.local/city.json` makes the tests use a city that runs already.
"""

from __future__ import annotations

import fcntl
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest

from infra.local.places import ROOT, Places
from infra.local.ports import Ports
from infra.local.processes import Child, Mark, ProcessFailed, start, started_at, stop
from infra.local.story.city import City as Driven
from infra.local.story.law_time import LawTime, law_time

_UP_WITHIN_S = 240


@dataclass(frozen=True)
class City:
    """A running city, as its `city.json` describes it."""

    described: dict[str, Any]

    @property
    def base_url(self) -> str:
        """The front door."""
        url: str = self.described["base_url"]
        return url

    @property
    def partners_url(self) -> str:
        """The partners' stand-ins."""
        url: str = self.described["partners_url"]
        return url

    @property
    def resources(self) -> dict[str, str]:
        """The stack's outputs: names of tables, buckets, queues, functions, roles."""
        outputs: dict[str, str] = self.described["resources"]
        return outputs

    def staff(self, role: str) -> dict[str, Any]:
        """Somebody who holds `role`: staff_no, password and the rest."""
        return next(member for member in self.described["staff"] if role in member["roles"])

    def client(self, service: str) -> Any:
        """An AWS client of the local cloud."""
        return boto3.client(
            service,
            endpoint_url=self.described["endpoint_url"],
            region_name=self.described["region"],
            aws_access_key_id=self.described["access_key"]["id"],
            aws_secret_access_key=self.described["access_key"]["secret"],
        )


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """The city that all deployed tests share: they tell their cases apart by fresh ids."""
    if given := os.environ.get("BANSHI_CITY"):
        yield City(json.loads(Path(given).read_text()))
        return
    with _used(_shared(tmp_path_factory, "city")) as described:
        yield City(described)


@pytest.fixture(scope="session")
def city_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """Another city, for tests that move law time, which is everybody's."""
    if given := os.environ.get("BANSHI_CITY"):
        yield City(json.loads(Path(given).read_text()))
        return
    with _used(_shared(tmp_path_factory, "city-apart")) as described:
        yield City(described)


@pytest.fixture
def law(city_apart: City, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LawTime]:
    """Law time of that city, for one test at a time; the machine's again afterwards."""
    with _alone(_shared(tmp_path_factory, "law")), law_time(Driven(city_apart.described)) as clock:
        yield clock


def _shared(tmp_path_factory: pytest.TempPathFactory, name: str) -> Path:
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    (folder / "users").mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def _used(folder: Path) -> Iterator[dict[str, Any]]:
    user = folder / "users" / str(os.getpid())
    with _alone(folder):
        user.touch()
        described = _running(folder) or _started(folder)
    try:
        yield described
    finally:
        with _alone(folder):
            user.unlink(missing_ok=True)
            if not any(started_at(int(other.name)) for other in (folder / "users").iterdir()):
                stop(_mark(folder))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _running(folder: Path) -> dict[str, Any] | None:
    file = Places(folder / "state").city_file
    if not (file.exists() and _mark(folder).alive):
        return None
    described: dict[str, Any] = json.loads(file.read_text())
    return described


def _started(folder: Path) -> dict[str, Any]:
    places = Places(folder / "state")
    child = launch(places, folder / "city.log")
    (folder / "mark.json").write_text(json.dumps(asdict(child.mark)))
    described: dict[str, Any] = json.loads(places.city_file.read_text())
    return described


def launch(places: Places, log: Path, ports: Ports | None = None) -> Child:
    """Run a city, by default on free ports, as `make run` would; wait until it is up. Raises ProcessFailed."""
    front_door, cloud, partners = map(str, vars(ports or Ports(0, 0, 0)).values())
    command = [sys.executable, "-m", "infra.local", "run", "--state", str(places.state)]
    command += ["--port", front_door, "--cloud-port", cloud, "--partners-port", partners]
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    before = places.city_file.stat().st_mtime_ns if places.city_file.exists() else None
    child = start("test city", command, {**environment, "PYTHONPATH": str(ROOT)}, log)
    try:
        child.wait_until(
            lambda: places.city_file.exists() and places.city_file.stat().st_mtime_ns != before, _UP_WITHIN_S
        )
    except ProcessFailed:
        child.stop()
        raise
    return child


def _mark(folder: Path) -> Mark:
    return Mark(**json.loads((folder / "mark.json").read_text()))
