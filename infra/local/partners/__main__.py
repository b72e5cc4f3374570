"""`python -m infra.local.partners --port N [--state FILE]`: serve the stand-ins on the loopback until stopped."""

from __future__ import annotations

import argparse
from pathlib import Path

from aiohttp import web

from infra.local.partners.server import make_app

LOOPBACK = "127.0.0.1"


def main() -> None:
    """Serve; SIGINT and SIGTERM stop gracefully, with the state kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--state", type=Path, help="where to keep what was issued, over restarts")
    asked = parser.parse_args()
    web.run_app(make_app(asked.state), host=LOOPBACK, port=asked.port, shutdown_timeout=2)


if __name__ == "__main__":
    main()
