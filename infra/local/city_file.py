"""`.local/city.json`: how a client, a story or a test finds the running city and drives it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from infra.local import ministack, stand_ins
from infra.local.deploying import STAGE
from infra.local.ports import LOOPBACK, Ports


def describe(ports: Ports, outputs: dict[str, str], sample: dict[str, Any]) -> dict[str, Any]:
    """The file's content: addresses, names of resources, and whom to log in as."""
    return {
        "base_url": base_url(ports),
        "stage": STAGE,
        "partners_url": stand_ins.base_url(ports.partners),
        "endpoint_url": ministack.endpoint(ports.cloud),
        "region": ministack.REGION,
        "access_key": {"id": "test", "secret": "test"},
        "resources": outputs,
        **sample,
    }


def base_url(ports: Ports) -> str:
    """The front door's URL."""
    return f"http://{LOOPBACK}:{ports.front_door}"


def write(path: Path, city: dict[str, Any]) -> None:
    """Put the file in place at once: who reads it never sees half of it. It holds passwords."""
    unfinished = path.with_suffix(".part")
    unfinished.touch(mode=0o600)
    unfinished.write_text(json.dumps(city, ensure_ascii=False, indent=2) + "\n")
    unfinished.replace(path)
