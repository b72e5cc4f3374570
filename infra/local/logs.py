"""`python -m infra.local.logs <request id>`: what the API of the running city logged of one request.

`--function sweep_deadlines`: what that function of the running city logged last. API and functions log to the local
cloud's log service, as on a real account; files hold only what the processes themselves say.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import boto3

from infra.local.places import ROOT, Places

_LAST = 20


class NoSuchFunction(ValueError):
    """The stack has none of that name."""


def lines_of(city: dict[str, Any], request_id: str) -> list[str]:
    """The API's lines, oldest first; none if nothing is known of such a request."""
    return _logged(city, city["resources"]["ApiLogs"], filterPattern=f'"{request_id}"')


def last_of(city: dict[str, Any], function: str) -> list[str]:
    """The last lines that a function wrote itself, oldest first. Raises NoSuchFunction."""
    group = city["resources"].get(f"{function.title().replace('_', '')}Logs")
    if group is None:
        raise NoSuchFunction(f"no function is called {function}: they are the folders of functions/")
    return [line for line in _logged(city, group) if line.startswith("{")][-_LAST:]


def _logged(city: dict[str, Any], group: str, **narrowed: Any) -> list[str]:
    client = boto3.client(
        "logs",
        endpoint_url=city["endpoint_url"],
        region_name=city["region"],
        aws_access_key_id=city["access_key"]["id"],
        aws_secret_access_key=city["access_key"]["secret"],
    )
    found = client.get_paginator("filter_log_events").paginate(logGroupName=group, **narrowed)
    return [event["message"].strip() for page in found for event in page["events"]]


def main() -> int:
    """Print them."""
    asked = _read()
    file = Places(asked.state.resolve()).city_file
    if not file.exists():
        print("no city is running here: start one with `make run` in another terminal", file=sys.stderr)
        return 1
    city = json.loads(file.read_text())
    try:
        lines = last_of(city, asked.function) if asked.function else lines_of(city, asked.request_id)
    except NoSuchFunction as unknown:
        print(unknown, file=sys.stderr)
        return 1
    print("\n".join(lines) or "nothing was logged of it", file=sys.stdout if lines else sys.stderr)
    return 0 if lines else 1


def _read() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m infra.local.logs", description=__doc__)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("request_id", nargs="?", help="as every answer's problem document has it")
    which.add_argument("--function", help="a folder of functions/")
    parser.add_argument("--state", type=Path, default=ROOT / ".local", help="folder of the city's state")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
