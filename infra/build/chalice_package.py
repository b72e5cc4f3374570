"""Runs `chalice package` on a copy of the tree, for the parts that only Chalice can make."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


class PackagingFailed(RuntimeError):
    """`chalice package` ended with an error; the message is what it printed."""


@contextmanager
def packaged(root: Path, *, requirements: bool) -> Iterator[Path]:
    """The folder that `chalice package` filled: `deployment.zip` and, with requirements, `layer-deployment.zip`.

    Without requirements the layer is left out, which is the slow part.
    """
    with TemporaryDirectory(prefix="banshi-package-") as scratch:
        stage, package = Path(scratch, "stage"), Path(scratch, "package")
        _copy(root, stage)
        if not requirements:
            (stage / "requirements.txt").write_text("")
        _run(stage, package)
        yield package


def _copy(root: Path, stage: Path) -> None:
    ignore = shutil.ignore_patterns("__pycache__", "deployments")
    stage.mkdir()
    for name in ("app.py", "requirements.txt"):
        shutil.copy2(root / name, stage / name)
    for name in ("chalicelib", ".chalice"):
        shutil.copytree(root / name, stage / name, ignore=ignore)


def _run(stage: Path, package: Path) -> None:
    chalice = Path(sys.executable).with_name("chalice")
    command = [str(chalice), "--project-dir", str(stage), "package", "--stage", "api", str(package)]
    environment = {**os.environ, "AWS_DEFAULT_REGION": "cn-north-1", "BANSHI_LOAD": "lazy"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PackagingFailed(f"chalice package failed:\n{done.stdout}{done.stderr}")
