"""The guide over its routes: as data and as a page, for whoever is known and whoever is not."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest

from chalicelib.catalogue import schemas
from chalicelib.catalogue.adapters.holdings import KnownHoldings
from chalicelib.catalogue.elements.certificates import BUSINESS_LICENCE, RESIDENT_IDENTITY
from chalicelib.catalogue.guides.telling import Guides, Situation
from chalicelib.catalogue.ports import ItemShelf, StoredEdition
from chalicelib.catalogue.service import CatalogueService
from chalicelib.deadlines.service import CityCalendars
from chalicelib.representation.service import Authority, Kind
from chalicelib.shared.access import Caller, Role
from chalicelib.shared.change import Change
from chalicelib.shared.clocks import LawClock
from chalicelib.shared.errors import NotFound
from chalicelib.shared.publishing import Edition, Shelf, Stage
from chalicelib.wiring import catalogue as wiring
from chalicelib.wiring import committer, law_clock
from infra.openapi import document, specs
from tests.cases.test_deadline_routes import published
from tests.catalogue.guides import PERIODS, PERMIT, full_item
from tests.catalogue.memory import MemoryCatalogue
from tests.configuration.cloud import Answer, Client
from tests.configuration.people import EDITOR, staff
from tests.deadlines.test_city import CLOSED, NOTICE_2027
from tests.fakes import FakeClock

CLERK = staff("S-9", frozenset({Role.CLERK}))
MANAGER = staff("S-8", frozenset({Role.HALL_MANAGER}))
KNOWN, UNPROVEN = Caller("citizen", "P-1", level=2), Caller("citizen", "P-2", level=1)
ITEM = full_item()
AT = f"/v1/items/{ITEM.code}"
ASKED = {"answers": PERMIT, "division_code": "530102000000"}
HTML = "text/html"


@pytest.fixture
def call(cloud: None) -> Client:
    in_force(dict(ITEM.content))
    people = (CLERK, MANAGER, KNOWN, UNPROVEN, EDITOR)
    return Client({one.id: one for one in people})


def in_force(content: dict[str, Any]) -> None:
    """As publication leaves it."""
    table, code = wiring.catalogue_table(), content["item_code"]
    edition = Edition(1, Stage.PUBLISHED, "ab" * 32, ("S-1",), "S-3", "S-3")
    before = table.shelf(code)
    after = ItemShelf(code, Shelf(1, None, 1))
    writes = (*table.save_edition(StoredEdition(code, edition, content)), *table.save_shelf(before, after))
    committer().commit(lambda: Change(writes), None)


def asked(call: Client, by: str | None = None, **headers: str) -> Answer:
    return call("POST", f"{AT}/guide", ASKED, by, **headers)


def test_a_guide_as_data(call: Client) -> None:
    answer = asked(call)
    assert answer.status == 200
    schemas.Guide.model_validate(answer.body)
    assert [place["name"] for place in answer.body["places"]] == ["五华区政务服务中心", "市民中心"]
    assert answer.body["already_held"] is None
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("by", "held"),
    [(None, None), ("P-1", ["M01"]), ("P-2", []), ("S-9", None)],
    ids=["nobody", "known", "low", "staff"],
)
def test_only_whoever_is_known_hears_what_is_held_of_them(call: Client, by: str | None, held: Any) -> None:
    body = asked(call, by).body
    assert body["already_held"] == held
    assert ("M01" in body["to_bring"]) == (not held)
    assert any("登录" in hint for hint in body["hints"]) == (held is None)
    assert "P-1" not in json.dumps(body)


@pytest.mark.parametrize("path", ["guide", "guide-sheet"])
def test_a_wrong_token_is_refused_not_ignored(call: Client, path: str) -> None:
    method, body = ("POST", ASKED) if path == "guide" else ("GET", None)
    answer = call(method, f"{AT}/{path}", body, "nobody")
    assert (answer.status, answer.body["code"]) == (401, "token_invalid")


def test_a_picture_is_for_everybody_whatever_they_bring(call: Client) -> None:
    assert call("GET", f"{AT}/process-picture", None, "nobody").status == 200


def test_a_guide_as_a_page_and_under_its_link(call: Client) -> None:
    page = asked(call, accept=HTML)
    assert page.status == 200
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert (page.headers["X-Content-Type-Options"], page.headers["Cache-Control"]) == ("nosniff", "no-store")
    answers = quote(json.dumps(PERMIT))
    linked = call("GET", f"{AT}/guide-sheet?answers={answers}&division=530102000000")
    assert linked.body == page.body
    assert "一次性告知单" in linked.body
    assert "font-size: 18pt" in call("GET", f"{AT}/guide-sheet?answers={answers}&large=true").body
    assert "本市已经掌握" in call("GET", f"{AT}/guide-sheet?answers={answers}", None, "P-1").body


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("answers=%7B%7D", 422, "decision_inputs_invalid"),
        ("", 422, "decision_inputs_invalid"),
        ("answers=%5B%5D", 422, "query_invalid"),
        ("answers=%7B%22", 400, "body_not_json"),
        ("answers=%7B%22a%22:1,%22a%22:2%7D", 400, "body_duplicate_key"),
        ("answers=%7B%7D&large=yes", 422, "query_invalid"),
        ("answers=%7B%7D&division=5301", 422, "query_invalid"),
        ("answers=%7B%7D&colour=red", 422, "query_invalid"),
    ],
)
def test_a_link_that_cannot_be(call: Client, query: str, status: int, code: str) -> None:
    answer = call("GET", f"{AT}/guide-sheet?{query}")
    assert (answer.status, answer.body["code"]) == (status, code)


def test_missing_answers_are_all_named_in_the_order_of_the_questions(call: Client) -> None:
    answer = call("POST", f"{AT}/guide", {"answers": {"by_agent": False}})
    assert (answer.status, answer.body["code"]) == (422, "decision_inputs_invalid")
    missing = [fault["pointer"] for fault in answer.body["errors"]]
    assert missing == ["/answers/first_time", "/answers/resided_half_year", "/answers/ground"]
    named = [fault["pointer"] for fault in call("POST", f"{AT}/guide", {"answers": {}}).body["errors"]]
    assert named == [f"/answers/{question['name']}" for question in ITEM.content["guide"]["questions"]]


def test_a_wrong_answer_is_explained_in_chinese(call: Client) -> None:
    wrong = call("POST", f"{AT}/guide", {"answers": {**PERMIT, "first_time": "true", "ground": 3}})
    said = {fault["pointer"]: fault["detail"] for fault in wrong.body["errors"]}
    assert said["/answers/first_time"] == "回答的格式不对，应为是或者否。"
    assert said["/answers/ground"] == "回答的格式不对，应为文字。"


def guides_over(store: MemoryCatalogue, clock: FakeClock) -> Guides:
    holdings = KnownHoldings(Acting)  # type: ignore[arg-type]
    return Guides(CatalogueService(store), lambda: holdings, LawClock(clock), lambda: PERIODS, CityCalendars)


def test_a_guide_is_of_the_day_in_the_city() -> None:
    """One minute before midnight in Shanghai, and one after."""
    store = MemoryCatalogue()
    store.stored["shelf", ITEM.code] = ItemShelf(ITEM.code, Shelf(1, None, 1))
    edition = Edition(1, Stage.PUBLISHED, "ab" * 32, ("S-1",))
    store.stored[ITEM.code, 1] = StoredEdition(ITEM.code, edition, ITEM.content)
    clock = FakeClock(datetime(2026, 5, 11, 15, 59, tzinfo=UTC))
    guides = guides_over(store, clock)
    told = []
    for _ in range(2):
        guide = guides.told(ITEM.code, Situation(PERMIT), Caller("public"))
        told.append((guide["made_on"], guide["committed_limit"]["due_on"]))
        clock.move(timedelta(minutes=2))
    assert told == [("2026-05-11", "2026-05-18"), ("2026-05-12", "2026-05-19")]


def test_a_guide_goes_by_the_calendar_that_the_city_published(call: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """On New Year's Eve nobody knows by the shipped calendar; the notice tells, and one office is closed."""
    new_years_eve = datetime(2026, 12, 31, 2, tzinfo=UTC)
    monkeypatch.setattr(law_clock(), "shift", lambda: new_years_eve - datetime.now(UTC))
    before = asked(call).body["committed_limit"]
    assert (before["due_on"], before["provisional"]) == (None, True)
    published(notices=[NOTICE_2027], closures=[CLOSED | {"from": "2027-01-04", "to": "2027-01-05"}])
    told = asked(call).body
    assert (told["committed_limit"]["due_on"], told["committed_limit"]["provisional"]) == ("2027-01-12", False)
    assert next(step for step in told["steps"] if step["kind"] == "decide")["due_on"] == "2027-01-12"
    anywhere = call("POST", f"{AT}/guide", {"answers": PERMIT}).body
    assert anywhere["committed_limit"]["due_on"] == "2027-01-08"
    assert anywhere["statutory_limit"]["extension"]["due_on"] == "2027-02-19"


