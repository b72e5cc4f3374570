"""A round through blank forms: handed in by an editor, published with an item, found and fetched by anybody."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from infra.bench.city import City, complete_item
from infra.bench.people import Person
from infra.local.story import papers
from infra.local.story.city import upload


def handed_in(city: City, number: int) -> dict[str, str]:
    """A blank form that was not there before; returns what an item names it by."""
    editor = city.staff["800001"]
    content = papers.pdf(f"Blank form {number}")
    digest = sha256(content).hexdigest()
    title = f"申请表 {number}"
    said = {"title": title, "media_type": "application/pdf", "size": len(content), "sha256": digest}
    upload(editor.post("/v1/catalogue/files", said)["upload"], content)
    editor.post(f"/v1/catalogue/files/{digest}/completion")
    editor.get(f"/v1/catalogue/files/{digest}")
    return {"sha256": digest, "title": title}


def naming(content: dict[str, Any], form: dict[str, str]) -> dict[str, Any]:
    """A content whose first material has that blank form."""
    first, *others = content["materials"]
    return {**content, "materials": [{**first, "blank_form": form}, *others]}


def looked_up(item_code: str, version: int, form: dict[str, str], nobody: Person) -> None:
    """The files of a version that was published once."""
    nobody.get(f"/v1/items/{item_code}/files", version=str(version))
    nobody.get(f"/v1/items/{item_code}/files/{form['sha256']}", version=str(version))


def found(nobody: Person) -> None:
    """All forms in one place, and one of them as a page to print."""
    nobody.get("/v1/forms", query="居住证")
    permit = complete_item("residence_permit")["content"]["item_code"]
    nobody.get(f"/v1/items/{permit}/blank-form")
