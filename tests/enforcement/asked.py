"""What a function asks of the cloud, and whether its role in the template lets it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chalicelib.shared import cloud, dynamodb
from infra.build.template import merged
from infra.local.places import ROOT

Asked = set[tuple[str, str]]
_TRANSACTED = {
    "Put": "PutItem", "Delete": "DeleteItem", "Update": "UpdateItem", "ConditionCheck": "ConditionCheckItem",
}  # fmt: skip


@contextmanager
def asking() -> Iterator[Asked]:
    """Collects (action, table with index or queue) of what is asked meanwhile."""
    found: Asked = set()

    def note(params: dict[str, Any], model: Any, **_: Any) -> None:
        for action, place in _asked(model.name, params):
            found.add((f"{model.service_model.service_name}:{action}", place))

    emitters = (cloud.session(), dynamodb.client().meta.events)  # of clients yet to be made, and of the one there is
    for emitter in emitters:
        emitter.register("provide-client-params.*", note, "asked")
    try:
        yield found
    finally:
        for emitter in emitters:
            emitter.unregister("provide-client-params.*", note, "asked")


def allowed(role: str) -> Asked:
    """The same of a role in the template, with tables under their variables' names."""
    policies = merged(ROOT / "infra" / "template")["Resources"][role]["Properties"]["Policies"]
    statements = [each for policy in policies for each in policy["PolicyDocument"]["Statement"]]
    return {
        (action, _named(resource))
        for each in statements
        for action in _listed(each["Action"])
        for resource in _listed(each["Resource"])
    }


def _asked(operation: str, params: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if operation == "TransactWriteItems":
        for part in params["TransactItems"]:
            ((kind, said),) = part.items()
            yield _TRANSACTED[kind], said["TableName"]
    elif "TableName" in params:
        yield operation, "/".join(filter(None, (params["TableName"], params.get("IndexName"))))
    elif "QueueUrl" in params:
        yield operation, params["QueueUrl"].rpartition("/")[2]
    else:
        yield operation, ""


def _named(resource: Any) -> str:
    """`!GetAtt CasesTable.Arn` → `cases_table`; `!Sub "${CasesTable.Arn}/index/queue"` → `cases_table/queue`."""
    text = json.dumps(resource)
    (name,) = re.findall(r"([A-Z]\w+?)(?:Table|Queue|Logs|Key)\b", text)
    index = re.findall(r"/index/(\w+)", text)
    kind = "queue" if "Queue" in text else "table"
    return "/".join([name.lower() if kind == "queue" else f"{name.lower()}_table", *index])


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
