"""The stand-ins as a process of their own: loopback only, a graceful stop keeps the state."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import requests

from tests.partners.stand_ins import StandIns


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def wait_until_healthy(url: str) -> None:
    for _ in range(100):
        try:
            assert requests.get(f"{url}/_control/health", timeout=5).json()["status"] == "ok"
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the stand-ins did not come up")


def test_a_graceful_stop_keeps_what_was_issued(tmp_path: Path) -> None:
    port, state = free_port(), tmp_path / "kept" / "partners.json"
    command = [sys.executable, "-m", "infra.local.partners", "--port", str(port), "--state", str(state)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        stand_ins = StandIns(f"http://127.0.0.1:{port}")
        try:
            wait_until_healthy(stand_ins.url)
            code = stand_ins.code()
        finally:
            process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
    assert code in json.loads(state.read_text())["wechat"]["codes"]
