"""The table of deadlines as the template declares it, in a local cloud that keeps nothing; and what is asked of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

import boto3

from infra.build import yaml_tags
from infra.local import ministack
from infra.local.deploying import use_local_cloud
from infra.local.places import CLOUD_ENVIRONMENT, ROOT
from infra.local.ports import Ports, claim

TABLE = "deadlines"
_NAMES = ("KeySchema", "AttributeDefinitions", "BillingMode", "GlobalSecondaryIndexes")


@dataclass
class Asked:
    """Units and processor time of what was asked."""

    read: float = 0.0
    write: float = 0.0
    cpu_ms: float = 0.0


@contextmanager
def standing(folder: Path) -> Iterator[None]:
    """The table, empty, in a process of its own."""
    ports = claim(Ports(0, 0, 0))
    (folder / "cloud").mkdir(parents=True)
    cloud = ministack.start_cloud(CLOUD_ENVIRONMENT, ports.cloud, folder / "cloud", folder / "cloud.log")
    try:
        ministack.wait_for_cloud(cloud, ports.cloud)
        use_local_cloud(ministack.endpoint(ports.cloud))
        os.environ["DEADLINES_TABLE"] = TABLE
        declared = yaml_tags.load((ROOT / "infra/template/tables.yaml").read_text())["Resources"]["DeadlinesTable"]
        said = {name: declared["Properties"][name] for name in _NAMES}
        boto3.client("dynamodb").create_table(TableName=TABLE, **said)
        yield
    finally:
        cloud.stop(patience=0)


@contextmanager
def measured() -> Iterator[Asked]:
    """What this process asks of the table meanwhile, and the processor time that it takes itself."""
    from chalicelib.shared import dynamodb

    asked, events = Asked(), dynamodb.client().meta.events

    def before(params: dict[str, Any], model: Any, **_: Any) -> None:
        if "ReturnConsumedCapacity" in model.input_shape.members:
            params["ReturnConsumedCapacity"] = "TOTAL"

    def after(parsed: dict[str, Any], model: Any, **_: Any) -> None:
        consumed = parsed.get("ConsumedCapacity", [])
        units = sum(each["CapacityUnits"] for each in (consumed if isinstance(consumed, list) else [consumed]))
        if model.name in ("GetItem", "Query"):
            asked.read += units
        else:
            asked.write += units

    events.register("provide-client-params.dynamodb", before, "asked")
    events.register("after-call.dynamodb", after, "answered")
    began = process_time()
    try:
        yield asked
    finally:
        asked.cpu_ms = (process_time() - began) * 1000
        events.unregister("provide-client-params.dynamodb", before, "asked")
        events.unregister("after-call.dynamodb", after, "answered")
