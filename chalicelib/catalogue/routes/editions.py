"""Editions of an item, for its keepers."""

from __future__ import annotations

from typing import Any

from chalicelib.catalogue.routes.access import ITS_AUDITORS, ITS_EDITORS, ITS_KEEPERS
from chalicelib.shared.http import Call, Reply, Routes
from chalicelib.shared.publishing import number_in
from chalicelib.wiring import catalogue as wiring

routes = Routes("catalogue")

_VERSION = "/catalogue/items/{item_code}/versions/{number}"


@routes.get("/catalogue/items/{item_code}/draft", ITS_KEEPERS, answer="DraftEdition")
def read_draft(call: Call, item_code: str) -> Reply:
    """读取草稿 — the version that is being made, with what its check finds; its ETag is its revision."""
    return _tagged(wiring.catalogue_desk().draft(item_code, call.caller))


@routes.put("/catalogue/items/{item_code}/draft", ITS_EDITORS, body="Draft", answer="DraftEdition", if_match=True)
def save_draft(call: Call, item_code: str) -> Reply:
    """起草事项 — make (If-Match "0") or replace the draft."""
    desk = wiring.catalogue_desk()
    reason = call.body.reason
    return _tagged(desk.save_draft(item_code, call.body.content, call.if_match or 0, call.caller, reason))


@routes.post(_VERSION + "/audit", ITS_AUDITORS, body="AuditOpinion", answer="Edition")
def audit_version(call: Call, item_code: str, number: str) -> dict[str, Any]:
    """审核事项 — find a draft in order or send it back."""
    reason = None if call.body.passed else call.body.reason
    return wiring.catalogue_desk().audit(item_code, number_in(number), reason, call.caller, call.once)


@routes.post(_VERSION + "/publication", ITS_AUDITORS, body="Publication", answer="DecidedEdition", body_optional=True)
def publish_version(call: Call, item_code: str, number: str) -> dict[str, Any]:
    """发布事项 — put an audited version in force, or end the item by it."""
    desk, raises = wiring.catalogue_desk(), call.body.raises_standard
    return desk.publish(item_code, number_in(number), call.caller, call.once, raises_standard=raises)


@routes.post(_VERSION + "/withdrawal", ITS_AUDITORS, body="Withdrawal", answer="DecidedEdition")
def withdraw_version(call: Call, item_code: str, number: str) -> dict[str, Any]:
    """撤下事项 — take the version in force out of force."""
    reason = call.body.reason
    return wiring.catalogue_desk().withdraw(item_code, number_in(number), reason, call.caller, call.once)


def _tagged(body: dict[str, Any]) -> Reply:
    return Reply(body, {"ETag": f'"{body["revision"]}"'})
