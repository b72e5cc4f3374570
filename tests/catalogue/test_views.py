"""The same items as disclosures, figures, themes and a directory of materials, on moto's tables."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.catalogue import schemas
from chalicelib.catalogue.ports import StoredEdition
from chalicelib.catalogue.search.entries import entry_of
from chalicelib.catalogue.table.record import CatalogueItem
from chalicelib.catalogue.views.proofs import MOST_WRITES, entries_of
from chalicelib.shared.access import Caller, Role
from chalicelib.shared.change import Change
from chalicelib.shared.paging import encode_cursor
from chalicelib.shared.publishing import Edition, Shelf, Stage
from chalicelib.wiring import catalogue as wiring
from chalicelib.wiring import committer
from tests.catalogue.samples import content
from tests.catalogue.test_routes import CODE
from tests.configuration.cloud import Client
from tests.configuration.people import PEOPLE, staff

CLERK = staff("S-9", frozenset({Role.CLERK}))
CITIZEN = Caller("citizen", "P-1", level=2)
DIRECTORY = "/v1/catalogue/proof-materials"
EIGHT = ["项目名称", "设定依据", "申请条件", "办理程序", "法定时限", "承诺时限", "收费依据", "收费标准"]


@pytest.fixture
def call(cloud: None) -> Client:
    return Client(PEOPLE | {CLERK.id: CLERK, CITIZEN.id: CITIZEN})


def put_in_force(body: dict[str, Any]) -> None:
    """As publication leaves it; whether it should have been published is another matter."""
    code, table = body["item_code"], wiring.catalogue_table()
    before = table.shelf(code)
    stored = StoredEdition(code, Edition(1, Stage.PUBLISHED, "ab" * 32, ("S-1",), "S-3", "S-4"), body)
    listed = entry_of(code, 1, body)
    writes = (*table.save_shelf(before, before._replace(shelf=Shelf(1, None, 1))), *table.save_edition(stored))
    committer().commit(lambda: Change((*writes, *(table.list_item(listed) if listed else ()))), None)


def take_out_of_force(code: str) -> None:
    table = wiring.catalogue_table()
    before = table.shelf(code)
    writes = table.save_shelf(before, before._replace(shelf=Shelf(1, None, None)))
    committer().commit(lambda: Change((*writes, *table.unlist_item(code))), None)


def figures(call: Client, query: str = "") -> dict[str, tuple[float, float, float | None]]:
    answer = call("GET", f"/v1/catalogue/statistics{query}")
    assert answer.status == 200, answer.body
    schemas.ItemStatistics.model_validate(answer.body)
    told = answer.body["figures"]
    return {one["name"]: (one["numerator"], one["denominator"], one["value"]) for one in told}


def test_an_item_is_disclosed_in_eight_parts(call: Client) -> None:
    put_in_force(content())
    answer = call("GET", f"/v1/items/{CODE}/disclosures")
    schemas.Disclosures.model_validate(answer.body)
    assert [one["title"] for one in answer.body["disclosures"]] == EIGHT
    told = {one["element"]: one["content"] for one in answer.body["disclosures"]}
    assert told["name"] == content()["name"]
    assert told["procedure"][:2] == ["申请", "受理"]
    assert told["statutory_limit"]["unit"] == content()["statutory_limit"]["unit"]
    assert told["basis"] == call("GET", f"/v1/items/{CODE}").body["basis"]


def test_conditions_and_fees_are_disclosed_with_their_own_basis(call: Client) -> None:
    first, second, *_ = content()["basis"]
    condition = {"text": "居住半年以上", "basis": second["code"]}
    put_in_force(content(conditions=[condition, {**condition, "basis": None}]))
    told = {one["element"]: one["content"] for one in call("GET", f"/v1/items/{CODE}/disclosures").body["disclosures"]}
    assert [one["basis"] for one in told["conditions"]] == [second, None]
    assert told["fee_basis"] is None
    assert first in told["basis"]


def test_what_is_not_published_or_confidential_is_not_disclosed(call: Client) -> None:
    assert call("GET", f"/v1/items/{CODE}/disclosures").body["code"] == "item_not_found"
    put_in_force(content(confidential=True))
    assert call("GET", f"/v1/items/{CODE}/disclosures").status == 404
    assert call("GET", "/v1/catalogue/statistics").body["items"] == 0


def test_figures_follow_what_is_published_and_what_is_chosen(call: Client) -> None:
    assert figures(call)["online"] == (0, 0, None)
    limit = {"value": 20, "unit": "WD", "stages": [], "extension": None, "notes": None, "source": None}
    body = content(committed_limit={**limit, "value": 5}, statutory_limit=limit, online_depth=4)
    put_in_force({**body, "item_type": "administrative_licence"})
    assert figures(call)["speed_up"] == (15, 20, 75.0)
    assert figures(call, "?depth=4&division=530102000000")["fully_online"] == (1, 1, 100.0)
    assert figures(call, "?depth=1")["fully_online"] == (0, 0, None)
    by_type = call("GET", "/v1/catalogue/statistics").body["by_item_type"]
    assert {one["title"]: one["items"] for one in by_type}["行政许可"] == 1


def test_a_wrong_filter_is_refused(call: Client) -> None:
    for query in ("depth=9", "mode=later", "colour=red", "division=5301", "limit=1"):
        assert call("GET", f"/v1/catalogue/statistics?{query}").status == 422, query


def test_the_month_of_the_figures_is_the_citys(call: Client) -> None:
    path = "/v1/configuration/catalogue"
    call("PUT", path, {"content": {"month_working_days": 20, "person_themes": ["养老"]}}, "S-1", if_match='"0"')
    call("POST", f"{path}/versions/1/audit", {"passed": True}, "S-3")
    call("POST", f"{path}/versions/1/publication", None, "S-4")
    assert call("GET", "/v1/catalogue/statistics").body["month_working_days"] == 20
    assert call("GET", "/v1/catalogue/themes").body["persons"] == [{"theme": "养老", "items": 0}]


def test_themes_are_counted_for_whom_they_are(call: Client) -> None:
    put_in_force(content(themes=["社会保障"], applicant_types=["natural_person"]))
    answer = call("GET", "/v1/catalogue/themes")
    schemas.Themes.model_validate(answer.body)
    assert [one["theme"] for one in answer.body["persons"] if one["items"]] == ["社会保障"]
    assert [one["theme"] for one in answer.body["organisations"] if one["items"]] == []


def directory(call: Client, query: str = "") -> list[dict[str, Any]]:
    answer = call("GET", f"{DIRECTORY}{query}", by="S-1")
    assert answer.status == 200, answer.body
    schemas.ProofPage.model_validate(answer.body)
    entries: list[dict[str, Any]] = answer.body["entries"]
    return entries


def test_the_directory_follows_what_is_in_force(call: Client) -> None:
    put_in_force(content())
    needed = sorted(material["name"] for material in content()["materials"])
    assert wiring.proof_directory().follow(CODE) == len(needed)
    assert [entry["material"] for entry in directory(call)] == needed
    assert wiring.proof_directory().follow(CODE) == 0
    assert [entry["material"] for entry in directory(call, f"?name={needed[1]}")] == [needed[1]]
    take_out_of_force(CODE)
    assert wiring.proof_directory().follow(CODE) == len(needed)
    assert directory(call) == []


def test_a_directory_is_read_page_by_page(call: Client) -> None:
    put_in_force(content())
    wiring.proof_directory().follow(CODE)
    seen, cursor = list[str](), ""
    while True:
        page = call("GET", f"{DIRECTORY}?limit=2{cursor}", by="S-3").body
        assert len(page["entries"]) <= 2
        seen += [entry["material"] for entry in page["entries"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert seen == sorted(material["name"] for material in content()["materials"])


def test_a_cursor_of_another_name_ends_the_list(call: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """DynamoDB refuses a range that ends before it begins."""
    put_in_force(content())
    wiring.proof_directory().follow(CODE)
    cursor = encode_cursor({"after": "丁"})
    monkeypatch.setattr(CatalogueItem, "query", None)
    assert directory(call, f"?name=一&cursor={cursor}") == []


def test_an_item_with_more_materials_than_a_transaction_takes_is_followed_too(call: Client) -> None:
    sample = content()["materials"][0]
    some = [{**sample, "code": f"M{n:03}", "name": f"材料{n:03}"} for n in range(MOST_WRITES + 5)]
    put_in_force(content(materials=[*content()["materials"], *some]))
    number = len(content()["materials"]) + len(some)
    assert wiring.proof_directory().follow(CODE) == number
    assert len(directory(call, "?name=材料&limit=100")) == len(some)


def test_an_item_with_long_words_is_followed_too(call: Client) -> None:
    sample = {**content()["materials"][0], "name": "材" * 200, "certificate": "证" * 200}
    origin = {"kind": "authority", "issuer": "局" * 200, "item_code": None}
    some = [{**sample, "code": f"M{n:03}", "origin": origin} for n in range(100)]
    put_in_force(content(materials=some, name="事" * 200, department_name="局" * 200))
    assert wiring.proof_directory().follow(CODE) == 100


def put_next_in_force(body: dict[str, Any], **other: Any) -> None:
    table = wiring.catalogue_table()
    before = table.shelf(CODE)
    stored = StoredEdition(CODE, Edition(2, Stage.PUBLISHED, "cd" * 32, ("S-1",), "S-3", "S-4"), body)
    writes = (*table.save_shelf(before, before._replace(shelf=Shelf(2, None, 2), **other)), *table.save_edition(stored))
    committer().commit(lambda: Change(writes), None)


def test_what_changed_of_a_material_is_brought_up_to_date(call: Client) -> None:
    put_in_force(content())
    wiring.proof_directory().follow(CODE)
    first, *others = content()["materials"]
    put_next_in_force(content(materials=[{**first, "required": not first["required"]}, *others]))
    assert wiring.proof_directory().follow(CODE) == 1
    assert directory(call, f"?name={first['name']}")[0]["required"] is not first["required"]


def test_entries_come_and_go_together_however_many(call: Client) -> None:
    sample = content()["materials"][0]
    many = [{**sample, "code": f"M{n:03}", "name": f"旧材料{n:03}"} for n in range(100)]
    put_in_force(content(materials=many))
    wiring.proof_directory().follow(CODE)
    put_next_in_force(content(materials=[{**material, "name": f"新材料{material['code']}"} for material in many[:60]]))
    assert wiring.proof_directory().follow(CODE) == 160
    assert directory(call, "?name=旧材料") == []
    assert len(directory(call, "?name=新材料&limit=100")) == 60


def test_a_confidential_item_is_not_in_the_directory(call: Client) -> None:
    put_in_force(content(confidential=True))
    assert wiring.proof_directory().follow(CODE) == 0


@pytest.mark.parametrize(("by", "status"), [(None, 401), ("P-1", 403), ("S-9", 403), ("S-1", 200), ("S-3", 200)])
def test_only_keepers_read_the_directory(call: Client, by: str | None, status: int) -> None:
    assert call("GET", DIRECTORY, by=by).status == status


def test_an_entry_tells_origin_and_certificate() -> None:
    material = {
        **content()["materials"][0],
        "origin": {"kind": "authority", "issuer": "公安机关", "item_code": None},
        "certificate": "居民身份证",
    }
    (entry,) = entries_of("0001", content(materials=[material])).values()
    assert (entry["origin"], entry["issuer"], entry["certificate"]) == ("authority", "公安机关", "居民身份证")


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("subdistrict", {"divisions": ["530102001000"]}),
        ("nearby", {"handling_modes": ["nearby"]}),
        ("at_most_one_trip", {"visits": {"most": 1, "materials_by_mail": False, "result_by_mail": False}}),
    ],
)
def test_a_list_is_a_view_of_the_items(call: Client, name: str, changes: dict[str, Any]) -> None:
    plain: dict[str, Any] = {"divisions": ["530100000000"], "handling_modes": [], "level": "city"}
    plain["visits"] = {"most": 2, "materials_by_mail": False, "result_by_mail": False}
    put_in_force(content(**plain))
    assert call("GET", f"/v1/items?list={name}").body["items"] == []
    put_in_force(content(**plain, item_code="0002") | changes)
    assert [one["item_code"] for one in call("GET", f"/v1/items?list={name}").body["items"]] == ["0002"]
    assert call("GET", f"/v1/catalogue/statistics?list={name}").body["items"] == 1
