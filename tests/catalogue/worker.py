"""Imports and exports over the routes: asked for, carried on as the queue's function does, and read again."""

from __future__ import annotations

from itertools import count
from typing import Any

from chalicelib.archive.lines import Line
from chalicelib.shared.act_table import acts_of
from functions.run_imports.handler import handler
from tests.configuration.cloud import Answer, Client
from tests.functions.queue import message_of


def imported(call: Client, body: dict[str, Any], by: str = "S-1", **headers: str) -> Answer:
    """The report of an import that was asked for and is over."""
    begun = call("POST", "/v1/catalogue/imports", body, by, **headers)
    assert begun.status == 202, begun.body
    work(f"import#{begun.body['import_id']}")
    return call("GET", f"/v1/catalogue/imports/{begun.body['import_id']}", by=by)


def work(subject: str) -> None:
    """Bring the acts of a subject to the function as they come, until there is no other."""
    seen = 0
    numbers = count(1)
    while acts := list(acts_of(subject, after=seen)):
        for act in acts:
            seen = act.seq
            assert handler({"Records": [message_of(Line(act, str(next(numbers))))]}, None) == {"batchItemFailures": []}
