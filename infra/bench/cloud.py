"""The cloud that is measured on: the artifact deployed on a local cloud of its own, with nothing behind the acts."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3

from infra.build.artifact import build
from infra.local import ministack, stand_ins
from infra.local.deploying import deploy_city, use_local_cloud
from infra.local.places import BUILD, CLOUD_ENVIRONMENT
from infra.local.ports import Ports, claim
from infra.local.processes import ProcessFailed

STAGE = "bench"  # law time cannot be moved in it, as in a real city
_SETTLED_WITHIN_S = 60


@dataclass(frozen=True)
class Cloud:
    """A running local cloud: its URL, the partners', and each function's settings as deployed."""

    endpoint: str
    partners: str
    settings: dict[str, dict[str, str]]

    @property
    def api(self) -> dict[str, str]:
        """The settings of the API."""
        return self.settings["ApiFunction"]


@contextmanager
def running(folder: Path, *, silent: bool = True) -> Iterator[Cloud]:
    """Deploy into a cloud that keeps nothing; this process then has the API's settings in its environment.

    Not `silent`: acts are reacted to, as in a real city.
    """
    build(BUILD)
    ports = claim(Ports(0, 0, 0))
    cloud = ministack.start_cloud(CLOUD_ENVIRONMENT, ports.cloud, _made(folder / "cloud"), folder / "cloud.log")
    partners = stand_ins.start_partners(ports.partners, folder / "partners.json", folder / "partners.log")
    try:
        ministack.wait_for_cloud(cloud, ports.cloud)
        stand_ins.wait_for_partners(partners, ports.partners)
        use_local_cloud(ministack.endpoint(ports.cloud))
        outputs = deploy_city(stand_ins.base_url(ports.partners), lambda _: None)
        if silent:
            _silence_streams()
        settings = {name: _settings(arn) for name, arn in outputs.items() if name.endswith("Function")}
        os.environ.update(settings["ApiFunction"])
        yield Cloud(ministack.endpoint(ports.cloud), stand_ins.base_url(ports.partners), settings)
    finally:
        partners.stop()
        cloud.stop(patience=0)  # what it would save is of no use


def _settings(function: str) -> dict[str, str]:
    deployed = boto3.client("lambda").get_function_configuration(FunctionName=function)
    return {**deployed["Environment"]["Variables"], "STAGE": STAGE, "LOG_LEVEL": "INFO"}


def _silence_streams() -> None:
    """Nothing reacts to acts, or starts by the clock: it would use the processor that is being measured."""
    schedules = boto3.client("scheduler")
    for schedule in schedules.list_schedules()["Schedules"]:
        schedules.delete_schedule(Name=schedule["Name"])
    client = boto3.client("lambda")
    for mapping in client.list_event_source_mappings()["EventSourceMappings"]:
        client.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)
    _wait_until_disabled(client)


def _wait_until_disabled(client: Any) -> None:
    deadline = time.monotonic() + _SETTLED_WITHIN_S
    while any(m["State"] != "Disabled" for m in client.list_event_source_mappings()["EventSourceMappings"]):
        if time.monotonic() > deadline:
            raise ProcessFailed("the local cloud does not disable its event source mappings")
        time.sleep(0.2)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def say(text: str) -> None:
    """Tell what is being measured, beside what the application logs."""
    print(text, file=sys.stderr, flush=True)
