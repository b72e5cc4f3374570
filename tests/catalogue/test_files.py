"""Blank forms and samples over the routes: announced, uploaded, examined, named by an item, fetched by anybody."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import boto3
import pytest

from chalicelib.catalogue import schemas
from chalicelib.catalogue.files.kinds import MOST_BYTES
from chalicelib.catalogue.files.office import WORD
from chalicelib.catalogue.table.record import CatalogueItem
from tests.catalogue.papers import PDF, PNG, office, pdf
from tests.catalogue.samples import content
from tests.catalogue.test_routes import CITIZEN, CLERK, publish
from tests.catalogue.test_views import put_in_force, put_next_in_force
from tests.configuration.cloud import Answer, Client
from tests.configuration.people import PEOPLE

FILES = "/v1/catalogue/files"
CODE = content()["item_code"]
PUBLIC = f"/v1/items/{CODE}/files"


@pytest.fixture
def call(cloud: None) -> Client:
    boto3.client("s3").create_bucket(Bucket="catalogue", CreateBucketConfiguration={"LocationConstraint": "cn-north-1"})
    return Client(PEOPLE | {CLERK.id: CLERK, CITIZEN.id: CITIZEN})


def announce(call: Client, data: bytes, kind: str = "application/pdf", **other: Any) -> Answer:
    said = {"title": "居住证申领表", "media_type": kind, "size": len(data), "sha256": sha256(data).hexdigest(), **other}
    return call("POST", FILES, said, "S-1")


def put(digest: str, data: bytes) -> None:
    boto3.client("s3").put_object(Bucket="catalogue", Key=f"files/{digest}", Body=data)


def complete(call: Client, digest: str) -> Answer:
    return call("POST", f"{FILES}/{digest}/completion", None, "S-1")


def handed_in(call: Client, data: bytes, kind: str = "application/pdf", **other: Any) -> str:
    digest: str = announce(call, data, kind, **other).body["sha256"]
    put(digest, data)
    answer = complete(call, digest)
    assert (answer.status, answer.body["state"]) == (200, "stored"), answer.body
    return digest


def naming(digest: str, kind: str = "blank_form") -> dict[str, Any]:
    """An item whose first material names a file."""
    found = content()
    found["materials"][0][kind] = {"sha256": digest, "title": "申请表（2026 版）"}
    return found


def test_from_a_form_on_paper_to_a_link_for_anybody(call: Client) -> None:
    announced = announce(call, PDF)
    assert announced.status == 201
    schemas.AnnouncedFile.model_validate(announced.body)
    assert announced.body["upload"]["fields"]["key"] == f"files/{announced.body['sha256']}"
    digest = handed_in(call, PDF)
    publish(call, naming(digest))

    listed = call("GET", PUBLIC)
    schemas.FilesOfItem.model_validate(listed.body)
    (entry,) = listed.body["files"]
    assert (entry["kind"], entry["material"], entry["size"]) == ("blank_form", "M01", len(PDF))
    link = call("GET", f"{PUBLIC}/{digest}")
    schemas.FileLink.model_validate(link.body)
    assert (link.body["title"], link.body["media_type"]) == ("申请表（2026 版）", "application/pdf")
    assert digest in link.body["url"]
    assert ".pdf" in link.body["url"]


def test_an_announcement_goes_by_itself_and_a_stored_file_never(call: Client) -> None:
    digest = announce(call, PDF).body["sha256"]
    assert CatalogueItem.get(f"FILE#{digest}", "META").expires_at is not None
    handed_in(call, PDF)
    assert CatalogueItem.get(f"FILE#{digest}", "META").expires_at is None


def test_what_was_only_announced_is_given_to_nobody(call: Client) -> None:
    """No audit lets such an item pass; if one did, there would be no file to give."""
    digest = announce(call, PDF).body["sha256"]
    put_in_force(naming(digest))
    assert call("GET", f"{PUBLIC}/{digest}").body["code"] == "file_not_found"


def test_what_only_a_draft_names_is_given_to_nobody(call: Client) -> None:
    publish(call, content())
    digest = handed_in(call, PDF)
    drafted = call("PUT", f"/v1/catalogue/items/{CODE}/draft", {"content": naming(digest)}, "S-1", if_match='"0"')
    assert drafted.status == 200, drafted.body
    for version, code in (("", "file_not_found"), ("?version=1", "file_not_found"), ("?version=2", "item_not_found")):
        assert call("GET", f"{PUBLIC}/{digest}{version}").body["code"] == code
    assert call("GET", f"{PUBLIC}?version=2").body["code"] == "item_not_found"
    assert call("GET", f"/v1/items/{CODE}?version=2").body["code"] == "item_not_found"


def test_a_file_of_an_item_that_became_confidential_is_given_to_nobody(call: Client) -> None:
    digest = handed_in(call, PDF)
    put_in_force(naming(digest))
    assert call("GET", f"{PUBLIC}/{digest}?version=1").status == 200
    put_next_in_force(content(confidential=True), confidential=True)
    for path in (PUBLIC, f"{PUBLIC}/{digest}", f"/v1/items/{CODE}/blank-form"):
        assert call("GET", f"{path}?version=1").body["code"] == "item_not_found"


def test_whoever_follows_a_link_on_a_page_gets_the_file(call: Client) -> None:
    digest = handed_in(call, PDF)
    put_in_force(naming(digest))
    sent_on = call("GET", f"{PUBLIC}/{digest}", accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert (sent_on.status, sent_on.body) == (302, None)
    assert f"files/{digest}" in sent_on.headers["Location"]
    assert sent_on.headers["Cache-Control"] == "no-store"
    assert call("GET", f"{PUBLIC}/{'0' * 64}", accept="text/html").status == 404
    assert call("GET", f"{PUBLIC}/{digest}", accept="*/*").body["url"]


def test_the_same_file_twice_is_one_object(call: Client) -> None:
    digest = handed_in(call, PDF)
    again = announce(call, PDF, title="另一个名字")
    assert (again.status, again.body["upload"], again.body["title"]) == (201, None, "居住证申领表")
    assert complete(call, digest).body["state"] == "stored"
    keys = [one["Key"] for one in boto3.client("s3").list_objects_v2(Bucket="catalogue")["Contents"]]
    assert keys == [f"files/{digest}"]


def test_a_word_document_and_a_picture(call: Client) -> None:
    for data, kind in ((office(), WORD), (PNG, "image/png")):
        digest = handed_in(call, data, kind)
        read = call("GET", f"{FILES}/{digest}", by="S-3")
        schemas.LinkedFile.model_validate(read.body)
        assert read.body["media_type"] == kind


@pytest.mark.parametrize(
    ("data", "told", "code"),
    [
        (None, {}, "file_not_uploaded"),
        (PDF + b" ", {}, "file_size_differs"),
        (PDF.replace(b"1.4", b"1.5"), {}, "file_digest_differs"),
        (PDF, {"media_type": "image/png"}, "file_type_differs"),
    ],
)
def test_what_was_uploaded_must_be_what_was_announced(
    call: Client, data: bytes | None, told: dict[str, Any], code: str
) -> None:
    digest = announce(call, PDF, **told).body["sha256"]
    if data is not None:
        put(digest, data)
    answer = complete(call, digest)
    assert (answer.status, answer.body["code"]) == (409, code)
    assert call("GET", f"{FILES}/{digest}", by="S-1").status == 404


def test_a_file_that_acts_is_not_taken(call: Client) -> None:
    data = pdf(b"/S/JavaScript/JS(x) ")
    digest = announce(call, data).body["sha256"]
    put(digest, data)
    assert complete(call, digest).body["code"] == "file_can_act"


def test_wrong_words_in_an_announcement_can_be_said_again(call: Client) -> None:
    announce(call, PDF, media_type="image/png", title="错误")
    digest = handed_in(call, PDF, title="正确")
    assert call("GET", f"{FILES}/{digest}", by="S-1").body["title"] == "正确"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("media_type", "application/msword"),
        ("media_type", "text/html"),
        ("size", 0),
        ("size", MOST_BYTES + 1),
        ("sha256", "AB" * 32),
        ("sha256", "../../index/CURRENT"),
    ],
)
def test_an_announcement_that_cannot_be(call: Client, field: str, value: Any) -> None:
    refused = announce(call, PDF, **{field: value})
    assert refused.status == 422
    assert [fault["pointer"] for fault in refused.body["errors"]] == [f"/{field}"]


@pytest.mark.parametrize("digest", ["x", "0" * 63, "0" * 64, "A" * 64])
def test_a_digest_that_nobody_knows(call: Client, digest: str) -> None:
    publish(call, content())
    for method, path, by in (
        ("POST", f"{FILES}/{digest}/completion", "S-1"),
        ("GET", f"{FILES}/{digest}", "S-1"),
        ("GET", f"{PUBLIC}/{digest}", None),
    ):
        answer = call(method, path, by=by)
        assert (answer.status, answer.body["code"]) == (404, "file_not_found"), path


def test_only_what_a_published_version_names_is_given(call: Client) -> None:
    form, sample, unnamed = (handed_in(call, pdf(word)) for word in (b"%a\n", b"%b\n", b"%c\n"))
    assert call("GET", f"{PUBLIC}/{form}").body["code"] == "item_not_found"
    publish(call, naming(form))
    publish(call, naming(sample, "sample"))
    assert [call("GET", f"{PUBLIC}/{digest}").status for digest in (form, sample, unnamed)] == [404, 200, 404]
    assert call("GET", f"{PUBLIC}/{form}?version=1").status == 200
    assert [one["sha256"] for one in call("GET", f"{PUBLIC}?version=1").body["files"]] == [form]
    assert call("GET", f"{PUBLIC}?version=7").status == 404


def test_a_confidential_item_gives_nothing(call: Client) -> None:
    digest = handed_in(call, PDF)
    publish(call, {**naming(digest), "confidential": True})
    assert [call("GET", path).status for path in (PUBLIC, f"{PUBLIC}/{digest}")] == [404, 404]


@pytest.mark.parametrize("state", ["never announced", "never completed"])
def test_an_item_that_names_a_file_that_is_not_there_does_not_pass(call: Client, state: str) -> None:
    digest = announce(call, PDF).body["sha256"] if state == "never completed" else "0" * 64
    at = f"/v1/catalogue/items/{CODE}"
    assert call("PUT", f"{at}/draft", {"content": naming(digest)}, "S-1", if_match='"0"').status == 200
    refused = call("POST", f"{at}/versions/1/audit", {"passed": True}, "S-3")
    assert refused.status == 422
    assert [(f["pointer"], f["code"]) for f in refused.body["errors"]] == [
        ("/content/materials/0/blank_form", "file_not_stored")
    ]


def test_only_editors_hand_in_and_only_keepers_look_before_publication(call: Client) -> None:
    said = {"title": "x", "media_type": "image/png", "size": 1, "sha256": "0" * 64}
    for by, status in ((None, 401), ("P-1", 403), ("S-9", 403), ("S-3", 403), ("S-1", 201)):
        assert call("POST", FILES, said, by).status == status, by
    for by, status in ((None, 401), ("P-1", 403), ("S-9", 403), ("S-3", 403), ("S-1", 409)):
        assert call("POST", f"{FILES}/{'0' * 64}/completion", None, by).status == status, by
    for by, status in ((None, 401), ("P-1", 403), ("S-9", 403), ("S-3", 404), ("S-1", 404)):
        assert call("GET", f"{FILES}/{'0' * 64}", by=by).status == status, by
