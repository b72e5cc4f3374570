"""`python -m infra.local run|status|clean`: the local city."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from infra.build.chalice_package import PackagingFailed
from infra.deploy.stack import DeploymentFailed
from infra.local.places import ROOT, Places
from infra.local.ports import Ports, PortTaken, lived_on
from infra.local.processes import ProcessFailed
from infra.local.recovery import AlreadyRunning
from infra.local.seed.bootstrap import BootstrapFailed
from infra.local.seed.client import SeedRefused
from infra.local.warming import CityNotAnswering

WRONG_CALL = 2
FIRST_CLOUD_PORT = 4566
_OUTCOMES: dict[type[Exception], int] = {
    PortTaken: WRONG_CALL,
    AlreadyRunning: WRONG_CALL,
    PackagingFailed: 1,
    ProcessFailed: 1,
    DeploymentFailed: 1,
    CityNotAnswering: 1,
    BootstrapFailed: 1,
    SeedRefused: 1,
}


def main() -> int:
    """Do what was asked; an expected failure is told in plain words, with an exit code of its own."""
    asked = _read()
    places = Places(asked.state.resolve())
    try:
        _deed(asked, places)()
    except tuple(_OUTCOMES) as failed:
        print(failed, file=sys.stderr)
        return _OUTCOMES[type(failed)]
    return 0


def _deed(asked: argparse.Namespace, places: Places) -> Callable[[], None]:
    if asked.deed == "run":
        from infra.local.run import run

        as_before = lived_on(places.cloud_port) or FIRST_CLOUD_PORT
        cloud = as_before if asked.cloud_port is None else asked.cloud_port
        return lambda: run(places, Ports(asked.port, cloud, asked.partners_port))
    from infra.local import upkeep

    return lambda: upkeep.forget(places) if asked.deed == "clean" else upkeep.status(places)


def _read() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m infra.local", description=__doc__)
    parser.add_argument("deed", choices=("run", "status", "clean"))
    parser.add_argument("--state", type=Path, default=ROOT / ".local", help="folder of the city's state")
    for name, default in (("PORT", 8080), ("CLOUD_PORT", None), ("PARTNERS_PORT", 8090)):
        option = f"--{name.lower().replace('_', '-')}"
        wanted = int(os.environ[name]) if os.environ.get(name) else default
        said = default or f"as before, at first {FIRST_CLOUD_PORT}"
        parser.add_argument(option, type=int, default=wanted, help=f"0 takes a free one (default {said})")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
