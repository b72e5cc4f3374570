"""All stand-ins as one aiohttp application."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from aiohttp import web

from infra.local.partners.business_register import BusinessRegister
from infra.local.partners.credit_platform import CreditPlatform
from infra.local.partners.faults import Faults
from infra.local.partners.journal import Journal
from infra.local.partners.partner import Partner
from infra.local.partners.population_register import PopulationRegister
from infra.local.partners.wechat import WeChat


def all_partners() -> list[Partner]:
    """The partners that stand here."""
    return [WeChat(), PopulationRegister(), BusinessRegister(), CreditPlatform()]


def make_app(state: Path | None = None, partners: Sequence[Partner] | None = None) -> web.Application:
    """The application. What the partners remember is read from `state` and kept there on a graceful stop."""
    partners = all_partners() if partners is None else partners
    faults, journal = Faults(partners), Journal(partners)
    app = web.Application(middlewares=[journal.middleware, faults.middleware])
    parts: list[Partner | Faults | Journal] = [faults, journal, *partners]
    for part in parts:
        app.add_routes(part.routes())
    app.router.add_get("/_control/health", _healthy(partners))
    app.router.add_post("/_control/reset", _reset(parts))
    if state:
        _take_up(state, partners)
        app.on_cleanup.append(_keep(state, partners))
    return app


def _healthy(partners: Sequence[Partner]) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def healthy(_request: web.Request) -> web.Response:
        return web.json_response({"status": "ok", "partners": [partner.name for partner in partners]})

    return healthy


def _reset(parts: Sequence[Partner | Faults | Journal]) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def reset(_request: web.Request) -> web.Response:
        for part in parts:
            part.reset()
        return web.Response(status=204)

    return reset


def _take_up(state: Path, partners: Sequence[Partner]) -> None:
    if not state.exists():
        return
    kept = json.loads(state.read_text(encoding="utf-8"))
    for partner in partners:
        if partner.name in kept:
            partner.remember(kept[partner.name])


def _keep(state: Path, partners: Sequence[Partner]) -> Callable[[web.Application], Awaitable[None]]:
    async def keep(_app: web.Application) -> None:
        state.parent.mkdir(parents=True, exist_ok=True)
        unfinished = state.with_suffix(".part")
        kept = {partner.name: partner.remembered() for partner in partners}
        unfinished.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        unfinished.replace(state)

    return keep
