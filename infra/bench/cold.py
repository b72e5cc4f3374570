"""Cold starts: from the first import to the answer of the first request, in fresh processes, in turn with the baseline.

Processor time of the process: the processor may be shared, and what a cold start does is compute. The request is a
whole one, with its calls to DynamoDB, KMS, S3 and SQS, which an endpoint in another process answers from memory.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from infra.bench.artifact import Artifact
from infra.bench.endpoint import serving
from infra.bench.meter import Scene

BASELINE = "a bare boto3 DynamoDB client"
FIRST_REQUESTS = {
    "GET /v1/health": "operations",
    "GET /v1/me": "identity",
    "POST /v1/sessions/refresh": "identity",
    "GET /v1/items": "catalogue",
    "POST /v1/items/{item_code}/guide": "catalogue",
    "GET /v1/configuration/{document}": "configuration",
    "POST /v1/status-lookups": "cases (status)",
    "GET /v1/cases/{case_id}/timeline": "cases (status)",
    "GET /v1/cases/{case_id}": "cases (intake)",
    "POST /v1/cases/{case_id}/submission": "cases (intake)",
    "POST /v1/cases/{case_id}/acceptance": "cases (desk)",
    "GET /v1/supervision/summary": "supervision",
}
"""The first requests that are measured, and whose they are."""
FUNCTIONS = {
    "relay_acts": "RelayActsFunction",
    "count_acts": "CountActsFunction",
    "assign_tasks": "AssignTasksFunction",
    "issue_cards": "IssueCardsFunction",
    "keep_deadlines": "KeepDeadlinesFunction",
    "sweep_deadlines": "SweepDeadlinesFunction",
    "enforce_deadline": "EnforceDeadlineFunction",
    "anchor_acts": "AnchorActsFunction",
    "index_items of what was withdrawn": "IndexItemsFunction",
    "index_items": "IndexItemsFunction",
    "run_imports": "RunImportsFunction",
    "issue_reports": "IssueReportsFunction",
}
UNBOUNDED = ("index_items",)
"""A name not seen before needs the dictionary of pinyin; nobody waits for that, what is pending is found at once."""
TIME_LEFT_MS = 60_000
_FUNCTION = "function"
_CONTEXT = f"""from types import SimpleNamespace
context = SimpleNamespace(get_remaining_time_in_millis=lambda: {TIME_LEFT_MS})
"""
_CLIENT = "import boto3\nboto3.client('dynamodb')"
_NOWHERE = "http://127.0.0.1:9"  # the baseline calls nothing


@dataclass(frozen=True)
class Cold:
    """Medians of one cold start, in milliseconds, and processor time by the baseline's."""

    domain: str
    name: str
    cpu_ms: float
    wall_ms: float
    ratio: float

    @property
    def bounded(self) -> bool:
        return self.name not in UNBOUNDED


@dataclass(frozen=True)
class _Start:
    domain: str
    name: str
    run: Callable[[], tuple[float, float]]


def measure(
    artifact: Artifact, scenes: Mapping[str, Scene], settings: Mapping[str, dict[str, str]], runs: int, folder: Path
) -> list[Cold]:
    """The baseline first, then every first request and every function."""
    with ExitStack() as serving_:
        starts = [_Start("", BASELINE, lambda: _times(artifact.run((), _timed(_CLIENT), {}, _NOWHERE)))]
        for name, domain in FIRST_REQUESTS.items():
            replay = _replayed(scenes[name], serving_, folder / f"api{len(starts)}")
            starts.append(_start(artifact, domain, name, replay, settings["ApiFunction"]))
        for name, function in FUNCTIONS.items():
            replay = _replayed(scenes[name], serving_, folder / f"function{len(starts)}")
            starts.append(_start(artifact, _FUNCTION, name, replay, settings[function]))
        taken: list[list[tuple[float, float]]] = [[] for _ in starts]
        for _ in range(runs):
            for start, times in zip(starts, taken, strict=True):
                times.append(start.run())
    return _medians(starts, taken)


def _replayed(scene: Scene, serving_: ExitStack, folder: Path) -> tuple[Path, str]:
    """The file of the scene's event, and the endpoint that has its answers."""
    folder.mkdir()
    event = folder / "event.json"
    event.write_text(json.dumps(scene.event))
    return event, serving_.enter_context(serving(scene.answers, folder))


def _start(artifact: Artifact, domain: str, name: str, replay: tuple[Path, str], settings: dict[str, str]) -> _Start:
    event, endpoint = replay
    code = f"import json\nwith open({str(event)!r}) as file: event = json.load(file)\n"
    if domain == _FUNCTION:
        zips = (artifact.functions,)
        code += _CONTEXT
        code += _timed(f"from functions.{name.partition(' ')[0]}.handler import handler\nhandler(event, context)")
    else:
        zips = (artifact.api,)
        code += _timed("import app\nanswer = app.handler(event, None)") + "\nassert answer['statusCode'] < 300, answer"
    return _Start(domain, name, lambda: _times(artifact.run(zips, code, settings, endpoint)))


def _timed(code: str) -> str:
    began = "import time\nbegan, wall = time.process_time(), time.perf_counter()\n"
    return f"{began}{code}\ntook = time.process_time() - began, time.perf_counter() - wall\nprint(*took)"


def _times(printed: list[str]) -> tuple[float, float]:
    """Processor and wall seconds: the last line, after what the application logged."""
    cpu, wall = printed[-1].split()
    return float(cpu), float(wall)


def _medians(starts: list[_Start], taken: list[list[tuple[float, float]]]) -> list[Cold]:
    found = []
    baseline = statistics.median(cpu for cpu, _ in taken[0])
    for start, times in zip(starts, taken, strict=True):
        cpu, wall = (statistics.median(column) for column in zip(*times, strict=True))
        found.append(Cold(start.domain, start.name, cpu * 1000, wall * 1000, cpu / baseline))
    return found
