"""A citizen's own consents."""

from __future__ import annotations

from typing import Any

from chalicelib.consents.rules import Purpose, purpose_named
from chalicelib.shared.access import Access
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import consents as wiring

routes = Routes("consents")

CITIZENS = Access(citizens=True)


@routes.get("/me/consents", CITIZENS, answer="Consents")
def list_consents(call: Call) -> dict[str, Any]:
    """我的同意 — each purpose with the wording in force, and what the caller said to it."""
    return wiring.consent_service().all_of(call.caller)


@routes.post("/me/consents", CITIZENS, body="Giving", answer="Consent")
def give_consent(call: Call) -> dict[str, Any]:
    """同意 — agree to the wording that was shown (409 `wording_changed` if another is in force)."""
    sent = call.body
    return wiring.consent_service().give(
        call.caller, Purpose(sent.purpose), sent.wording_version, sent.wording_sha256, call.once
    )


@routes.post("/me/consents/{purpose}/withdrawal", CITIZENS, answer="Consent")
def withdraw_consent(call: Call, purpose: str) -> dict[str, Any]:
    """撤回同意 — take it back; never refused, and effective at once."""
    return wiring.consent_service().withdraw(call.caller, purpose_named(purpose), call.once)
