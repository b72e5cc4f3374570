"""The artifact as a function sees it: zips unpacked, and an interpreter that finds nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from infra.local.places import BUILD

_LAYER = "python/lib/python3.11/site-packages"
_FIXED = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "cn-north-1",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_LAMBDA_FUNCTION_NAME": "bench",
}


class MeasurementFailed(RuntimeError):
    """What was to be measured ended with an error; the message is what it printed."""


@dataclass(frozen=True)
class Artifact:
    """The unpacked zips."""

    layer: Path
    api: Path
    functions: Path

    def run(self, zips: Sequence[Path], code: str, settings: dict[str, str], endpoint: str) -> list[str]:
        """Run `code` in a fresh interpreter with these folders and the layer to import from; the lines it printed."""
        path = f"import sys\nsys.path[:0] = {[str(folder) for folder in (*zips, self.layer)]!r}\n"
        environment = {**_FIXED, **settings, "AWS_ENDPOINT_URL": endpoint}
        command = [sys.executable, "-I", "-S", "-c", path + code]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise MeasurementFailed(f"{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout.splitlines()


def unpacked(folder: Path) -> Artifact:
    """The artifact that was built, unpacked below `folder`."""
    for name in ("layer", "api", "functions"):
        with zipfile.ZipFile(BUILD / f"{name}.zip") as packed:
            packed.extractall(folder / name)
    return Artifact(folder / "layer" / _LAYER, folder / "api", folder / "functions")
