"""Keys of the table of cases, and where lists go on."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.rules import Case
from chalicelib.cases.work.open_work import case_of

STATE = "STATE"


def pk_of(case_id: str) -> str:
    return f"CASE#{case_id}"


def owner_sort(case: Case) -> str:
    return f"{case.created_at}#{case.case_id}"


def agent_key(person_id: str) -> str:
    return f"AGENT#{person_id}"


def owner_key(owner: str, after: str, sk: str = STATE) -> dict[str, dict[str, str]]:
    """Where a list goes on. Only the sort key comes from the cursor, so no cursor reaches another's partition."""
    key = {"owner_key": owner, "owner_sort": after, "pk": pk_of(after.rpartition("#")[2]), "sk": sk}
    return {name: {"S": value} for name, value in key.items()}


def queue_key(desk: str, after: str) -> dict[str, dict[str, str]]:
    task_id = after.rpartition("#")[2]
    key = {"queue_key": desk, "queue_sort": after, "pk": pk_of(case_of(task_id)), "sk": f"TASK#{task_id}"}
    return {name: {"S": value} for name, value in key.items()}


def position_of(key: dict[str, dict[str, Any]] | None, sort: str) -> dict[str, str] | None:
    return {"after": str(key[sort]["S"])} if key else None
