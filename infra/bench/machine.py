"""What the figures were taken on."""

from __future__ import annotations

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = ("boto3", "botocore", "chalice", "cryptography", "jsonschema-rs", "pynamodb")


def described() -> list[tuple[str, str]]:
    """Processor, cores, memory, system, versions: no names, no places."""
    memory = int(_found(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text()) or 0) / 1024**2
    return [
        ("Processor", _found(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text()) or platform.machine()),
        ("Cores", str(os.cpu_count())),
        ("Memory", f"{memory:.0f} GiB"),
        ("System", f"{platform.freedesktop_os_release()['PRETTY_NAME']}, Linux {platform.release()}"),
        ("Python", platform.python_version()),
        ("Libraries", ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)),
        ("Local cloud", f"ministack {_ministack()}"),
    ]


def _ministack() -> str:
    pinned = Path(__file__).resolve().parents[2] / "requirements-cloud.txt"
    return _found(r"ministack==(\S+)", pinned.read_text()) or "?"


def _found(pattern: str, text: str) -> str | None:
    found = re.search(pattern, text)
    return found[1] if found else None
