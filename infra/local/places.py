"""Where a local city keeps its things."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / ".build"
CLOUD_ENVIRONMENT = ROOT / ".venv-cloud"


@dataclass(frozen=True)
class Places:
    """The files of one local city, all below its state folder: `.local`, or a test's own."""

    state: Path

    @property
    def logs(self) -> Path:
        """One log per process."""
        return self.state / "logs"

    @property
    def city_file(self) -> Path:
        """Tells clients and tests how to find and drive the city; there only while it runs."""
        return self.state / "city.json"

    @property
    def lock(self) -> Path:
        """Held by the process that runs the city."""
        return self.state / "run.lock"

    @property
    def ledger(self) -> Path:
        """The processes of the run under way; left behind only by a run that was killed."""
        return self.state / "processes.json"

    @property
    def cloud(self) -> Path:
        """What the local cloud keeps over a restart."""
        return self.state / "cloud"

    @property
    def partners(self) -> Path:
        """What the partners' stand-ins keep."""
        return self.state / "partners.json"

    @property
    def passwords(self) -> Path:
        """The sample staff's passwords and seeds: beside the state in which their accounts are, and moved with it."""
        return self.cloud / "passwords.json"

    @property
    def cloud_port(self) -> Path:
        """The port that the local cloud's state is bound to, and moved with it."""
        return self.cloud / "port"

    def make(self) -> None:
        """Make the folders."""
        self.logs.mkdir(parents=True, exist_ok=True)
        self.cloud.mkdir(parents=True, exist_ok=True)
