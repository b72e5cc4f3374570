"""Who may work on whose items: permission alone; what the acts do is tested elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.catalogue.editions.reach import colleague, require_reach
from chalicelib.shared.access import Caller, Post, Reach, Role
from tests.catalogue.together import FIRST, an_item
from tests.configuration.cloud import Client
from tests.configuration.people import PEOPLE

AT = f"/v1/catalogue/items/{FIRST}"
POLICE, CIVIL = "09", "08"
CITY, COUNTY, NEXT_COUNTY = "530100000000", "530102000000", "530103000000"


def keeper(number: str, role: Role, department: str, division: str, stands_in_for: str | None = None) -> Caller:
    post = Post(frozenset({role}), (department,), (division,), stands_in_for)
    return Caller("staff", number, posts=(post,), channel="window")


KEEPERS = {
    person.id: person
    for person in (
        keeper("E-police", Role.CATALOGUE_EDITOR, POLICE, CITY),
        keeper("E-civil", Role.CATALOGUE_EDITOR, CIVIL, CITY),
        keeper("E-county", Role.CATALOGUE_EDITOR, POLICE, COUNTY),
        keeper("A-police", Role.CATALOGUE_AUDITOR, POLICE, CITY),
        keeper("A-civil", Role.CATALOGUE_AUDITOR, CIVIL, CITY),
        keeper("A-county", Role.CATALOGUE_AUDITOR, POLICE, COUNTY),
        keeper("for-E-police", Role.CATALOGUE_AUDITOR, POLICE, CITY, stands_in_for="E-police"),
        keeper("for-A-county", Role.CATALOGUE_EDITOR, POLICE, COUNTY, stands_in_for="A-county"),
    )
}


@pytest.fixture
def call(cloud: None) -> Client:
    return Client(PEOPLE | KEEPERS)


def item(**parts: Any) -> dict[str, Any]:
    return an_item(FIRST, **{"department": POLICE, "divisions": [CITY], **parts})


def save(call: Client, by: str, content: dict[str, Any], if_match: str = '"0"') -> int:
    return call("PUT", f"{AT}/draft", {"content": content}, by, if_match=if_match).status


def publish(call: Client, content: dict[str, Any], by: str = "S-1") -> None:
    at = f"/v1/catalogue/items/{content['item_code']}"
    answer = call("PUT", f"{at}/draft", {"content": content}, by, if_match='"0"')
    assert answer.status == 200, answer.body
    at = f"{at}/versions/{answer.body['number']}"
    assert call("POST", f"{at}/audit", {"passed": True}, "S-3").status == 201
    assert call("POST", f"{at}/publication", None, "S-4").status == 201


def publish_draft(call: Client, number: int = 1) -> None:
    at = f"{AT}/versions/{number}"
    assert call("POST", f"{at}/audit", {"passed": True}, "S-3").status == 201
    assert call("POST", f"{at}/publication", None, "S-4").status == 201


def test_a_department_drafts_its_own_items_alone(call: Client) -> None:
    assert save(call, "E-civil", item()) == 404
    assert save(call, "E-police", item()) == 200
    assert call("GET", f"{AT}/draft", by="E-police").status == 200
    assert call("GET", f"{AT}/draft", by="A-police").status == 200
    for stranger in ("E-civil", "A-civil"):
        answer = call("GET", f"{AT}/draft", by=stranger)
        assert (answer.status, answer.body["code"]) == (404, "draft_not_found")


def test_every_division_of_an_item_has_to_be_within_reach(call: Client) -> None:
    assert save(call, "E-county", item(divisions=[COUNTY, NEXT_COUNTY])) == 404
    assert save(call, "E-county", item(divisions=[CITY])) == 404
    assert save(call, "E-county", item(divisions=[])) == 200
    assert call("GET", f"{AT}/draft", by="E-county").status == 200


@pytest.mark.parametrize(
    ("act", "body"), [("audit", {"passed": True}), ("publication", None), ("withdrawal", {"reason": "x"})]
)
def test_an_auditor_decides_within_reach_alone(call: Client, act: str, body: Any) -> None:
    save(call, "E-police", item())
    for stranger in ("A-civil", "A-county"):
        answer = call("POST", f"{AT}/versions/1/{act}", body, stranger)
        assert (answer.status, answer.body["code"]) == (404, "edition_not_found")


def test_a_departments_own_people_bring_its_item_in_force(call: Client) -> None:
    save(call, "E-police", item())
    assert call("POST", f"{AT}/versions/1/audit", {"passed": True}, "A-police").status == 201
    assert call("POST", f"{AT}/versions/1/publication", None, "A-police").status == 201
    assert call("POST", f"{AT}/versions/1/withdrawal", {"reason": "x"}, "A-civil").status == 404
    assert call("POST", f"{AT}/versions/1/withdrawal", {"reason": "x"}, "A-police").status == 201


def test_nobody_takes_an_item_from_another_department(call: Client) -> None:
    publish(call, item())
    assert save(call, "E-civil", item(department=CIVIL)) == 404
    assert save(call, "E-police", item(department=CIVIL)) == 404
    assert save(call, "S-1", item(department=CIVIL)) == 200
    assert call("POST", f"{AT}/versions/2/audit", {"passed": True}, "A-civil").status == 404


def test_a_transfer_by_reform_is_for_either_side(call: Client) -> None:
    publish(call, item())
    reform = {"kind": "transferred", "document": "昆政发〔2026〕1号", "effective_on": "2026-01-01"}
    assert save(call, "E-civil", item(department=CIVIL, reform=reform)) == 200
    assert call("POST", f"{AT}/versions/2/audit", {"passed": True}, "A-civil").status == 201
    assert call("POST", f"{AT}/versions/2/publication", None, "A-police").status == 201
    assert save(call, "E-police", item()) == 404


@pytest.mark.parametrize("path", ["", "/1", "/1/changes"])
def test_histories_are_read_within_reach(call: Client, path: str) -> None:
    publish(call, item())
    for by, status in (("A-police", 200), ("E-police", 200), ("A-civil", 404), ("E-county", 404), (None, 401)):
        assert call("GET", f"{AT}/versions{path}", by=by).status == status, by


def test_open_drafts_are_listed_within_reach(call: Client) -> None:
    save(call, "E-police", item())
    for by, seen in (("A-police", [FIRST]), ("S-3", [FIRST]), ("A-civil", []), ("A-county", [])):
        answer = call("GET", "/v1/catalogue/drafts", by=by)
        assert (answer.status, [one["item_code"] for one in answer.body["drafts"]]) == (200, seen), by
    assert call("GET", f"/v1/catalogue/drafts?department={POLICE}", by="A-civil").body["drafts"] == []
    for stranger in (None, "nobody"):
        assert call("GET", "/v1/catalogue/drafts", by=stranger).status == 401


TRANSFER = {"kind": "transferred", "document": "昆政发〔2026〕1号", "effective_on": "2026-01-01"}


def etag(call: Client, by: str) -> str:
    return call("GET", f"{AT}/draft", by=by).etag


def test_nobody_writes_over_another_departments_draft_by_a_transfer(call: Client) -> None:
    save(call, "E-police", item())
    assert save(call, "E-civil", item(department=CIVIL, reform=TRANSFER), '"1"') == 404
    publish_draft(call)
    save(call, "E-police", item(name="改名"))
    assert save(call, "E-civil", item(department=CIVIL, reform=TRANSFER), '"1"') == 404


def test_a_transfer_takes_its_item_out_of_nobodys_hands_while_it_is_a_draft(call: Client) -> None:
    publish(call, item())
    save(call, "E-civil", item(department=CIVIL, reform=TRANSFER))
    assert save(call, "E-civil", item(department=CIVIL), etag(call, "E-civil")) == 404
    assert save(call, "E-police", item(name="改名"), etag(call, "E-police")) == 200


def test_a_confidential_item_is_transferred_by_who_has_it(call: Client) -> None:
    publish(call, item(confidential=True))
    assert save(call, "E-civil", item(department=CIVIL, reform=TRANSFER)) == 404
    assert save(call, "S-1", item(department=CIVIL, confidential=True, reform=TRANSFER)) == 200
    assert call("POST", f"{AT}/versions/2/audit", {"passed": True}, "A-civil").status == 404


def test_whoever_stands_in_decides_nothing_that_the_colleague_wrote(call: Client) -> None:
    save(call, "E-police", item())
    for act, body in (("audit", {"passed": True}), ("audit", {"passed": False, "reason": "x"}), ("publication", None)):
        if act == "publication":
            assert call("POST", f"{AT}/versions/1/audit", {"passed": True}, "A-police").status == 201
        answer = call("POST", f"{AT}/versions/1/{act}", body, "for-E-police")
        assert (answer.status, answer.body["code"]) == (403, "author_may_not_decide")


def test_whoever_needs_a_colleagues_post_for_one_division_acts_for_the_colleague() -> None:
    posts = [
        Post(frozenset({Role.CATALOGUE_AUDITOR}), (POLICE,), (division,), whose)
        for division, whose in ((COUNTY, "A-9"), (NEXT_COUNTY, None))
    ]
    for divisions in ([COUNTY, NEXT_COUNTY], [NEXT_COUNTY, COUNTY]):
        by = Caller("staff", "A-1", posts=tuple(posts), reach=Reach.OFFICE)
        require_reach(by, item(divisions=divisions), "edition_not_found")
        assert (by.on_behalf_of, colleague(by)) == ("staff:A-9", "A-9")


def test_nor_does_the_colleague_what_was_written_in_their_name(call: Client) -> None:
    save(call, "for-A-county", item(divisions=[COUNTY]))
    assert call("GET", f"{AT}/draft", by="A-county").body["authors"] == ["for-A-county", "A-county"]
    answer = call("POST", f"{AT}/versions/1/audit", {"passed": True}, "A-county")
    assert (answer.status, answer.body["code"]) == (403, "author_may_not_decide")
