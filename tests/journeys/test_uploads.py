"""Files that are not what was said of them, and forms of upload that were tampered with."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

import pytest
import requests

from tests.city import City
from tests.journeys import driving
from tests.journeys.driving import PNG, Person, at_once, refused
from tests.journeys.uploading import PAPER, Announced, posted, said_of

pytestmark = pytest.mark.deployed

HTML = b"<html><script>alert(document.cookie)</script></html>"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 64 + b"\xff\xd9"
Fields = dict[str, str]


@pytest.fixture(scope="module")
def case(applicant: Person) -> str:
    """A draft that takes this file's uploads; whoever announces takes back, so that it does not run full."""
    return driving.draft(applicant)


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
