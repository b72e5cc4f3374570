"""Divisions over their routes, on moto's tables."""

from __future__ import annotations

import pytest

from chalicelib.cases.adapters.catalogue import CatalogueItems
from chalicelib.catalogue import schemas
from chalicelib.catalogue.divisions.rows import read
from chalicelib.catalogue.divisions.storing import merge
from chalicelib.shared.change import Change
from chalicelib.shared.errors import RuleViolation
from chalicelib.wiring import catalogue as wiring
from chalicelib.wiring import committer
from tests.catalogue.samples import content
from tests.catalogue.test_divisions import CITY, NEW, OLD, change, row
from tests.catalogue.test_routes import ANSWERS, CODE
from tests.catalogue.test_views import put_in_force
from tests.configuration.cloud import Client
from tests.configuration.people import PEOPLE

ROWS = [
    {"code12": "530000000000", "level": 1, "name": "云南省", "parent12": ""},
    {"code12": CITY, "level": 2, "name": "昆明市", "parent12": "530000000000"},
    row(NEW, name="呈贡区", valid_from="2011-05-20"),
    change(),
]


@pytest.fixture
def call(cloud: None) -> Client:
    committer().commit(lambda: Change(merge(wiring.catalogue_table(), read(ROWS))[1]), None)
    return Client(PEOPLE)


def test_an_old_code_answers_what_it_became(call: Client) -> None:
    told = call("GET", f"/v1/divisions/{OLD}")
    schemas.DivisionDetail.model_validate(told.body)
    assert (told.status, told.body["in_force"]) == (200, False)
    assert told.body["successors"] == [{"code": NEW, "full_name": "云南省昆明市呈贡区"}]


def test_children_are_those_of_the_day(call: Client) -> None:
    below = call("GET", f"/v1/divisions/{CITY}/children")
    schemas.Divisions.model_validate(below.body)
    assert [one["name"] for one in below.body["children"]] == ["呈贡区"]
    below = call("GET", f"/v1/divisions/{CITY}/children?on=2011-05-19")
    assert ([one["name"] for one in below.body["children"]], below.body["on"]) == (["呈贡县"], "2011-05-19")
    assert call("GET", f"/v1/divisions/{CITY}/children?on=yesterday").status == 422
    assert call("GET", f"/v1/divisions/{CITY}/children?on=2011-02-30").status == 422


@pytest.mark.parametrize("code", ["530199000000", "000000000000", "5301", "x", "٥" * 12])
def test_a_code_that_never_was_is_not_found(call: Client, code: str) -> None:
    answer = call("GET", f"/v1/divisions/{code}")
    assert (answer.status, answer.body["code"]) == (404, "division_not_found")


def test_whoever_applies_in_an_old_division_is_told_the_new_one(call: Client) -> None:
    put_in_force(content(divisions=[OLD]))
    items = CatalogueItems(wiring.catalogue_service)
    assert items.offered(CODE, NEW)
    assert not items.offered(CODE, "530102000000")
    with pytest.raises(RuleViolation, match="division_ended") as refused:
        items.offered(CODE, OLD)
    assert NEW in str(refused.value.params["now"])


def test_a_guide_holds_for_the_old_code_and_for_the_new_one(call: Client) -> None:
    put_in_force(content(divisions=[OLD]))
    for where in (OLD, NEW):
        asked = {"answers": ANSWERS, "division_code": where}
        assert call("POST", f"/v1/items/{CODE}/guide", asked).status == 200
    asked = {"answers": ANSWERS, "division_code": "530102000000"}
    assert call("POST", f"/v1/items/{CODE}/guide", asked).body["code"] == "item_not_offered_here"
