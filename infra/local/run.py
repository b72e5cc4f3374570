"""`make run`: build, start, deploy, seed, open the front door, and stop without loss."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any

from infra.build.artifact import build
from infra.deploy.stack import DeploymentFailed
from infra.local import city_file, ministack, stand_ins, streams, warming
from infra.local.announcement import invite
from infra.local.deploying import deploy_city, is_whole, use_local_cloud
from infra.local.places import BUILD, CLOUD_ENVIRONMENT, Places
from infra.local.ports import Ports, claim
from infra.local.processes import Child, ProcessFailed, record
from infra.local.progress import Progress
from infra.local.recovery import only_run, recover, set_aside
from infra.local.seed import marker, seeding
from infra.local.serving import Server


class Stopped(Exception):
    """Somebody asked the city to stop."""


@dataclass
class City:
    """A city coming up: what it uses, what runs."""

    places: Places
    ports: Ports
    progress: Progress
    children: list[Child]


def run(places: Places, wanted: Ports) -> None:
    """Run the city until it is asked to stop. Raises the errors that `__main__` words."""
    progress = Progress()
    with only_run(places), _stoppable() as stop, ExitStack() as closing:
        after_kill = recover(places, progress.warn)
        city = City(places, claim(wanted, places.cloud_port), progress, [])
        closing.callback(_stop_children, city)
        try:
            _bring_up(city, closing, after_kill=after_kill)
            _watch(city, stop)
        except Stopped:
            progress.say()


def _bring_up(city: City, closing: ExitStack, *, after_kill: bool) -> None:
    places, ports, progress = city.places, city.ports, city.progress
    _start_children(city)
    with progress.step("artifact") as step:
        made = build(BUILD)
        step.note(f"built {', '.join(made)}" if made else "nothing changed")
    outputs = _deploy_whole(city, after_kill=after_kill)
    server = Server(_upstream(ports, outputs), ports.front_door)
    server.start()
    closing.callback(server.stop)
    with progress.step("warm-up"):
        warming.warm(city_file.base_url(ports))
    with progress.step("catalogue, divisions, people and staff") as step:
        sample = seeding.seed(city_file.base_url(ports), outputs, places.passwords, step.note)
    city_file.write(places.city_file, city_file.describe(ports, outputs, sample))
    closing.callback(places.city_file.unlink, missing_ok=True)
    invite(progress.say, places, ports, sample)


def _start_children(city: City) -> None:
    places, ports = city.places, city.ports
    cloud = ministack.start_cloud(CLOUD_ENVIRONMENT, ports.cloud, places.cloud, places.logs / "cloud.log")
    city.children.append(cloud)
    partners = stand_ins.start_partners(ports.partners, places.partners, places.logs / "partners.log")
    city.children.append(partners)
    record(places.ledger, city.children)


def _deploy_whole(city: City, *, after_kill: bool) -> dict[str, str]:
    """Deploy; a state that a kill left in pieces, or that other code wrote, is set aside, and the city begins anew."""
    why = "does not fit together"
    try:
        outputs = _deploy(city)
        if is_whole(outputs):
            if marker.readable(outputs["CatalogueTable"]):
                return outputs
            why = "was written by an older version whose records this one does not read"
    except DeploymentFailed:
        if not after_kill:
            raise
    _stop_children(city)
    aside = set_aside(city.places)
    city.progress.warn(f"The saved state {why}. It is set aside in {aside}; the city begins anew.")
    _start_children(city)
    return _deploy(city)


def _deploy(city: City) -> dict[str, str]:
    ports, (cloud, partners) = city.ports, city.children
    with city.progress.step("local cloud and partners") as step:
        ministack.wait_for_cloud(cloud, ports.cloud)
        stand_ins.wait_for_partners(partners, ports.partners)
        step.note(f"ports {ports.cloud} and {ports.partners}, loopback only")
    use_local_cloud(ministack.endpoint(ports.cloud))
    with city.progress.step("stack") as step:
        return deploy_city(stand_ins.base_url(ports.partners), step.note)


def _upstream(ports: Ports, outputs: dict[str, str]) -> str:
    return f"{ministack.endpoint(ports.cloud)}/restapis/{outputs['ApiId']}/{outputs['ApiStage']}/_user_request_"


def _watch(city: City, stop: threading.Event) -> None:
    while not stop.wait(0.5):
        for child in city.children:
            if not child.alive:
                raise ProcessFailed(f"{child.mark.name} ended by itself\n{child.tail()}")


def _stop_children(city: City) -> None:
    """Stop them all. The ledger stays when one was gone before: the next start then says what that cost."""
    if not city.children:
        return
    clean = all(child.alive for child in city.children)
    with city.progress.step("stopping, the city's state is saved" if clean else "stopping"):
        if clean:
            streams.let_them_run_dry()
        for child in reversed(city.children):
            child.stop()
    city.children.clear()
    if clean:
        city.places.ledger.unlink(missing_ok=True)


@contextmanager
def _stoppable() -> Iterator[threading.Event]:
    """Ctrl-C and SIGTERM stop the city wherever it is; a second one does not cut the saving short."""
    stop = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            return
        stop.set()
        raise Stopped

    before: dict[int, Any] = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
