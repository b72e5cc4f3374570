"""Views of the same items: disclosures, figures, themes, and which items need which material."""

from __future__ import annotations

from typing import Any

from chalicelib.catalogue.routes.access import KEEPERS
from chalicelib.shared.access import Access
from chalicelib.shared.http import Call, Routes
from chalicelib.shared.paging import decode_cursor, encode_cursor
from chalicelib.wiring import catalogue as wiring

routes = Routes("catalogue")

PUBLIC = Access(public=True)


@routes.get("/items/{item_code}/disclosures", PUBLIC, answer="Disclosures")
def read_disclosures(_call: Call, item_code: str) -> dict[str, Any]:
    """八公开 — name, basis, conditions, procedure, both limits, basis and rate of the fee of an item in force."""
    from chalicelib.catalogue.views.disclosures import disclosures

    return disclosures(wiring.catalogue_service().published(item_code))


@routes.get("/catalogue/statistics", PUBLIC, query="ItemSelection", answer="ItemStatistics")
def read_statistics(call: Call) -> dict[str, Any]:
    """事项统计 — figures over published items, or those that pass the filters of the list."""
    chosen = {name: value for name, value in call.query.model_dump().items() if value is not None}
    return wiring.item_views().statistics(chosen)


@routes.get("/catalogue/themes", PUBLIC, answer="Themes")
def list_themes(_call: Call) -> dict[str, Any]:
    """服务主题 — the city's themes for persons and for organisations, with how many items each has."""
    return wiring.item_views().themes()


@routes.get("/catalogue/proof-materials", KEEPERS, query="ProofQuery", answer="ProofPage")
def list_proofs(call: Call) -> dict[str, Any]:
    """证明材料目录清单 — which published items need which material, in the order of the materials' names."""
    position = decode_cursor(call.query.cursor) or {}
    found, after = wiring.proof_directory().page(call.query.limit, position.get("after"), call.query.name)
    return {"entries": found, "next_cursor": encode_cursor({"after": after} if after else None)}
