"""业务手册, for the staff who handle and keep an item."""

from __future__ import annotations

from typing import Any

from chalicelib.catalogue.guides.handbook import handbook
from chalicelib.shared.access import Access, Role
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import catalogue as wiring

routes = Routes("catalogue")

HANDLERS = Access(
    roles=frozenset(
        {
            Role.CLERK,
            Role.EXAMINER,
            Role.CHIEF_REPRESENTATIVE,
            Role.CATALOGUE_EDITOR,
            Role.CATALOGUE_AUDITOR,
        }
    )
)


@routes.get("/catalogue/items/{item_code}/handbook", HANDLERS, query="VersionQuery", answer="Handbook")
def read_handbook(call: Call, item_code: str) -> dict[str, Any]:
    """业务手册 — every element of the version in force, or of a pinned one, with its examination points."""
    return handbook(wiring.catalogue_service().published(item_code, call.query.version))