def test_a_place_where_it_is_not_handled(call: Client) -> None:
    answer = call("POST", f"{AT}/guide", {**ASKED, "division_code": "110101000000"})
    assert (answer.status, answer.body["code"]) == (409, "item_not_offered_here")


def test_the_picture_is_kept_until_the_item_changes(call: Client) -> None:
    picture = call("GET", f"{AT}/process-picture")
    assert picture.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert "public" in picture.headers["Cache-Control"]
    tag = picture.etag
    again = call("GET", f"{AT}/process-picture", if_none_match=f'W/{tag}, "other"')
    assert (again.status, again.body, again.etag) == (304, None, tag)
    assert call("GET", f"{AT}/process-picture", if_none_match='"other"').status == 200
    assert call("GET", "/v1/items/none/process-picture").status == 404


def test_the_code_is_of_the_citys_address_and_of_no_header(call: Client) -> None:
    page = asked(call, accept=HTML, host="evil.example", x_forwarded_host="evil.example").body
    assert "evil.example" not in page


def test_the_handbook_is_for_those_who_handle_and_keep(call: Client) -> None:
    path = f"/v1/catalogue/items/{ITEM.code}/handbook"
    for by, status in ((None, 401), ("P-1", 403), ("S-8", 403), ("S-9", 200), ("S-1", 200)):
        assert call("GET", path, None, by).status == status, by
    body = call("GET", path, None, "S-9").body
    schemas.Handbook.model_validate(body)
    assert [step["name"] for step in body["steps"]] == ["审查"]
    assert body["guide"]["tables"]
    assert "conditions" in body
    assert call("GET", f"{path}?version=9", None, "S-9").status == 404


