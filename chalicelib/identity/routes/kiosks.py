"""Kiosks, and logging in at them."""

from __future__ import annotations

from typing import Any

from chalicelib.identity.kiosks.log_in import Card
from chalicelib.shared.access import Access, Role
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import persons as wiring

routes = Routes("identity")

ADMINISTRATOR = Access(roles=frozenset({Role.ADMINISTRATOR}))


@routes.post("/kiosks", ADMINISTRATOR, body="NewKiosk", answer="RegisteredKiosk")
def register_kiosk(call: Call) -> dict[str, Any]:
    """登记自助终端 — register a kiosk; its secret is shown once."""
    return wiring.kiosks().register(call.caller, call.body.kiosk_no, call.body.place, call.once)


@routes.post("/kiosks/{kiosk_no}/deregistration", ADMINISTRATOR, body="Nothing", answer="KioskBody")
def deregister_kiosk(call: Call, kiosk_no: str) -> dict[str, Any]:
    """停用自助终端 — take a kiosk away: nobody logs in at it any more."""
    return wiring.kiosks().deregister(call.caller, kiosk_no, call.once)


@routes.post("/sessions/kiosk", Access(public=True), body="KioskLogIn", answer="Tokens", idempotent=False)
def open_kiosk_session(call: Call) -> dict[str, Any]:
    """自助终端登录 — a short session for the person whose card the kiosk has read."""
    said = call.body
    card = Card(said.name.strip(), said.resident_id)
    return wiring.kiosk_log_in().open(said.kiosk_no, said.secret, card, call.source_ip)
