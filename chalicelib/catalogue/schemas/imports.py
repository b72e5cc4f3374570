"""Imports and exports."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from chalicelib.catalogue.elements.words import (
    Digest,
)
from chalicelib.shared.access import DEPARTMENT_CODE
from chalicelib.shared.schema import Model, PageQuery, ShortText

MOST_FILE_BYTES = 64 * 1024 * 1024


class Upload(Model):
    """Where to send a multipart POST: all `fields` first, the file last."""

    url: str
    fields: dict[str, str]


class ImportFile(Model):
    """A file that is still to be uploaded: at most 64 MB."""

    size: Annotated[int, Field(ge=1, le=MOST_FILE_BYTES)]
    sha256: Digest


class Import(Model):
    """What to import, in exactly one of three ways: `rows`, the `text` of a small file, or a `file` to be uploaded.

    `source` says where it comes from.
    """

    kind: Literal["items", "divisions", "reforms"]
    source: ShortText
    format: Literal["json", "csv"] = "json"
    rows: list[Any] | None = Field(default=None, min_length=1)
    text: Annotated[str, StringConstraints(min_length=1)] | None = None
    file: ImportFile | None = None


class Quarantined(Model):
    """A row that was set aside: its number, the field (empty: the row itself), the reason.

    Rows are numbered from 1 below a CSV file's header, blank ones too: a spreadsheet shows each one further down.
    """

    row: int
    field: str
    reason: str


class Failure(Model):
    """Why nothing could be done, for programs and for people."""

    code: str
    title: str
    detail: str


class TemporaryLink(Model):
    """`url` is good for `expires_in` seconds."""

    url: str
    expires_in: int


class ImportSummary(Model):
    """How far an import is: how many rows changed something, changed nothing, or were set aside.

    `rows` is known once the file was examined; `progress` goes from 0 to 1; `encoding` is what was found.
    """

    import_id: str
    kind: str
    source: str
    format: str
    created_at: str
    by: str
    size: int
    sha256: str
    state: Literal["awaiting_file", "queued", "reading", "drafting", "concluded", "failed"]
    failure: Failure | None
    encoding: str | None
    rows: int
    rows_read: int
    accepted: int
    unchanged: int
    quarantined_rows: int
    quarantined_total: int
    progress: float


class ImportReport(ImportSummary):
    """An import with its first 200 reasons; `quarantined_total` counts all of them, `quarantined_rows` their rows.

    `report` leads to all reasons as CSV once the import is concluded; `upload` says where an announced file goes.
    """

    quarantined: list[Quarantined]
    report: TemporaryLink | None
    upload: Upload | None


class Export(Model):
    """What to make a file of: items in force (`published`) or being made (`drafts`), or divisions.

    `division`: items handled there; of divisions, those within it.
    """

    kind: Literal["items", "divisions"]
    format: Literal["json", "csv"] = "json"
    of: Literal["published", "drafts"] = "published"
    department: Annotated[str, StringConstraints(pattern=f"^{DEPARTMENT_CODE}$")] | None = None
    division: Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")] | None = None


class ExportReport(Model):
    """How far an export is: `rows` and bytes (`size`) so far; `file` leads to it once it is concluded."""

    export_id: str
    kind: str
    format: str
    of: str
    department: str | None
    division: str | None
    created_at: str
    state: Literal["writing", "joining", "concluded", "failed"]
    rows: int
    size: int
    sha256: str | None
    failure: Failure | None
    file: TemporaryLink | None


class ImportQuery(PageQuery):
    """Part of the list of imports."""


class ImportPage(Model):
    """Imports, newest first; `next_cursor` leads on, null ends them."""

    imports: list[ImportSummary]
    next_cursor: str | None
