"""Importing: rows per second, units per row and memory of the worker, of a new file and of the same file again.

    python -m infra.bench.imports [rows] [--deployed] [--keep]

prints the figures by themselves; with --keep they go into the next `docs/benchmarks.md` too. The worker is the packaged
function in a process of its own, the local cloud another; with --deployed the local cloud runs the function itself,
driven by the stream and the queue, and what is told is how long the city took.
"""

from __future__ import annotations

import csv
import io
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from infra.bench.artifact import Artifact, unpacked
from infra.bench.city import City
from infra.bench.cloud import Cloud, running
from infra.bench.listening import listened, quietly
from infra.bench.people import Person
from infra.local.places import ROOT
from infra.local.story.city import upload

ROWS = 2_000
KEPT = ROOT / "infra" / "bench" / "long_imports.json"
"""What longer runs found: the rows of the table, by the words of the command."""
_USCC = "11440300MB2C927392"
_HEADER = ("department", "item_name", "impl_code", "task_type", "area_code", "org_code_in_impl_code")
_IMPORTS = "/v1/catalogue/imports"
_AT_WORK = ("queued", "reading", "drafting")


class Imported(NamedTuple):
    """What an import took: of the worker processor and wall seconds, units, peak memory in MB and how often it ran."""

    name: str
    rows: int
    accepted: int
    wall: float
    cpu: float | None = None
    read: float | None = None
    write: float | None = None
    memory: float | None = None
    runs: int | None = None


def file_of(rows: int) -> bytes:
    """An invented district's list."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(_HEADER)
    for number in range(rows):
        code = f"990A{number:010d}-990100000000-000-{_USCC}-1-00"
        lines.writerow(("某某区人力资源和社会保障局", f"某某事项申请办理{number}", code, "1", "990100000000", _USCC))
    return text.getvalue().encode("gb18030")


def measure(artifact: Artifact, city: City, cloud: Cloud, rows: int) -> list[Imported]:
    """A new file, and the same file again."""
    data = file_of(rows)
    return [_imported(artifact, city, cloud, data, name) for name in ("a new file", "the same file again")]


def _imported(artifact: Artifact, city: City, cloud: Cloud, data: bytes, name: str) -> Imported:
    import_id = asked_for(city.staff["800001"], data)
    settings = cloud.settings["RunImportsFunction"]
    took = json.loads(artifact.run((artifact.functions,), _child(import_id), settings, cloud.endpoint)[-1])
    report = city.staff["800001"].get(f"{_IMPORTS}/{import_id}")
    if report["state"] != "concluded":
        raise SystemExit(f"the import did not end well: {report}")
    return Imported(name, report["rows"], report["accepted"], **took)


def asked_for(editor: Person, data: bytes) -> str:
    """The id of an import whose file is uploaded and complete."""
    file = {"size": len(data), "sha256": sha256(data).hexdigest()}
    asked = editor.post(_IMPORTS, {"kind": "items", "source": "bench", "format": "csv", "file": file})
    upload(asked["upload"], data)
    editor.post(f"{_IMPORTS}/{asked['import_id']}/completion")
    return str(asked["import_id"])


def _child(import_id: str) -> str:
    return f"""sys.path.append({str(ROOT)!r})
from infra.bench.import_child import main
main({import_id!r})"""


def described(found: list[Imported]) -> list[tuple[str, ...]]:
    """The rows of the table."""
    return [_described(one) for one in found]


def _described(one: Imported) -> tuple[str, ...]:
    speed = "" if one.cpu is None else f"{one.rows / one.cpu:,.0f}"
    units = ("" if of is None else f"{of / one.rows:.2f}" for of in (one.read, one.write))
    memory = "" if one.memory is None else f"{one.memory:.0f}"
    counted = f"{one.rows:,}", f"{one.accepted:,}", speed, f"{one.rows / one.wall:,.0f}"
    return one.name, *counted, *units, memory, "" if one.runs is None else str(one.runs)


def deployed(city: City, rows: int) -> Iterator[Imported]:
    """Either import by the city as deployed: the clock tells how long; what the worker took is not known."""
    data, editor = file_of(rows), city.staff["800001"]
    for name in ("a new file", "the same file again"):
        began = time.perf_counter()
        path = f"{_IMPORTS}/{asked_for(editor, data)}"
        while (report := editor.get(path))["state"] in _AT_WORK:
            time.sleep(1)
        took = time.perf_counter() - began
        yield Imported(f"{name}, deployed", report["rows"], report["accepted"], wall=took)


def main() -> None:
    """Print the figures."""
    words = sys.argv[1:]
    rows = next((int(word) for word in words if word.isdigit()), ROWS)
    by_itself = "--deployed" in words
    with tempfile.TemporaryDirectory(prefix="banshi-bench-") as named:
        folder = Path(named)
        with _city(folder, by_itself) as (city, cloud), quietly():
            made = deployed(city, rows) if by_itself else measure(unpacked(folder), city, cloud, rows)
            found = described(list(made))
    for line in found:
        print(" | ".join(line))
    if "--keep" in words:
        kept = {**_kept(), " ".join(word for word in words if word != "--keep"): found}
        KEPT.write_text(json.dumps(kept, indent=1) + "\n")


def long_runs() -> list[tuple[str, ...]]:
    """The rows of the table of longer runs, as they were kept."""
    return [(f"`{words}`", *line) for words, lines in _kept().items() for line in lines]


def _kept() -> dict[str, list[list[str]]]:
    kept: dict[str, list[list[str]]] = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    return kept


@contextmanager
def _city(folder: Path, by_itself: bool) -> Iterator[tuple[City, Cloud]]:
    with running(folder, silent=not by_itself) as cloud:
        _, city = listened(cloud)
        with quietly():
            city.settle()
        yield city, cloud


if __name__ == "__main__":
    main()
