"""`python -m infra.deploy --stack NAME --parameter Stage=production …` deploys the artifact of `infra.build`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from infra.deploy.deployment import Deployment, deploy
from infra.deploy.stack import DeploymentFailed


def main() -> int:
    """Deploy, print what happened and the stack's outputs."""
    deployment = _read(sys.argv[1:])
    try:
        done = deploy(deployment, say=print)
    except DeploymentFailed as failed:
        print(failed, file=sys.stderr)
        return 1
    for name, value in sorted(done.outputs.items()):
        print(f"{name}={value}")
    return 0


def _read(arguments: list[str]) -> Deployment:
    parser = argparse.ArgumentParser(prog="python -m infra.deploy", description=__doc__)
    parser.add_argument("--stack", required=True)
    parser.add_argument("--artifact", type=Path, default=Path(".build"), help="folder that infra.build filled")
    parser.add_argument("--bucket", help="bucket for the zips; by default one per account and region")
    parser.add_argument("--parameter", action="append", default=[], metavar="NAME=VALUE")
    read = parser.parse_args(arguments)
    parameters = dict(pair.split("=", 1) for pair in read.parameter)
    return Deployment(read.stack, read.artifact, parameters, read.bucket)


if __name__ == "__main__":
    raise SystemExit(main())
