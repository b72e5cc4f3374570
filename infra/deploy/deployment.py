"""One deployment: upload, compare, change set, wait."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3

from infra.deploy import uploads
from infra.deploy.stack import DeploymentFailed, Stack, deployed_template, pauses, read_stack, wait_until_settled

Say = Callable[[str], None]
_CLOCKS_DIFFER = timedelta(seconds=2)
_NOTHING = ("didn't contain changes", "No updates are to be performed")


@dataclass(frozen=True)
class Deployment:
    """What to deploy where: stack name, folder of the artifact, parameters, bucket for the zips."""

    stack: str
    artifact: Path
    parameters: dict[str, str]
    bucket: str | None = None


def deploy(deployment: Deployment, say: Say) -> Stack:
    """Bring the stack to the artifact; does nothing when it is there already. Raises DeploymentFailed."""
    bucket = deployment.bucket or uploads.deployment_bucket()
    uploads.ensure_bucket(bucket)
    template = uploads.uploaded(deployment.artifact, bucket)
    stack = read_stack(deployment.stack)
    if stack.settled and _same(stack, template, deployment.parameters):
        say(f"stack {stack.name} is up to date")
        return stack
    say(f"{'updating' if stack.exists else 'creating'} stack {stack.name}")
    return _change(stack, deployment.parameters, uploads.send_template(template, bucket))


def _same(stack: Stack, template: dict[str, Any], parameters: dict[str, str]) -> bool:
    defaults = {name: str(p["Default"]) for name, p in template["Parameters"].items() if "Default" in p}
    return stack.parameters == {**defaults, **parameters} and deployed_template(stack.name) == template


def _change(stack: Stack, parameters: dict[str, str], url: str) -> Stack:
    cloud: Any = boto3.client("cloudformation")
    name, since = f"banshi-{time.time_ns()}", datetime.now(UTC) - _CLOCKS_DIFFER
    cloud.create_change_set(
        StackName=stack.name,
        ChangeSetName=name,
        ChangeSetType="UPDATE" if stack.exists else "CREATE",
        TemplateURL=url,
        Capabilities=["CAPABILITY_IAM"],
        Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
    )
    if not _has_changes(cloud, stack.name, name):
        return read_stack(stack.name)
    cloud.execute_change_set(StackName=stack.name, ChangeSetName=name)
    return wait_until_settled(stack.name, since)


def _has_changes(cloud: Any, stack: str, name: str) -> bool:
    for _ in pauses():
        found = cloud.describe_change_set(StackName=stack, ChangeSetName=name)
        if found["Status"] in {"CREATE_COMPLETE", "FAILED"}:
            break
    if found["Status"] == "CREATE_COMPLETE":
        return True
    reason: str = found.get("StatusReason", "no reason given")
    cloud.delete_change_set(StackName=stack, ChangeSetName=name)
    if any(words in reason for words in _NOTHING):
        return False
    raise DeploymentFailed(f"change set for {stack} was refused: {reason}")
