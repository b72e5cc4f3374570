"""What keepers of the catalogue and its public send and get. The content of a draft is in `content.py`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StringConstraints

from chalicelib.catalogue.elements.content import Content, PublicElements
from chalicelib.catalogue.elements.situations import Question
from chalicelib.catalogue.elements.words import (
    ApplicantType,
    Channel,
    Digest,
    FileType,
    HandlingMode,
    ItemTypeName,
    Level,
    OnlineDepth,
)
from chalicelib.catalogue.files.kinds import MOST_BYTES
from chalicelib.catalogue.guides import answers
from chalicelib.shared.access import DEPARTMENT_CODE
from chalicelib.shared.paging import DEFAULT_LIMIT, MAX_LIMIT
from chalicelib.shared.schema import REASON_WHEN_NOT_PASSED, LongText, Model, PageQuery, Query, ShortText

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


class Draft(Model):
    """The whole content of a draft; `reason` says why an item comes back that a reform had ended."""

    content: Content
    reason: LongText | None = None


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


class Dependent(Model):
    """An item in force that names another as a prerequisite."""

    item_code: str
    name: str


class DecidedEdition(Edition):
    """`needed_by`: who still names the item as a prerequisite though it is out of force or confidential by this."""

    needed_by: list[Dependent]


class Finding(Model):
    """One thing that the element check (要素校验) found, as a refusal would name it."""

    pointer: str
    code: str
    detail: str


class DraftEdition(Edition):
    """A draft with its element check: nobody passes it while there are `findings`; `advice` stands in nobody's way."""

    findings: list[Finding]
    advice: list[Finding]


class Publication(Model):
    """`raises_standard`: the elements in common change by this, and the other items of the basic code fall behind."""

    raises_standard: bool = False


class DraftQuery(PageQuery):
    """Open drafts, perhaps of one department."""

    department: Annotated[str, StringConstraints(pattern=f"^{DEPARTMENT_CODE}$")] | None = None


class ListedDraft(Model):
    """An open draft in the list."""

    department: str
    item_code: str
    number: int
    name: str
    stage: str
    divisions: list[str]


class DraftPage(Model):
    """Part of the list; a page may hold fewer than asked for. `next_cursor` leads on, null ends it."""

    drafts: list[ListedDraft]
    next_cursor: str | None


class HistoryQuery(Query):
    """Versions before a number, newest first."""

    limit: Annotated[int, Field(ge=1, le=50)] = DEFAULT_LIMIT
    before: Annotated[int, Field(ge=1, le=999_999)] | None = None


class DoneWith(Model):
    """One act on a version, at an instant of law time."""

    act: str
    at: str
    by: str
    reason: str | None
    ground: str | None


class PastEdition(Model):
    """A version without its content."""

    number: int
    stage: str
    sha256: str
    authors: list[str]
    auditor: str | None
    publisher: str | None
    steps: list[DoneWith]


class History(Model):
    """The versions of an item, newest first; `next_before` leads on, null ends it."""

    item_code: str
    versions: list[PastEdition]
    next_before: int | None


class ChangesQuery(Query):
    """Since which version; left out, the one before."""

    since: Annotated[int, Field(ge=1, le=999_999)] | None = None


class ElementChange(Model):
    """What became of an element, or of one `entry` of its list."""

    element: str
    change: Literal["added", "removed", "changed", "reordered"]
    entry: str | None
    before: Any
    after: Any


class Changes(Model):
    """What a version changes since another (0: since nothing)."""

    item_code: str
    number: int
    since: int
    changes: list[ElementChange]


class Follower(Model):
    """An item of the basic code in force: the number of the standard that it follows."""

    item_code: str
    follows: int
    behind: bool


class Standard(Model):
    """同一标准: the elements that all items of one basic code have in common."""

    basic_code: str
    number: int
    elements: dict[str, Any]
    members: list[Follower]


class AuditOpinion(Model):
    """审核意见: what does not pass needs a reason."""

    model_config = ConfigDict(json_schema_extra=REASON_WHEN_NOT_PASSED)

    passed: bool
    reason: LongText | None = None


class Withdrawal(Model):
    """撤下 needs a reason."""

    reason: LongText


ItemListName = Literal[
    "at_most_one_trip",  # 最多跑一次
    "deficiency_tolerant",  # 容缺受理
    "notification_commitment",  # 告知承诺
    "instant_approval",  # 秒批
    "nearby",  # 就近办
    "subdistrict",  # 街道办
    "blank_form",  # 有空白表格
]
_Sought = Annotated[str, StringConstraints(min_length=1, max_length=50)]


class ItemQuery(Query):
    """What a visitor looks for among the published items.

    `query`: words of name, alias or keyword, pinyin or its initials; one wrong character is forgiven. `division` finds
    what is handled there; `depth` is how far it goes online, 4 all the way; `list` is one of the city's lists.
    """

    query: _Sought | None = None
    item_type: ItemTypeName | None = None
    level: Level | None = None
    channel: Channel | None = None
    depth: OnlineDepth | None = None
    list: ItemListName | None = None
    applicant: ApplicantType | None = None
    theme: _Sought | None = None
    department: _Sought | None = None
    division: Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")] | None = None
    mode: HandlingMode | None = None
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT
    cursor: Annotated[str, StringConstraints(max_length=500)] | None = None


