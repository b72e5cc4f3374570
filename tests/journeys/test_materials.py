"""How much an applicant may send, what becomes of it, and who may open it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from chalicelib.shared.ids import new_id
from infra.local.story import papers
from infra.local.story.applying import add_material
from tests.city import City
from tests.journeys import driving
from tests.journeys.driving import ANOTHER_DIVISION, PDF, Person, at_once, refused
from tests.journeys.uploading import PAPER, Announced, posted, said_of

pytestmark = pytest.mark.deployed

MIB = 1024 * 1024
_TAKEN = 204


@pytest.fixture(scope="module")
def case(applicant: Person) -> str:
    """A draft; whoever announces takes back, so that it does not run full."""
    return driving.draft(applicant)


def test_a_file_at_the_limit_is_taken_and_one_byte_more_is_not(applicant: Person, case: str) -> None:
    largest = PAPER.replace(b"%%EOF", b"%" + b" " * (10 * MIB - len(PAPER) - 2) + b"\n%%EOF")
    assert len(largest) == 10 * MIB
    material = Announced(applicant, case, **said_of(largest))
    assert posted(material.upload, largest) == 204
    assert material.completed().json()["size"] == 10 * MIB
    applicant.send("DELETE", material.path)
    more = applicant.ask("POST", f"/v1/cases/{case}/materials", said_of(largest, size=10 * MIB + 1))
    assert refused(more) == (413, "material_too_large")


BAD_WORDS: dict[str, dict[str, Any]] = {
    "no bytes": {"size": 0},
    "fewer than none": {"size": -1},
    "a piece of a byte": {"size": 1.5},
    "a size in words": {"size": "9"},
    "true for a size": {"size": True},
    "a digest in capitals": {"sha256": "A" * 64},
    "a short digest": {"sha256": "a" * 63},
    "a type of its own": {"content_type": "text/html"},
    "a type with a parameter": {"content_type": "application/pdf; charset=utf-8"},
    "no name": {"name": ""},
    "a long name": {"name": "名" * 201},
    "a slot that is a path": {"slot": "../M01"},
    "an unknown field": {"bucket": "x"},
}


@pytest.mark.parametrize("said", BAD_WORDS.values(), ids=BAD_WORDS)
def test_an_announcement_that_cannot_be_is_refused(applicant: Person, case: str, said: dict[str, Any]) -> None:
    answer = applicant.ask("POST", f"/v1/cases/{case}/materials", said_of(PAPER, **said))
    assert refused(answer) == (422, "body_invalid")


def test_an_announcement_for_another_item_or_type_is_refused(applicant: Person, case: str) -> None:
    path = f"/v1/cases/{case}/materials"
    assert refused(applicant.ask("POST", path, said_of(PAPER, slot="M99"))) == (409, "slot_unknown")
    photo = said_of(PAPER, slot="M02")
    assert refused(applicant.ask("POST", path, photo)) == (409, "material_type_refused")


def test_the_thirty_first_material_is_refused(applicant: Person) -> None:
    case = driving.draft(applicant)
    path = f"/v1/cases/{case}/materials"
    for _ in range(26):
        applicant.post(path, another())
    answers = at_once([lambda: applicant.ask("POST", path, another())] * 8)
    refusals = {refused(answer) for answer in answers if not answer.ok}
    assert refusals <= {(409, "too_many_materials"), (409, "changed_meanwhile")}
    held = applicant.get(path)["materials"]
    for _ in range(30 - len(held)):
        applicant.post(path, another())
    assert len(applicant.get(path)["materials"]) == 30
    assert refused(applicant.ask("POST", path, another())) == (409, "too_many_materials")
    applicant.send("DELETE", f"{path}/{held[0]['material_id']}")
    applicant.post(path, another())


def test_the_same_file_twice_is_one(applicant: Person) -> None:
    path = f"/v1/cases/{driving.draft(applicant)}/materials"
    first = Announced(applicant, path.split("/")[3], **said_of(PAPER))
    again = applicant.post(path, said_of(PAPER))
    assert (again["material_id"], again["state"]) == (first.material_id, "pending")
    assert posted(again["upload"], PAPER) == _TAKEN
    assert first.completed().ok
    there = applicant.post(path, said_of(PAPER))
    assert (there["material_id"], there["upload"]) == (first.material_id, None)
    assert len(applicant.get(path)["materials"]) == 1


def another() -> dict[str, Any]:
    """The announcement of a file that nobody announced before."""
    return said_of(papers.pdf(new_id()))


@pytest.fixture(scope="module")
def handed_in(applicant: Person) -> tuple[str, str]:
    """A submitted case and one of its materials."""
    case = driving.ready(applicant)
    material = applicant.get(f"/v1/cases/{case}/materials")["materials"][0]["material_id"]
    applicant.post(f"/v1/cases/{case}/submission")
    return case, material


def test_a_link_serves_the_owner_for_five_minutes_as_a_download(applicant: Person, handed_in: tuple[str, str]) -> None:
    case, material = handed_in
    link = applicant.get(f"/v1/cases/{case}/materials/{material}/file")
    query = parse_qs(urlsplit(link["url"]).query)
    assert query["X-Amz-Expires"] == [str(link["expires_in"])] == ["300"]
    file = requests.get(link["url"], timeout=30)
    assert file.content == PDF[1]
    assert (file.headers["Content-Type"], file.headers["Content-Disposition"]) == ("application/pdf", "attachment")
    another = link["url"].replace(material, "0" * 26)
    assert requests.get(another, timeout=30).status_code == 403
    inline = link["url"].replace("disposition=attachment", "disposition=inline")
    assert requests.get(inline, timeout=30).status_code == 403


def test_a_clerk_who_opens_a_file_is_on_record_before_the_link(city: City, handed_in: tuple[str, str]) -> None:
    case, material = handed_in
    clerk = driving.registered(city, "clerk", departments=["09"])
    assert accesses(city, clerk) == []
    link = clerk.get(f"/v1/cases/{case}/materials/{material}/file")
    assert requests.get(link["url"], timeout=30).content == PDF[1]
    assert accesses(city, clerk) == [(f"case:{case}", f"material:{material}")]
    clerk.get("/v1/desk/tasks", department="09", division=driving.DIVISION)
    assert len(accesses(city, clerk)) == 1, "a list opens nobody's data"


def test_the_applicant_sees_who_opened_a_file(city: City, applicant: Person, handed_in: tuple[str, str]) -> None:
    case, material = handed_in
    clerk = driving.registered(city, "clerk", departments=["09"])
    clerk.get(f"/v1/cases/{case}/materials/{material}/file")
    seen = applicant.get("/v1/me/access-log")["entries"][0]
    assert seen["who"]["staff_no"] == clerk.get("/v1/me")["staff_no"]
    assert (seen["why"]["id"], seen["what"]["id"]) == (case, material)


def test_an_owner_who_opens_their_file_is_on_no_record(
    city: City, applicant: Person, handed_in: tuple[str, str]
) -> None:
    case, material = handed_in
    applicant.get(f"/v1/cases/{case}/materials/{material}/file")
    assert driving.readings(city, applicant.get("/v1/me")["person_id"]) == []


def test_no_link_for_others(city: City, stranger: Person, handed_in: tuple[str, str]) -> None:
    case, material = handed_in
    elsewhere = driving.registered(city, "clerk", departments=["09"], divisions=[ANOTHER_DIVISION])
    path = f"/v1/cases/{case}/materials/{material}/file"
    assert refused(stranger.ask("GET", path)) == (404, "case_not_found")
    assert refused(elsewhere.ask("GET", path)) == (404, "case_not_found")
    assert refused(driving.staff(city, "supervisor").ask("GET", path)) == (403, "not_permitted")
    assert refused(driving.nobody(city).ask("GET", path)) == (401, "sign_in_required")
    assert accesses(city, elsewhere) == []


def test_what_was_handed_in_stays(applicant: Person, clerk: Person, handed_in: tuple[str, str]) -> None:
    case, material = handed_in
    path = f"/v1/cases/{case}/materials"
    assert refused(applicant.ask("DELETE", f"{path}/{material}")) == (409, "case_not_editable")
    assert refused(applicant.ask("POST", path, said_of(PAPER))) == (409, "case_not_editable")
    clerk.post(f"/v1/cases/{case}/correction-request", driving.correction("请补充完整。"))
    assert refused(applicant.ask("DELETE", f"{path}/{material}")) == (409, "material_already_submitted")
    added = add_material(applicant, case, "M03", *PDF)
    applicant.send("DELETE", f"{path}/{added}")
    assert material in {one["material_id"] for one in applicant.get(path)["materials"]}


def accesses(city: City, reader: Person) -> list[tuple[str, str]]:
    """Why and what of each access act on the reader's chain."""
    read = driving.readings(city, reader.get("/v1/me")["staff_no"])
    return [(str(act.changes["why"]), str(act.changes["what"])) for act in read]
