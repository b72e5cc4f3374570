"""The partners' stand-ins, as a process beside the local cloud."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import requests

from infra.local.places import ROOT
from infra.local.ports import LOOPBACK
from infra.local.processes import Child, start

_UP_WITHIN_S = 30.0


def start_partners(port: int, state: Path, log: Path) -> Child:
    """Start them; `wait_for_partners` says when they answer."""
    command = [sys.executable, "-m", "infra.local.partners", "--port", str(port), "--state", str(state)]
    return start("partners", command, {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}, log)


def wait_for_partners(partners: Child, port: int) -> None:
    """Wait until they answer. Raises ProcessFailed."""
    partners.wait_until(lambda: _answers(port), _UP_WITHIN_S)


def base_url(port: int) -> str:
    """Where the application finds them."""
    return f"http://{LOOPBACK}:{port}"


def _answers(port: int) -> bool:
    try:
        return requests.get(f"{base_url(port)}/_control/health", timeout=5).ok
    except requests.RequestException:
        return False