class ListedLimit(Model):
    """A limit in a list."""

    value: int | None
    unit: str


class ListedItem(Model):
    """A published item in the list. `visits`: how often one comes at most; `materials`: how many there are.

    `found_by`: name, alias, beginning, within, words, keyword, pinyin, similar (one character differs), abbreviated
    or question (part of what was asked); null without a query.
    """

    item_code: str
    version: int
    name: str
    aliases: list[str]
    item_type: str
    department: str
    department_name: str
    level: str | None
    applicant_types: list[str]
    themes: list[str]
    handling_modes: list[str]
    channels: list[str]
    divisions: list[str]
    online_depth: int | None
    handling_type: str
    statutory_limit: ListedLimit
    committed_limit: ListedLimit | None
    visits: int | None
    materials: int
    charged: bool | None
    deficiency_tolerant: bool
    commitment: bool
    instant_approval: bool
    found_by: str | None


class FacetValue(Model):
    """A value to filter by, what it is called, and how many items it would leave under all other filters."""

    value: str | int
    title: str | None
    entries: int


_Values = list[FacetValue]


class ItemFacets(Model):
    """事项性质、服务对象、实施主体、服务主题、服务层级、服务形式、行政管辖, and modes, online depth and lists.

    At most 60 values each, what is chosen first, then the most frequent.
    """

    item_type: _Values
    applicant: _Values
    department: _Values
    theme: _Values
    level: _Values
    channel: _Values
    division: _Values
    mode: _Values
    depth: _Values
    list: _Values


class ItemPage(Model):
    """Part of what was found, best first; without a query in code order. `next_cursor` leads on, null ends it.

    `did_you_mean` is what a query stands for, if nothing has it as it is written.
    """

    items: list[ListedItem]
    total: int
    facets: ItemFacets
    did_you_mean: str | None
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


Situation = answers.Situation
SheetLook = answers.SheetLook
SheetQuery = answers.SheetQuery
Guide = answers.Guide
Handbook = answers.Handbook


class Announcement(Model):
    """A blank form or a sample that is about to be uploaded; `size` in bytes, at most 10 MB."""

    title: ShortText
    media_type: FileType
    size: Annotated[int, Field(ge=1, le=MOST_BYTES)]
    sha256: Digest


class FormQuery(Query):
    """Whose forms, or for what."""

    query: _Sought | None = None
    department: _Sought | None = None
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


class ItemSelection(Query):
    """Which published items are counted: the filters of the list."""

    item_type: ItemTypeName | None = None
    level: Level | None = None
    channel: Channel | None = None
    depth: OnlineDepth | None = None
    list: ItemListName | None = None
    applicant: ApplicantType | None = None
    theme: _Sought | None = None
    department: _Sought | None = None
    division: Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")] | None = None
    mode: HandlingMode | None = None


class ItemFigure(Model):
    """A figure by one version of its definition; `value` has two decimals and is null where there is nothing to divide.

    `unit`: percent, or what is counted. Limits are in working days.
    """

    name: str
    title: str
    definition: str
    definition_version: int
    unit: str
    numerator: float
    denominator: float
    value: float | None


class TypeCount(Model):
    """How many items there are of a legal type."""

    item_type: str
    title: str
    items: int


class ItemStatistics(Model):
    """Statistics of the published items that pass the filters."""

    filters: dict[str, Any]
    items: int
    month_working_days: int
    figures: list[ItemFigure]
    by_item_type: list[TypeCount]


class ThemeCount(Model):
    """A theme, and how many published items it has."""

    theme: str
    items: int


class Themes(Model):
    """The city's themes in its own order."""

    persons: list[ThemeCount]
    organisations: list[ThemeCount]


class Disclosure(Model):
    """One of the eight things that are published of an item."""

    element: str
    title: str
    content: Any


class Disclosures(Model):
    """八公开: the eight, in order."""

    item_code: str
    version: int
    name: str
    disclosures: list[Disclosure]


class ProofQuery(Query):
    """Part of the directory; `name`: materials whose name begins so."""

    name: _Sought | None = None
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT
    cursor: Annotated[str, StringConstraints(max_length=2000)] | None = None


class Proof(Model):
    """A material that a published item needs: where it comes from, and the certificate that does instead."""

    material: str
    material_code: str
    required: bool
    origin: str | None
    issuer: str | None
    issued_by_item: str | None
    certificate: str | None
    item_code: str
    item_name: str
    department: str
    department_name: str


class ProofPage(Model):
    """Part of the directory of materials, in the order of their names; `next_cursor` leads on, null ends it."""

    entries: list[Proof]
    next_cursor: str | None
