"""Registers the first administrator, in a process with the environment of the deployed API.

`python -m infra.local.seed.bootstrap` reads `{"staff_no", "name", "password"}` from standard input.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

import boto3

from infra.local.places import ROOT
from infra.local.seed.staff import ADMINISTRATOR

_DONE_BEFORE = {"administrator_exists", "staff_no_in_use"}


class BootstrapFailed(RuntimeError):
    """The first administrator could not be registered; the message is what the process said."""


def found(api_function: str, password: str) -> None:
    """Register the first administrator, unless there is one. Raises BootstrapFailed."""
    asked = {"staff_no": ADMINISTRATOR.staff_no, "name": ADMINISTRATOR.name, "password": password}
    done = subprocess.run(
        [sys.executable, "-m", "infra.local.seed.bootstrap"],
        input=json.dumps(asked),
        env={**os.environ, **_environment(api_function), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BootstrapFailed(f"the first administrator could not be registered:\n{done.stdout}{done.stderr}")


def _environment(api_function: str) -> dict[str, str]:
    deployed = boto3.client("lambda").get_function_configuration(FunctionName=api_function)
    return dict(deployed["Environment"]["Variables"])


def _main() -> None:
    from chalicelib.shared.errors import RuleViolation
    from chalicelib.staff.bootstrap import first_administrator

    asked = json.load(sys.stdin)
    try:
        first_administrator(asked["staff_no"], asked["name"], asked["password"])
    except RuleViolation as refused:
        if refused.code not in _DONE_BEFORE:
            raise


if __name__ == "__main__":
    _main()
