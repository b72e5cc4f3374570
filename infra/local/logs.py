"""`python -m infra.local.logs <request id>`: what the API of the running city logged of one request.

The API logs to the local cloud's log service, as on a real account; files hold only what the processes themselves say.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import boto3

from infra.local.places import ROOT, Places


def lines_of(city: dict[str, Any], request_id: str) -> list[str]:
    """The lines, oldest first; none if nothing is known of such a request."""
    client = boto3.client(
        "logs",
        endpoint_url=city["endpoint_url"],
        region_name=city["region"],
        aws_access_key_id=city["access_key"]["id"],
        aws_secret_access_key=city["access_key"]["secret"],
    )
    found = client.get_paginator("filter_log_events").paginate(
        logGroupName=city["resources"]["ApiLogs"], filterPattern=f'"{request_id}"'
    )
    return [event["message"].strip() for page in found for event in page["events"]]


def main() -> int:
    """Print them."""
    parser = argparse.ArgumentParser(prog="python -m infra.local.logs", description=__doc__)
    parser.add_argument("request_id", help="as every answer's problem document has it")
    parser.add_argument("--state", type=Path, default=ROOT / ".local", help="folder of the city's state")
    asked = parser.parse_args()
    file = Places(asked.state.resolve()).city_file
    if not file.exists():
        print("no city is running here: start one with `make run` in another terminal", file=sys.stderr)
        return 1
    lines = lines_of(json.loads(file.read_text()), asked.request_id)
    print("\n".join(lines) or "nothing was logged under this id", file=sys.stdout if lines else sys.stderr)
    return 0 if lines else 1


if __name__ == "__main__":
    raise SystemExit(main())
