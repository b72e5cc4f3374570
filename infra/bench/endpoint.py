"""An endpoint for AWS clients that answers from memory: `python -m infra.bench.endpoint ANSWERS` prints its port.

A process of its own, so that its time is not the time of what is measured.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from infra.bench.answers import BYTES, Answer, key_of
from infra.local.places import ROOT
from infra.local.ports import LOOPBACK


@contextmanager
def serving(answers: Mapping[str, Answer], folder: Path) -> Iterator[str]:
    """Serve kept answers; gives the URL."""
    kept = folder / "answers.json"
    kept.write_text(json.dumps({key: vars(answer) for key, answer in answers.items()}))
    command = [sys.executable, "-m", "infra.bench.endpoint", str(kept)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None  # noqa: S101 - it was asked for
        try:
            yield f"http://{LOOPBACK}:{int(process.stdout.readline())}"
        finally:
            process.terminate()


class Endpoint(ThreadingHTTPServer):
    """Serves kept answers on the loopback."""

    daemon_threads = True

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        super().__init__((LOOPBACK, 0), _Asked)
        self.answers = answers


class _Asked(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Endpoint

    def do_POST(self) -> None:
        """DynamoDB, KMS, SQS."""
        self._serve()

    def do_GET(self) -> None:
        """S3."""
        self._serve()

    def do_PUT(self) -> None:
        """S3."""
        self._serve()

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        key = key_of(self.headers.get("X-Amz-Target", ""), self.command, urlsplit(self.path).path, body)
        self._answer(self.server.answers.get(key) or _unknown(key))

    def _answer(self, answer: Answer) -> None:
        content = answer.body.encode(BYTES)
        head = [f"HTTP/1.1 {answer.status} OK", *(f"{name}: {value}" for name, value in answer.headers.items())]
        head.append(f"content-length: {len(content)}")
        self.wfile.write("\r\n".join([*head, "", ""]).encode() + content)

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


def _unknown(key: str) -> Answer:
    """What nobody asked before is an error of the measurement, and is not to be tried again."""
    said = json.dumps({"__type": "ValidationException", "message": f"nothing kept for {key}"})
    return Answer(400, {"content-type": "application/x-amz-json-1.0"}, said)


def main() -> None:
    """Serve until ended."""
    kept = json.loads(Path(sys.argv[1]).read_text())
    endpoint = Endpoint({key: Answer(**answer) for key, answer in kept.items()})
    print(endpoint.server_port, flush=True)
    endpoint.serve_forever()


if __name__ == "__main__":
    main()
