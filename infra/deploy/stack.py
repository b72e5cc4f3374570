"""What CloudFormation knows about a stack, and waiting for it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import boto3
from botocore.exceptions import ClientError

_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 5.0
_GOOD = {"CREATE_COMPLETE", "UPDATE_COMPLETE"}


class DeploymentFailed(RuntimeError):
    """CloudFormation refused or rolled back; the message names each resource that failed, and why."""


@dataclass(frozen=True)
class Stack:
    """A stack as it stands: `status` is empty when there is none."""

    name: str
    status: str = ""
    parameters: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)

    @property
    def exists(self) -> bool:
        """Whether an update is possible; a stack still in review has no resources yet."""
        return self.status not in {"", "REVIEW_IN_PROGRESS"}

    @property
    def settled(self) -> bool:
        """Whether the last deployment succeeded."""
        return self.status in _GOOD


def read_stack(name: str) -> Stack:
    """The stack `name`; one without status when there is none."""
    try:
        found: Any = boto3.client("cloudformation").describe_stacks(StackName=name)["Stacks"][0]
    except ClientError as missing:
        if "does not exist" not in str(missing):
            raise
        return Stack(name)
    parameters = {p["ParameterKey"]: p["ParameterValue"] for p in found.get("Parameters", [])}
    outputs = {o["OutputKey"]: o["OutputValue"] for o in found.get("Outputs", [])}
    return Stack(name, found["StackStatus"], parameters, outputs)


def deployed_template(name: str) -> Any:
    """The template that the stack was last deployed from, as data."""
    return boto3.client("cloudformation").get_template(StackName=name, TemplateStage="Original")["TemplateBody"]


def wait_until_settled(name: str, since: datetime) -> Stack:
    """Wait for the end of what is under way. Raises DeploymentFailed with the events since then."""
    for _ in pauses():
        stack = read_stack(name)
        if not stack.status.endswith("IN_PROGRESS"):
            break
    if not stack.settled:
        raise DeploymentFailed("\n".join([f"stack {name} is {stack.status}", *_failures(name, since)]))
    return stack


def pauses() -> Iterator[None]:
    """Turns of a waiting loop, the pause growing from a tenth of a second to five."""
    pause = _FIRST_PAUSE
    while True:
        yield
        time.sleep(pause)
        pause = min(pause * 1.5, _LONGEST_PAUSE)


def _failures(name: str, since: datetime) -> list[str]:
    pages = boto3.client("cloudformation").get_paginator("describe_stack_events").paginate(StackName=name)
    events = [event for page in pages for event in page["StackEvents"] if event["Timestamp"] >= since]
    failed = [event for event in reversed(events) if event["ResourceStatus"].endswith("FAILED")]
    return [
        f"  {event['LogicalResourceId']} ({event.get('ResourceType', '')}) {event['ResourceStatus']}: "
        f"{event.get('ResourceStatusReason', 'no reason given')}"
        for event in failed
    ]
