"""办事指南: exactly what one situation needs, as data, as a page to print, and as a picture of the process."""

from __future__ import annotations

from typing import Any

from chalicelib.catalogue.guides.telling import Situation
from chalicelib.shared.access import Access
from chalicelib.shared.body import parse_body
from chalicelib.shared.errors import Fault, Invalid
from chalicelib.shared.http import Call, Reply, Routes, Text, unless_seen
from chalicelib.wiring import catalogue as wiring

routes = Routes("catalogue")

PUBLIC = Access(public=True)
KNOWN = Access(public=True, known=True)
_HTML, _SVG, _JSON = "text/html", "image/svg+xml", "application/json"
_HARMLESS = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"}
_ANY_TIME = {**_HARMLESS, "Cache-Control": "public, max-age=300"}


@routes.post(
    "/items/{item_code}/guide",
    KNOWN,
    body="Situation",
    query="SheetLook",
    answer="Guide",
    status=200,
    idempotent=False,
    media=(_HTML,),
)
def guide(call: Call, item_code: str) -> dict[str, Any] | Reply:
    """办事指南 — exactly what one situation needs; as a page to print for who asks for text/html."""
    said = call.body
    situation = Situation(said.answers, said.division_code, said.on_behalf_of)
    if call.prefers(_HTML):
        return _page(call, item_code, situation)
    return wiring.guides().told(item_code, situation, call.caller)


@routes.get("/items/{item_code}/guide-sheet", KNOWN, query="SheetQuery", media=(_HTML,))
def guide_sheet(call: Call, item_code: str) -> Reply:
    """一次性告知单 — the same page under a link of its own."""
    return _page(call, item_code, Situation(_answers(call.query.answers), call.query.division))


@routes.get("/items/{item_code}/process-picture", PUBLIC, media=(_SVG,))
def process_picture(call: Call, item_code: str) -> Reply:
    """办理流程图 — the process of the version in force."""
    picture, tag = wiring.guides().picture(item_code)
    return unless_seen(call, tag, Text(_SVG, picture), _ANY_TIME)


def _page(call: Call, item_code: str, situation: Situation) -> Reply:
    """Never kept by whoever passes it on: for a known caller it says what is known of them."""
    address = wiring.item_page(item_code, call.base_url)
    large = call.query.large == "true"
    return Reply(Text(_HTML, wiring.guides().page(item_code, situation, call.caller, address, large=large)), _HARMLESS)


def _answers(text: str) -> dict[str, Any]:
    answers = parse_body(text.encode(errors="surrogatepass"), _JSON)
    if not isinstance(answers, dict):
        raise Invalid("query_invalid", faults=[Fault("?answers", "wrong_type")])
    return answers
