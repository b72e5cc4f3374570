"""Blank forms and samples, for the catalogue's keepers."""

from __future__ import annotations

from typing import Any

from chalicelib.catalogue.routes.access import EDITORS, KEEPERS
from chalicelib.shared.http import Call, Routes
from chalicelib.wiring import catalogue as wiring

routes = Routes("catalogue")


@routes.post("/catalogue/files", EDITORS, body="Announcement", answer="AnnouncedFile")
def announce_catalogue_file(call: Call) -> dict[str, Any]:
    """登记文件 — announce a blank form or a sample; the answer says where to upload it."""
    return wiring.file_desk().announce(call.body.model_dump(), call.caller, call.once)


@routes.post("/catalogue/files/{sha256}/completion", EDITORS, answer="CatalogueFile", status=200)
def complete_catalogue_file(call: Call, sha256: str) -> dict[str, Any]:
    """确认上传 — examine the uploaded file: size, digest, real type, nothing that acts."""
    return wiring.file_desk().complete(sha256, call.caller, call.once)


@routes.get("/catalogue/files/{sha256}", KEEPERS, answer="LinkedFile")
def read_catalogue_file(_call: Call, sha256: str) -> dict[str, Any]:
    """查看文件 — a stored file with a link, also before an item that names it is published."""
    return wiring.file_desk().read(sha256)
