"""What the portal shows as functions: every operation that posts of the desk allow, read off the routes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from chalicelib.shared.access import Role
from chalicelib.shared.http import RouteSpec

DESK = {Role.CLERK, Role.EXAMINER, Role.CHIEF_REPRESENTATIVE, Role.HALL_MANAGER}


def text(specs: Iterable[RouteSpec], operation_id: Callable[[RouteSpec], str]) -> str:
    """The functions as committed, in the order of the routes."""
    found = [_function(spec, operation_id(spec)) for spec in specs if spec.access.roles & DESK]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _function(spec: RouteSpec, operation: str) -> dict[str, object]:
    title = spec.summary.partition(" — ")[0]
    shown = {"operation": operation, "method": spec.method, "path": spec.path, "title": title}
    return {"roles": sorted(spec.access.roles & DESK), "shown": shown}
