"""Announcing and uploading a file, rightly and wrongly."""

from __future__ import annotations

import hashlib
from typing import Any

import requests

from infra.local.story import papers
from tests.journeys.driving import Person

PAPER = papers.pdf("Lease")


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
