"""Warm requests: the application's processor time by that of a hand-written handler, in one process, in turn."""

from __future__ import annotations

import json
import statistics
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from infra.bench.artifact import Artifact
from infra.bench.endpoint import serving
from infra.bench.meter import Scene
from infra.local.places import ROOT

ROUTES = {
    "status": "POST /v1/status-lookups",
    "timeline": "GET /v1/cases/{case_id}/timeline",
    "submit": "POST /v1/cases/{case_id}/submission",
    "accept": "POST /v1/cases/{case_id}/acceptance",
}
CALLS = 20
"""How many requests each side answers before it is the other's turn."""
CLIENTS = ("as it comes", "set as ours")
"""How the hand-written handler's botocore client is set: not at all, or as the application's own."""


@dataclass(frozen=True)
class Warm:
    """Medians of one route, in milliseconds of processor time, and the ratio for either client by hand."""

    name: str
    route: str
    application_ms: float
    by_hand_ms: float
    ratio: float
    ratio_same_client: float


def measure(
    artifact: Artifact, scenes: Mapping[str, Scene], settings: dict[str, str], rounds: int, folder: Path
) -> list[Warm]:
    """Every route."""
    found = []
    for name, route in ROUTES.items():
        own = folder / name
        own.mkdir()
        (own / "event.json").write_text(json.dumps(scenes[route].event))
        with serving(scenes[route].answers, own) as endpoint:
            code = _child(name, own / "event.json", rounds)
            bare, same = (_sides(artifact, code, {**settings, "BY_HAND": client}, endpoint) for client in CLIENTS)
        found.append(Warm(name, route, 1000 * bare[0], 1000 * bare[1], bare[0] / bare[1], same[0] / same[1]))
    return found


def _child(name: str, event: Path, rounds: int) -> str:
    arguments = ["", name, str(event), str(rounds), str(CALLS)]
    return f"""sys.path.append({str(ROOT)!r})
sys.argv = {arguments!r}
from infra.bench.warm_child import main
main()"""


def _sides(artifact: Artifact, code: str, settings: dict[str, str], endpoint: str) -> tuple[float, float]:
    """Median seconds of the application and of the handler by hand."""
    times = json.loads(artifact.run((artifact.api,), code, settings, endpoint)[-1])
    return statistics.median(times["application"]), statistics.median(times["by_hand"])
