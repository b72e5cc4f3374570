"""Files that are not what was said of them, forms of upload that were tampered with, and who may open a file."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from infra.local.story import papers
from infra.local.story.applying import add_material
from tests.city import City
from tests.journeys import driving
from tests.journeys.driving import ANOTHER_DIVISION, PDF, PNG, Person, at_once, refused

pytestmark = pytest.mark.deployed

MIB = 1024 * 1024
PAPER = papers.pdf("Lease")
HTML = b"<html><script>alert(document.cookie)</script></html>"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 64 + b"\xff\xd9"
Fields = dict[str, str]


@pytest.fixture(scope="module")
def case(applicant: Person) -> str:
    """A draft that takes this file's uploads; whoever announces takes back, so that it does not run full."""
    return driving.draft(applicant)


def said_of(content: bytes, content_type: str = "application/pdf", **said: Any) -> dict[str, Any]:
    digest = hashlib.sha256(content).hexdigest()
    told = {"slot": "M01", "name": "租赁合同.pdf", "content_type": content_type, "size": len(content), "sha256": digest}
    return {**told, **said}


def posted(upload: dict[str, Any], content: bytes, **changed: str) -> int:
    """The bucket's status for a multipart POST, as `wx.uploadFile` sends it."""
    fields = {**upload["fields"], **{name.replace("_", "-"): value for name, value in changed.items()}}
    return requests.post(upload["url"], data=fields, files={"file": ("file", content)}, timeout=60).status_code


class Announced:
    """A material that was announced, and its fate."""

    def __init__(self, who: Person, case: str, **said: Any) -> None:
        self.who = who
        told = who.post(f"/v1/cases/{case}/materials", said)
        self.upload: dict[str, Any] = told["upload"]
        self.path = f"/v1/cases/{case}/materials/{told['material_id']}"
        self.material_id = told["material_id"]

    def completed(self) -> requests.Response:
        return self.who.ask("POST", f"{self.path}/completion")

    def link(self) -> requests.Response:
        return self.who.ask("GET", f"{self.path}/file")


LIES: dict[str, tuple[dict[str, Any], bytes, str]] = {
    "another digest": (said_of(PAPER, sha256="0" * 64), PAPER, "material_digest_differs"),
    "another file of the same size": (said_of(PAPER), PAPER.replace(b"Lease", b"Leash"), "material_digest_differs"),
    "HTML called PDF": (said_of(HTML), HTML, "material_type_differs"),
    "HTML after a PDF's first bytes": (said_of(b"%PDF-" + HTML), b"%PDF-" + HTML, "material_type_differs"),
    "a torn PNG": (said_of(PNG[1][:-8], "image/png"), PNG[1][:-8], "material_type_differs"),
    "a torn PDF": (said_of(PAPER[:-8]), PAPER[:-8], "material_type_differs"),
    "a PDF called JPEG": (said_of(PAPER, "image/jpeg"), PAPER, "material_type_differs"),
    "a PNG called JPEG": (said_of(PNG[1], "image/jpeg"), PNG[1], "material_type_differs"),
    "a JPEG called PNG": (said_of(JPEG, "image/png"), JPEG, "material_type_differs"),
    "one byte": (said_of(b"%"), b"%", "material_type_differs"),
}


@pytest.mark.parametrize(("said", "sent", "code"), LIES.values(), ids=LIES)
def test_a_file_that_is_not_what_was_said_is_not_taken(
    applicant: Person, case: str, said: dict[str, Any], sent: bytes, code: str
) -> None:
    material = Announced(applicant, case, **said)
    posted(material.upload, sent)  # a bucket that checks digests refuses some of these itself
    assert refused(material.completed()) in {(409, code), (409, "material_not_uploaded")}
    assert refused(material.link()) == (404, "material_not_found")
    applicant.send("DELETE", material.path)


@pytest.mark.parametrize("sent", [PAPER + b"\n", PAPER[:-1], b""], ids=["more", "less", "nothing"])
def test_more_or_fewer_bytes_than_announced_are_not_taken(applicant: Person, case: str, sent: bytes) -> None:
    material = Announced(applicant, case, **said_of(PAPER))
    assert posted(material.upload, sent) in (400, 403)
    assert refused(material.completed()) == (409, "material_not_uploaded")
    applicant.send("DELETE", material.path)


def test_a_file_of_another_size_in_the_bucket_is_not_taken(city: City, applicant: Person, case: str) -> None:
    """Whatever way it came there."""
    material = Announced(applicant, case, **said_of(PAPER))
    bucket, key = city.resources["MaterialsBucket"], material.upload["fields"]["key"]
    for content in (PAPER + b"\n", PAPER[:-1], PAPER * 1000):
        city.client("s3").put_object(Bucket=bucket, Key=key, Body=content)
        assert refused(material.completed()) == (409, "material_size_differs")
    applicant.send("DELETE", material.path)


def test_completion_needs_an_upload_and_may_be_repeated(applicant: Person, case: str) -> None:
    material = Announced(applicant, case, **said_of(PAPER))
    assert refused(material.completed()) == (409, "material_not_uploaded")
    assert refused(material.link()) == (404, "material_not_found")
    assert posted(material.upload, PAPER) == 204
    answers = [material.completed() for _ in range(2)] + at_once([material.completed] * 4)
    assert {answer.status_code for answer in answers} == {200}
    assert all(answer.json() == answers[0].json() for answer in answers)
    assert answers[0].json()["state"] == "stored"
    applicant.send("DELETE", material.path)
    assert refused(material.completed()) == (404, "material_not_found")
    assert refused(material.link()) == (404, "material_not_found")


