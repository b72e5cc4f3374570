"""What an earlier run left behind, and what its end cost."""

from __future__ import annotations

import fcntl
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.local.places import Places
from infra.local.processes import Mark, recorded, stop

CLOUD = "local cloud"


class AlreadyRunning(RuntimeError):
    """The city runs already; the message says where."""


@contextmanager
def only_run(places: Places) -> Iterator[None]:
    """Hold the city's lock, which a dead process cannot. Raises AlreadyRunning."""
    places.make()
    with places.lock.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise AlreadyRunning(
                f"The city is already running: {_address(places)}. Stop it with Ctrl-C there."
            ) from held
        yield


def recover(places: Places, warn: Callable[[str], None]) -> bool:
    """End what a killed run left, our own processes only, and say what was lost. Returns whether there was one."""
    places.city_file.unlink(missing_ok=True)
    if not places.ledger.exists():
        return False
    marks = recorded(places.ledger)
    alive = [mark for mark in marks if mark.alive]
    for mark in alive:
        warn(f"An earlier run was killed and left its {mark.name} behind (process {mark.pid}): stopping it.")
        stop(mark)
    warn(_loss(alive))
    places.ledger.unlink()
    return True


def set_aside(places: Places) -> Path:
    """Move the cloud's state out of the way, for a new one; returns where it is now."""
    aside = places.state / f"cloud-set-aside-{int(time.time())}"
    places.cloud.rename(aside)
    places.make()
    return aside


def _loss(alive: list[Mark]) -> str:
    if any(mark.name == CLOUD for mark in alive):
        return "Nothing was lost: the local cloud was still running and has saved its state."
    return (
        "The earlier run's local cloud was killed too. It saves its state on a graceful stop only: whatever was "
        "entered since that run's start is lost, the state before it stands."
    )


def _address(places: Places) -> str:
    try:
        url: str = json.loads(places.city_file.read_text())["base_url"]
    except (FileNotFoundError, ValueError, KeyError):
        return "it is still coming up or going down"
    return url
