"""Runs `chalice package` for what only Chalice can make: the layer's dependencies and Chalice's own run time.

It packages an application of one route: our own code is packed beside it (bundles.py), with a handler that resolves
paths before Chalice sees them, so that building needs none of the domains to be importable.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_ONE_ROUTE = """\
from chalice.app import Chalice

app = Chalice(app_name="banshi")
app.route("/")(lambda: {})
"""


class PackagingFailed(RuntimeError):
    """`chalice package` ended with an error; the message is what it printed."""


@contextmanager
def packaged(root: Path) -> Iterator[Path]:
    """The folder that `chalice package` filled: `layer-deployment.zip` and `deployment.zip`. Raises PackagingFailed."""
    with TemporaryDirectory(prefix="banshi-package-") as scratch:
        stage, package = Path(scratch, "stage"), Path(scratch, "package")
        (stage / ".chalice").mkdir(parents=True)
        for name in ("requirements.txt", ".chalice/config.json"):
            shutil.copy2(root / name, stage / name)
        (stage / "app.py").write_text(_ONE_ROUTE)
        _run(stage, package)
        yield package


def _run(stage: Path, package: Path) -> None:
    chalice = Path(sys.executable).with_name("chalice")
    command = [str(chalice), "--project-dir", str(stage), "package", "--stage", "api", str(package)]
    environment = {**os.environ, "AWS_DEFAULT_REGION": "cn-north-1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PackagingFailed(f"chalice package failed:\n{done.stdout}{done.stderr}")