def expired(policy: str) -> str:
    return changed(policy, expiration="2020-01-01T00:00:00Z")


def changed(policy: str, **fields: Any) -> str:
    read = {**json.loads(base64.b64decode(policy)), **fields}
    return base64.b64encode(json.dumps(read).encode()).decode()


TAMPERED: dict[str, Any] = {
    "another key": lambda f: {"key": f["key"] + "x"},
    "a key beside": lambda f: {"key": "cases/" + "0" * 26 + "/" + "0" * 26},
    "a key upwards": lambda f: {"key": f["key"] + "/../../../x"},
    "another type": lambda _: {"Content_Type": "text/html"},
    "another digest": lambda _: {"x_amz_checksum_sha256": base64.b64encode(bytes(32)).decode()},
    "an expired policy": lambda f: {"policy": expired(f["policy"])},
    "a wider policy": lambda f: {
        "policy": changed(f["policy"], conditions=[{"bucket": "x"}, ["starts-with", "$key", ""]])
    },
    "a policy that is none": lambda _: {"policy": "e30="},
    "no policy": lambda _: {"policy": ""},
    "a foreign signature": lambda _: {"x_amz_signature": "0" * 64},
    "a field of one's own": lambda _: {"acl": "public-read"},
    "a redirect": lambda _: {"success_action_redirect": "https://evil.example/"},
    "a header for the reader": lambda _: {"Content_Disposition": "inline"},
}


@pytest.mark.parametrize("tampered", TAMPERED.values(), ids=TAMPERED)
def test_a_tampered_upload_is_refused_by_the_bucket(applicant: Person, case: str, tampered: Any) -> None:
    material = Announced(applicant, case, **said_of(PAPER))
    assert posted(material.upload, PAPER, **tampered(material.upload["fields"])) in (400, 403)
    assert refused(material.completed()) == (409, "material_not_uploaded")
    applicant.send("DELETE", material.path)


def test_the_policy_ends_within_a_quarter_of_an_hour_and_names_everything(applicant: Person, case: str) -> None:
    """The local bucket checks digests less strictly than S3: what S3 is told to check is here."""
    material = Announced(applicant, case, **said_of(PAPER))
    fields: Fields = material.upload["fields"]
    conditions = json.loads(base64.b64decode(fields["policy"]))["conditions"]
    exact = {name: value for part in conditions if isinstance(part, dict) for name, value in part.items()}
    assert ["content-length-range", len(PAPER), len(PAPER)] in conditions
    assert exact["key"] == fields["key"]
    assert exact["Content-Type"] == "application/pdf"
    assert exact["x-amz-checksum-sha256"] == base64.b64encode(hashlib.sha256(PAPER).digest()).decode()
    assert not [part for part in conditions if isinstance(part, list) and part[0] == "starts-with"]
    applicant.send("DELETE", material.path)


def test_a_form_without_its_file_is_refused_and_one_with_it_first_cannot_lie(applicant: Person, case: str) -> None:
    material = Announced(applicant, case, **said_of(PAPER))
    url, fields = material.upload["url"], material.upload["fields"]
    parts = [(name, (None, value)) for name, value in fields.items()]
    assert requests.post(url, files=parts, timeout=30).status_code == 400
    misnamed = [*parts, ("upload", ("file", PAPER))]
    assert requests.post(url, files=misnamed, timeout=30).status_code == 400
    assert refused(material.completed()) == (409, "material_not_uploaded")
    requests.post(url, files=[("file", ("file", HTML.ljust(len(PAPER)))), *parts], timeout=30)
    assert refused(material.completed())[1] in {"material_not_uploaded", "material_digest_differs"}
    applicant.send("DELETE", material.path)


def test_nobody_reads_or_writes_the_bucket_without_a_link(applicant: Person, case: str) -> None:
    material = Announced(applicant, case, **said_of(PAPER))
    assert posted(material.upload, PAPER) == 204
    url = f"{material.upload['url']}/{material.upload['fields']['key']}"
    assert requests.get(url, timeout=30).status_code == 403
    assert requests.put(url, data=HTML, timeout=30).status_code == 403
    assert requests.delete(url, timeout=30).status_code == 403
    assert requests.get(material.upload["url"], timeout=30).status_code == 403
    applicant.send("DELETE", material.path)


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
        applicant.post(path, said_of(PAPER))
    answers = at_once([lambda: applicant.ask("POST", path, said_of(PAPER))] * 8)
    refusals = {refused(answer) for answer in answers if not answer.ok}
    assert refusals <= {(409, "too_many_materials"), (409, "changed_meanwhile")}
    held = applicant.get(path)["materials"]
    for _ in range(30 - len(held)):
        applicant.post(path, said_of(PAPER))
    assert len(applicant.get(path)["materials"]) == 30
    assert refused(applicant.ask("POST", path, said_of(PAPER))) == (409, "too_many_materials")
    applicant.send("DELETE", f"{path}/{held[0]['material_id']}")
    applicant.post(path, said_of(PAPER))


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
    clerk.post(f"/v1/cases/{case}/correction-request", {"notice": "请补充完整。"})
    assert refused(applicant.ask("DELETE", f"{path}/{material}")) == (409, "material_already_submitted")
    added = add_material(applicant, case, "M03", *PDF)
    applicant.send("DELETE", f"{path}/{added}")
    assert material in {one["material_id"] for one in applicant.get(path)["materials"]}


def accesses(city: City, reader: Person) -> list[tuple[str, str]]:
    """Why and what of each access act on the reader's chain."""
    read = driving.readings(city, reader.get("/v1/me")["staff_no"])
    return [(str(act.changes["why"]), str(act.changes["what"])) for act in read]
