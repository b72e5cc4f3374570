"""Blank forms and samples."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from chalicelib.catalogue.elements.words import (
    Digest,
    FileType,
)
from chalicelib.catalogue.files.kinds import MOST_BYTES
from chalicelib.catalogue.schemas.imports import Upload
from chalicelib.catalogue.schemas.items import Sought
from chalicelib.shared.paging import DEFAULT_LIMIT, MAX_LIMIT
from chalicelib.shared.schema import Model, Query, ShortText


class Announcement(Model):
    """A blank form or a sample that is about to be uploaded; `size` in bytes, at most 10 MB."""

    title: ShortText
    media_type: FileType
    size: Annotated[int, Field(ge=1, le=MOST_BYTES)]
    sha256: Digest


class FormQuery(Query):
    """Whose forms, or for what."""

    query: Sought | None = None
    department: Sought | None = None
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT
    cursor: Annotated[str, StringConstraints(max_length=500)] | None = None


class FormOfItem(Model):
    """A blank form: a file, whose `resource` answers a link, or a page to print."""

    kind: Literal["file", "page"]
    title: str
    sha256: str | None
    resource: str


class ItemWithForms(Model):
    """A published item that has blank forms."""

    item_code: str
    version: int
    name: str
    department: str
    department_name: str
    forms: list[FormOfItem]


class FormPage(Model):
    """Part of the items that have blank forms; `next_cursor` leads on, null ends it."""

    items: list[ItemWithForms]
    total: int
    next_cursor: str | None


class CatalogueFile(Model):
    """A file of the catalogue: what was announced or, once `stored`, what was read."""

    sha256: str
    title: str
    media_type: str
    size: int
    state: Literal["pending", "stored"]
    by: str
    at: str


class AnnouncedFile(CatalogueFile):
    """`upload` is null for a file that is there already."""

    upload: Upload | None


class LinkedFile(CatalogueFile):
    """`url` is good for `expires_in` seconds."""

    url: str
    expires_in: int


class FileOfItem(Model):
    """A blank form or a sample of an item, and the material that it is for."""

    kind: Literal["blank_form", "sample"]
    material: str
    material_name: str
    sha256: str
    title: str
    media_type: str
    size: int


class FilesOfItem(Model):
    """The files of a published version; `blank_form`: whether a form to print can be made from its fields."""

    item_code: str
    version: int
    blank_form: bool
    files: list[FileOfItem]


class FileLink(Model):
    """A link to a file of a published version, good for `expires_in` seconds."""

    sha256: str
    title: str
    media_type: str
    size: int
    url: str
    expires_in: int
