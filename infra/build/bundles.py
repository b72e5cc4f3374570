"""The zips: unpacked, trimmed, compiled and packed so that the same sources always give the same bytes."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from infra.build.chalice_package import packaged

LEFTOVERS = ("__pycache__", ".*")  # what tools leave in a package's folder
_EPOCH = (1980, 1, 1, 0, 0, 0)
_SERVICES = {"dynamodb", "events", "kms", "s3", "secretsmanager", "sqs", "sts"}
_CALLED = {"kms": {"GenerateMac", "GetPublicKey", "Sign"}}
"""Of a service that cold starts load beside DynamoDB: what roles allow of it, and so all that anything may call."""
_IN_LAYER = "python/lib/python3.11/site-packages"


def make_layer(root: Path, target: Path) -> None:
    """The pinned dependencies, without what no function uses, and Chalice's run time."""

    def fill(folder: Path) -> None:
        with packaged(root) as package:
            _unpack(package / "layer-deployment.zip", folder)
            _unpack(package / "deployment.zip", folder / _IN_LAYER, "chalice/")
        _undocument(folder)

    _repack(target, fill, keep=is_used)


def make_api(root: Path, target: Path) -> None:
    """app.py and chalicelib."""

    def fill(folder: Path) -> None:
        shutil.copy2(root / "app.py", folder)
        _copy(root / "chalicelib", folder)

    _repack(target, fill)


def make_functions(root: Path, target: Path) -> None:
    """functions and chalicelib."""

    def fill(folder: Path) -> None:
        _copy(root / "functions", folder)
        _copy(root / "chalicelib", folder)

    _repack(target, fill)


def is_used(name: str) -> bool:
    """Whether a file of the layer is needed: botocore describes 400 services, we call seven."""
    if name.endswith((".pyi", ".pyc", ".whl")) or "/boto3/examples/" in name:
        return False
    _, found, described = name.partition("/botocore/data/")
    if not found or "/" not in described:
        return True
    return described.split("/")[0] in _SERVICES and "/examples-1.json" not in described


def _repack(target: Path, fill: Callable[[Path], None], keep: Callable[[str], bool] = lambda _: True) -> None:
    with TemporaryDirectory(prefix="banshi-bundle-") as scratch:
        folder = Path(scratch, "content")
        folder.mkdir()
        fill(folder)
        for path in [p for p in folder.rglob("*") if p.is_file()]:
            if not keep(f"/{path.relative_to(folder).as_posix()}"):
                path.unlink()
        _compile(folder)
        _pack(folder, target)


def _unpack(archive: Path, folder: Path, prefix: str = "") -> None:
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder, [name for name in packed.namelist() if name.startswith(prefix)])


def _undocument(folder: Path) -> None:
    """Services' descriptions without their prose and unpacked: every cold start reads two or three of them."""
    for described in folder.rglob("botocore/data/*/*/*.json.gz"):
        model = json.loads(gzip.decompress(described.read_bytes()), object_hook=_without_prose)
        called = _CALLED.get(described.parent.parent.name)
        model = with_calls(model, called) if called and "operations" in model else model
        described.with_suffix("").write_text(json.dumps(model, ensure_ascii=False, separators=(",", ":")))
        described.unlink()


def with_calls(model: dict[str, Any], called: set[str]) -> dict[str, Any]:
    """A service's description with those operations alone, and the shapes that they are made of."""
    operations = {name: said for name, said in model["operations"].items() if name in called}
    reached = _reached(model["shapes"], operations, set())
    return {**model, "operations": operations, "shapes": {name: model["shapes"][name] for name in sorted(reached)}}


def _reached(shapes: dict[str, Any], part: Any, found: set[str]) -> set[str]:
    name = part.get("shape") if isinstance(part, dict) else None
    if isinstance(name, str) and name in shapes and name not in found:
        found.add(name)
        _reached(shapes, shapes[name], found)
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        _reached(shapes, inner, found)
    return found


def _without_prose(shape: dict[str, Any]) -> dict[str, Any]:
    """Empty, not left out: botocore asks for some. A shape may have a member of that name, which is no text."""
    return {name: "" if name == "documentation" and isinstance(said, str) else said for name, said in shape.items()}


def _copy(package: Path, folder: Path) -> None:
    shutil.copytree(package, folder / package.name, ignore=shutil.ignore_patterns(*LEFTOVERS))


def _compile(folder: Path) -> None:
    """Bytecode that is trusted without looking at the source: the biggest lever on a cold start.

    In a fresh interpreter, one file after the other: what was compiled before shows in marshalled references.
    """
    command = [sys.executable, "-I", "-m", "compileall", "-q", "-q", "-s", str(folder)]
    command += ["--invalidation-mode", "unchecked-hash", str(folder)]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "0"})


def _pack(folder: Path, target: Path) -> None:
    unfinished = target.with_suffix(".part")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o755 if path.suffix == ".so" else 0o644) << 16
            packed.writestr(entry, path.read_bytes(), compresslevel=9)
    unfinished.replace(target)