class Acting:
    """A representation service that knows one organisation with two people, and one friend."""

    def acting(self, caller: Caller, for_: str, item_code: str) -> Authority:
        kinds = {
            ("P-1", "org-1"): Kind.LEGAL_REPRESENTATIVE,
            ("P-2", "org-1"): Kind.AGENT,
            ("P-1", "auth-1"): Kind.FAMILY,
        }
        if (caller.id, for_) not in kinds:
            raise NotFound("organisation_not_found")
        principal = for_ if for_.startswith("org-") else "P-7"
        return Authority(principal, caller.id, "张三", kinds[caller.id, for_], None, 3)


@pytest.mark.parametrize(
    ("caller", "for_", "kinds"),
    [
        (KNOWN, None, {RESIDENT_IDENTITY}),
        (UNPROVEN, None, set()),
        (KNOWN, "org-1", {BUSINESS_LICENCE}),
        (UNPROVEN, "org-1", {BUSINESS_LICENCE}),
        (KNOWN, "auth-1", {RESIDENT_IDENTITY}),
    ],
)
def test_what_is_held_of_whom(caller: Caller, for_: str | None, kinds: set[str]) -> None:
    holdings = KnownHoldings(Acting)  # type: ignore[arg-type,return-value]
    held = holdings.held(caller, for_, ITEM.code)
    assert {one.kind for one in held} == kinds
    assert all(set(one.flag) == {"by", "how", "consent"} for one in held)
    with pytest.raises(NotFound):
        holdings.held(caller, "org-2", ITEM.code)


def test_acting_for_another_needs_a_log_in(call: Client) -> None:
    body = {**ASKED, "on_behalf_of": "org-1"}
    answer = call("POST", f"{AT}/guide", body)
    assert (answer.status, answer.body["code"]) == (401, "sign_in_required")
    assert call("POST", f"{AT}/guide", body, "P-1").status == 404


def test_a_guide_costs_one_read_of_what_is_in_force() -> None:
    """An edition never changes: a container that has read it asks only whether it is still in force."""
    store, clock = MemoryCatalogue(), FakeClock()
    store.stored["shelf", ITEM.code] = ItemShelf(ITEM.code, Shelf(1, None, 1))
    edition = Edition(1, Stage.PUBLISHED, "ab" * 32, ("S-1",))
    store.stored[ITEM.code, 1] = StoredEdition(ITEM.code, edition, ITEM.content)
    nobody = Caller("public")
    guides = guides_over(store, clock)
    guides.told(ITEM.code, Situation(PERMIT), nobody)
    for tell in (
        lambda: guides.told(ITEM.code, Situation(PERMIT), nobody),
        lambda: guides.told(ITEM.code, Situation(PERMIT), KNOWN),
        lambda: guides.picture(ITEM.code),
    ):
        before = store.reads
        tell()
        assert store.reads == before + 1


def test_only_guides_are_for_everybody_and_for_the_known() -> None:
    known = {f"{spec.method} {spec.path}": spec.access.declared() for spec in specs() if spec.access.known}
    assert set(known) == {"POST /v1/items/{item_code}/guide", "GET /v1/items/{item_code}/guide-sheet"}
    assert all(said["public"] and said["known"] for said in known.values())
    operations = document()["paths"]
    assert operations["/v1/items/{item_code}/guide"]["post"]["security"] == [{}, {"bearer": []}]
