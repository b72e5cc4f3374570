"""Editions of an item, as its keepers see them. The content of a draft is in `elements/content.py`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StringConstraints

from chalicelib.catalogue.elements.content import Content
from chalicelib.shared.access import DEPARTMENT_CODE
from chalicelib.shared.paging import DEFAULT_LIMIT
from chalicelib.shared.schema import REASON_WHEN_NOT_PASSED, LongText, Model, PageQuery, Query


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
