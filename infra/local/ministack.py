"""The local cloud: ministack, on the loopback address, its state kept in the city's folder."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from threading import Thread

import requests

from infra.local import streams
from infra.local.ports import LOOPBACK
from infra.local.processes import Child, start

REGION = "cn-north-1"
_UP_WITHIN_S = 60.0


def start_cloud(environment: Path, port: int, state: Path, log: Path) -> Child:
    """Start it; `wait_for_cloud` says when it answers."""
    _empty(state / "tmp")
    (state / "port").write_text(str(port))
    streams.forget_positions(state / "state" / "lambda.json")
    return start("local cloud", [str(environment / "bin" / "ministack")], _environment(port, state), log)


def wait_for_cloud(cloud: Child, port: int) -> None:
    """Wait until it answers. Raises ProcessFailed."""
    cloud.wait_until(lambda: _answers(port), _UP_WITHIN_S)


def endpoint(port: int) -> str:
    """Its URL, for every service."""
    return f"http://{LOOPBACK}:{port}"


def _empty(scratch: Path) -> None:
    """Let it be new. What functions unpacked there is tens of thousands of files: they go while the city runs."""
    if scratch.exists():
        scratch.rename(scratch.with_name(f"{scratch.name}-{time.time_ns()}"))
    for old in scratch.parent.glob(f"{scratch.name}-*"):
        Thread(target=shutil.rmtree, args=(old, True), daemon=True).start()
    scratch.mkdir(parents=True)


def _environment(port: int, state: Path) -> dict[str, str]:
    """Nothing of the caller's environment: functions would inherit it, and a real function does not."""
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": str(state),
        "TMPDIR": str(state / "tmp"),
        "LANG": "C.UTF-8",
        "BIND_HOST": LOOPBACK,
        "MINISTACK_HOST": LOOPBACK,
        "GATEWAY_PORT": str(port),
        "MINISTACK_REGION": REGION,
        "LAMBDA_EXECUTOR": "local",
        "LAMBDA_WARM_TTL_SECONDS": "3600",
        "SFTP_ENABLED": "0",
        "IOT_MTLS_ENABLED": "0",
        "AUTH": "true",
        "PERSIST_STATE": "1",
        "STATE_DIR": str(state / "state"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(state / "s3"),
    }


def _answers(port: int) -> bool:
    try:
        return requests.get(f"{endpoint(port)}/_ministack/health", timeout=5).ok
    except requests.RequestException:
        return False
