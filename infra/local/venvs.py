"""Makes the two virtual environments. Standard library only: it runs before anything is installed.

An environment is whole when its stamp stands in it, written last: the digest of its requirements. One without
a stamp was interrupted and is made anew; one with another stamp is brought up to date.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOGS = ROOT / ".local" / "logs"
STAMP = "requirements.digest"
SAYS_EVERY_S = 5.0


class InstallationFailed(RuntimeError):
    """pip or venv ended with an error; the message says which environment and where the log is."""


@dataclass(frozen=True)
class Environment:
    """One virtual environment: its folder and the requirements file it is made from."""

    folder: Path
    requirements: Path

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.folder / "bin" / "python"

    def wanted(self) -> str:
        """The digest of what ought to be installed, the files it refers to included."""
        text = self.requirements.read_text()
        names = [line[3:].strip() for line in text.splitlines() if line.startswith("-r ")]
        texts = [text, *((self.requirements.parent / name).read_text() for name in names)]
        return hashlib.sha256("\n".join([sys.version, *texts]).encode()).hexdigest()

    def found(self) -> str | None:
        """The digest of what is installed; None for an environment that is missing or not whole."""
        stamp = self.folder / STAMP
        return stamp.read_text() if stamp.exists() and self.python.exists() else None


APPLICATION = Environment(ROOT / ".venv", ROOT / "requirements-dev.txt")
CLOUD = Environment(ROOT / ".venv-cloud", ROOT / "requirements-cloud.txt")


def ensure(environments: tuple[Environment, ...], logs: Path = LOGS) -> None:
    """Make or mend what is not up to date, side by side. Raises InstallationFailed."""
    stale = [environment for environment in environments if environment.found() != environment.wanted()]
    if not stale:
        return
    logs.mkdir(parents=True, exist_ok=True)
    with (logs / "environments.lock").open("w") as lock, ThreadPoolExecutor(len(stale)) as pool:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for _ in pool.map(lambda environment: _install(environment, logs), stale):
            pass


def _install(environment: Environment, logs: Path) -> None:
    wanted, found, name = environment.wanted(), environment.found(), environment.folder.name
    if found == wanted:
        return
    began = time.monotonic()
    log = logs / f"environment{name.replace('.', '-')}.log"
    _say(f"{name}: {_reason(environment, found)} (a minute or two; log: {log})")
    (environment.folder / STAMP).unlink(missing_ok=True)
    if found is None:
        shutil.rmtree(environment.folder, ignore_errors=True)
        _run([sys.executable, "-m", "venv", str(environment.folder)], log, name)
    pip = [str(environment.python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    _run([*pip, "-r", str(environment.requirements)], log, name)
    (environment.folder / STAMP).write_text(wanted)
    _say(f"{name}: ready in {time.monotonic() - began:.0f} s")


def _reason(environment: Environment, found: str | None) -> str:
    if found:
        return "the requirements changed: installing the difference"
    if environment.folder.exists():
        return "half-built, an earlier installation was interrupted: making it anew"
    return "making the virtual environment"


def _run(command: list[str], log: Path, name: str) -> None:
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, env=_clean()
        )
        _tell_while_running(process, log, name)
    if process.returncode:
        tail = "\n".join(_lines(log)[-15:])
        raise InstallationFailed(f"{name}: {' '.join(command[1:4])} failed\n{tail}\nThe whole log: {log}")


def _tell_while_running(process: subprocess.Popen[bytes], log: Path, name: str) -> None:
    while True:
        try:
            process.wait(SAYS_EVERY_S)
            return
        except subprocess.TimeoutExpired:
            _say(f"{name}: {(_lines(log) or [''])[-1].strip()[:90]}")


def _lines(log: Path) -> list[str]:
    return log.read_text(errors="replace").splitlines()


def _clean() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in {"VIRTUAL_ENV", "PYTHONPATH"}}


def _say(line: str) -> None:
    print(line, flush=True)


def main() -> int:
    """Make both; the exit code says whether they are whole."""
    try:
        ensure((APPLICATION, CLOUD))
    except InstallationFailed as failed:
        print(failed, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
