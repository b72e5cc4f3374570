"""What keepers of the catalogue and its public send and get. The content of a draft is in `content.py`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StringConstraints

from chalicelib.catalogue.elements.content import Content, PublicElements
from chalicelib.catalogue.elements.materials import Material
from chalicelib.catalogue.elements.parts import Basis, Limit
from chalicelib.catalogue.elements.situations import Question
from chalicelib.catalogue.elements.words import ApplicantType, Digest, FileType, HandlingMode
from chalicelib.catalogue.files.kinds import MOST_BYTES
from chalicelib.shared.paging import DEFAULT_LIMIT, MAX_LIMIT
from chalicelib.shared.schema import REASON_WHEN_NOT_PASSED, LongText, Model, Query, ShortText

MOST_ROWS = 2000


class Import(Model):
    """Rows to import; `source` says where they come from."""

    kind: Literal["items", "divisions"]
    source: ShortText
    rows: list[Any] = Field(min_length=1, max_length=MOST_ROWS)


class Quarantined(Model):
    """A row that was set aside: its number from 1, the field (empty: the row itself), the reason."""

    row: int
    field: str
    reason: str


class ImportReport(Model):
    """What came of an import: how many rows changed something, changed nothing, or were set aside.

    `quarantined` holds at most 200 reasons; `quarantined_total` counts all of them, `quarantined_rows` their rows.
    While an import is `running`, the same request goes on with it.
    """

    import_id: str
    kind: str
    source: str
    created_at: str
    by: str
    rows: int
    rows_sha256: str
    state: Literal["running", "concluded"]
    accepted: int
    unchanged: int
    quarantined: list[Quarantined]
    quarantined_rows: int
    quarantined_total: int


class Draft(Model):
    """The whole content of a draft."""

    content: Content


class Edition(Model):
    """One version of an item. `revision` is the draft's ETag."""

    item_code: str
    number: int
    revision: int
    stage: str
    sha256: str
    authors: list[str]
    auditor: str | None
    publisher: str | None
    content: Content


class AuditOpinion(Model):
    """审核意见: what does not pass needs a reason."""

    model_config = ConfigDict(json_schema_extra=REASON_WHEN_NOT_PASSED)

    passed: bool
    reason: LongText | None = None


class Withdrawal(Model):
    """撤下 needs a reason."""

    reason: LongText


_Sought = Annotated[str, StringConstraints(min_length=1, max_length=50)]


class ItemQuery(Query):
    """What a visitor looks for among the published items."""

    query: _Sought | None = None
    applicant: ApplicantType | None = None
    theme: _Sought | None = None
    department: _Sought | None = None
    division: Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")] | None = None
    mode: HandlingMode | None = None
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT
    cursor: Annotated[str, StringConstraints(max_length=500)] | None = None


class ListedItem(Model):
    """A published item in the list."""

    item_code: str
    version: int
    name: str
    item_type: str
    department: str
    department_name: str
    applicant_types: list[str]
    themes: list[str]
    handling_modes: list[str]
    divisions: list[str]


class ItemPage(Model):
    """Part of the list; `next_cursor` leads on, null ends it."""

    items: list[ListedItem]
    next_cursor: str | None


class VersionQuery(Query):
    """A pinned version; without it, the one in force."""

    version: Annotated[int, Field(ge=1, le=999_999)] | None = None


class ItemDetail(PublicElements):
    """A published version of an item."""

    version: int
    in_force: bool
    sha256: str
    item_type_name: str
    questions: list[Question]
    form_schema: dict[str, Any]
    steps: list[str]
    decided_at_once: bool


class Situation(Model):
    """Answers to the item's questions by name; `division_code` is where the applicant wants it handled."""

    answers: dict[str, Any]
    division_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")] | None = None


class DecidedBy(Model):
    """The row of a decision table that applied."""

    table_sha256: str
    row: str


class Guide(Model):
    """Exactly what one situation needs."""

    item_code: str
    version: int
    name: str
    division_code: str | None
    situations: list[str]
    eligible: bool
    obstacles: list[str]
    materials: list[Material]
    statutory_limit: Limit
    committed_limit: Limit | None
    fee: dict[str, Any]
    basis: list[Basis]
    notes: list[str]
    channels: list[str]
    least_assurance_level: int
    form_schema: dict[str, Any]
    decided_by: list[DecidedBy]


class Announcement(Model):
    """A blank form or a sample that is about to be uploaded; `size` in bytes, at most 10 MB."""

    title: ShortText
    media_type: FileType
    size: Annotated[int, Field(ge=1, le=MOST_BYTES)]
    sha256: Digest


class CatalogueFile(Model):
    """A file of the catalogue: what was announced or, once `stored`, what was read."""

    sha256: str
    title: str
    media_type: str
    size: int
    state: Literal["pending", "stored"]
    by: str
    at: str


class Upload(Model):
    """Where to send a multipart POST: all `fields` first, the file last."""

    url: str
    fields: dict[str, str]


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


class DayQuery(Query):
    """As of which civil date; without it, today."""

    on: date | None = None


class Division(Model):
    """行政区划: in force from `valid_from` (null: not known) to the day before `valid_until` (null: to this day)."""

    code: str
    name: str
    level: int
    in_force: bool
    valid_from: str | None
    valid_until: str | None


class NamedDivision(Model):
    """Another division: the one that took the place, or the one that was there."""

    code: str
    full_name: str


class DivisionDetail(Division):
    """One division, in force or not: what it became, what became it, and the document that says so."""

    full_name: str
    parent: str | None
    document: str | None
    former_names: list[str]
    successors: list[NamedDivision]
    predecessors: list[NamedDivision]


class Divisions(Model):
    """The divisions directly below one that stand on a day."""

    code: str
    on: str
    children: list[Division]
