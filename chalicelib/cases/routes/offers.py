"""Files given once: offered again for a case, and one's own store of them."""

from __future__ import annotations

from typing import Any

from chalicelib.cases.intake import offers, store
from chalicelib.cases.routes.access import OWNER, OWNER_OR_WINDOW
from chalicelib.shared.http import Call, Reply, Routes
from chalicelib.wiring import cases as wiring

routes = Routes("cases")


@routes.get("/cases/{case_id}/material-offers", OWNER_OR_WINDOW, answer="MaterialOffers")
def offer_materials(call: Call, case_id: str) -> dict[str, Any]:
    """可复用材料 — for each open slot, what was given before and fits."""
    return offers.offers(wiring.cases(), call.caller, case_id)


@routes.post("/cases/{case_id}/materials/reuse", OWNER_OR_WINDOW, body="Reuse", answer="MaterialBody")
def reuse_material(call: Call, case_id: str) -> dict[str, Any]:
    """复用材料 — take a file that was handed in before into this case."""
    said = call.body
    return offers.reuse(wiring.cases(), call.caller, case_id, said.slot, said.sha256, call.once)


@routes.get("/me/materials", OWNER, query="StoreQuery", answer="FileStore")
def my_materials(call: Call) -> dict[str, Any]:
    """我的电子资料库 — one's own files, or an organisation's, last used first."""
    asked = call.query
    return store.files(wiring.cases(), call.caller, asked.organisation_id, asked.limit, asked.cursor)


@routes.delete("/me/materials/{sha256}", OWNER, query="StoreOwner")
def forget_material(call: Call, sha256: str) -> Reply:
    """移出资料库 — offer a file no more; cases keep theirs."""
    store.take_off(wiring.cases(), call.caller, call.query.organisation_id if call.query else None, sha256)
    return Reply(None)
