"""The city's child processes: started in sessions of their own, recorded, and ended without harm."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

_PATIENCE_S = 30.0


class ProcessFailed(RuntimeError):
    """A child ended, or did not come up in time; the message ends with the last lines of its log."""


@dataclass(frozen=True)
class Mark:
    """A process that cannot be mistaken for a later one with the same number: `started` is in clock ticks of boot."""

    name: str
    pid: int
    started: int

    @property
    def alive(self) -> bool:
        """Whether that very process still runs."""
        return started_at(self.pid) == self.started


@dataclass
class Child:
    """A running child."""

    mark: Mark
    log: Path
    process: subprocess.Popen[bytes]

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self.process.poll() is None

    def wait_until(self, ready: Callable[[], bool], seconds: float) -> None:
        """Wait until `ready` says so. Raises ProcessFailed when the child ends or the time is over."""
        deadline = time.monotonic() + seconds
        while not ready():
            if not self.alive:
                raise ProcessFailed(f"{self.mark.name} ended with code {self.process.returncode}\n{self.tail()}")
            if time.monotonic() > deadline:
                raise ProcessFailed(f"{self.mark.name} did not come up within {seconds:.0f} s\n{self.tail()}")
            time.sleep(0.05)

    def tail(self, lines: int = 15) -> str:
        """The end of its log."""
        return "\n".join([*self.log.read_text(errors="replace").splitlines()[-lines:], f"The whole log: {self.log}"])

    def stop(self, patience: float = _PATIENCE_S) -> None:
        """Ask it to end and wait for it."""
        stop(self.mark, self.process.poll, patience)


def start(name: str, command: list[str], environment: Mapping[str, str], log: Path) -> Child:
    """Start a child whose output goes to `log`, away from the terminal's signals."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Child(Mark(name, process.pid, started_at(process.pid) or 0), log, process)


def stop(mark: Mark, reap: Callable[[], object] = lambda: None, patience: float = _PATIENCE_S) -> None:
    """End the process gracefully; when its patience in seconds is over, with what it started, by force."""
    if not mark.alive:
        return
    os.kill(mark.pid, signal.SIGTERM)
    if not _ended(mark, reap, patience):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(mark.pid, signal.SIGKILL)
        _ended(mark, reap, _PATIENCE_S)


def _ended(mark: Mark, reap: Callable[[], object], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while mark.alive and time.monotonic() < deadline:
        reap()
        time.sleep(0.02)
    reap()
    return not mark.alive


def started_at(pid: int) -> int | None:
    """When the process was started, in clock ticks since boot; None if there is no such process."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if fields[0] == "Z" else int(fields[19])


def record(ledger: Path, children: list[Child]) -> None:
    """Write down what runs, for the run after a kill."""
    ledger.write_text(json.dumps([asdict(child.mark) for child in children]))


def recorded(ledger: Path) -> list[Mark]:
    """What a run that was killed wrote down; empty after a clean stop."""
    if not ledger.exists():
        return []
    try:
        return [Mark(**mark) for mark in json.loads(ledger.read_text())]
    except (ValueError, TypeError):
        return []
