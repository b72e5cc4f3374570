"""Configuration routes: staff only."""

from __future__ import annotations

from typing import Any

from chalicelib.shared.access import Access, Role
from chalicelib.shared.http import Call, Reply, Routes
from chalicelib.shared.publishing import number_in
from chalicelib.wiring import configuration as wiring

routes = Routes("configuration")

KEEPERS = Access(roles=frozenset({Role.CONFIGURATION_EDITOR, Role.CONFIGURATION_AUDITOR}))
EDITORS = Access(roles=frozenset({Role.CONFIGURATION_EDITOR}))
AUDITORS = Access(roles=frozenset({Role.CONFIGURATION_AUDITOR}))
_EDITION = "/configuration/{document}/versions/{number}"


@routes.get("/configuration", KEEPERS, answer="Documents")
def list_documents(_call: Call) -> dict[str, Any]:
    """配置目录 — every document, the edition of it in force, and the draft that is being made."""
    return wiring.configuration_desk().documents()


@routes.get("/configuration/{document}", KEEPERS, answer="Overview")
def read_document(_call: Call, document: str) -> Reply:
    """读取配置 — a document in force, its draft and its fields; the ETag is the draft's (0: none)."""
    overview = wiring.configuration_desk().overview(document)
    return _tagged(overview, overview["draft"]["revision"] if overview["draft"] else 0)


@routes.put("/configuration/{document}", EDITORS, body="DraftContent", answer="Edition", if_match=True)
def draft_document(call: Call, document: str) -> Reply:
    """起草配置 — make (If-Match "0") or replace the draft."""
    edition = wiring.configuration_desk().draft(document, call.body.content, call.if_match or 0, call.caller)
    return _tagged(edition, edition["revision"])


@routes.get(_EDITION, KEEPERS, answer="Edition")
def read_edition(_call: Call, document: str, number: str) -> Reply:
    """读取一个版本 — one edition of a document."""
    edition = wiring.configuration_desk().edition(document, number_in(number))
    return _tagged(edition, edition["revision"])


@routes.post(_EDITION + "/audit", AUDITORS, body="AuditOpinion", answer="Edition")
def audit_edition(call: Call, document: str, number: str) -> dict[str, Any]:
    """审核配置 — find a draft in order or send it back."""
    reason = None if call.body.passed else call.body.reason
    return wiring.configuration_desk().audit(document, number_in(number), reason, call.caller, call.once)


@routes.post(_EDITION + "/publication", AUDITORS, answer="Edition")
def publish_edition(call: Call, document: str, number: str) -> dict[str, Any]:
    """发布配置 — put an audited edition in force."""
    return wiring.configuration_desk().publish(document, number_in(number), call.caller, call.once)


@routes.post(_EDITION + "/withdrawal", AUDITORS, body="Withdrawal", answer="Edition")
def withdraw_edition(call: Call, document: str, number: str) -> dict[str, Any]:
    """撤下配置 — go back to the shipped defaults."""
    reason = call.body.reason
    return wiring.configuration_desk().withdraw(document, number_in(number), reason, call.caller, call.once)


def _tagged(body: dict[str, Any], revision: int) -> Reply:
    return Reply(body, {"ETag": f'"{revision}"'})
