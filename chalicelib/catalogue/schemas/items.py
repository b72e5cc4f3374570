"""Published items: the list and the details."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from chalicelib.catalogue.elements.content import PublicElements
from chalicelib.catalogue.elements.situations import Question
from chalicelib.catalogue.elements.words import (
    ApplicantType,
    Channel,
    HandlingMode,
    ItemTypeName,
    Level,
    OnlineDepth,
)
from chalicelib.shared.paging import DEFAULT_LIMIT, MAX_LIMIT
from chalicelib.shared.schema import Model, Query

ItemListName = Literal[
    "at_most_one_trip",  # 最多跑一次
    "deficiency_tolerant",  # 容缺受理
    "notification_commitment",  # 告知承诺
    "instant_approval",  # 秒批
    "nearby",  # 就近办
    "subdistrict",  # 街道办
    "blank_form",  # 有空白表格
]
Sought = Annotated[str, StringConstraints(min_length=1, max_length=50)]


class ItemSelection(Query):
    """Which published items: the filters of the list and of what is counted.

    `division` finds what is handled there; `depth` is how far it goes online, 4 all the way; `list` is one of the
    city's lists.
    """

    item_type: ItemTypeName | None = None
    level: Level | None = None
    channel: Channel | None = None
    depth: OnlineDepth | None = None
    list: ItemListName | None = None
    applicant: ApplicantType | None = None
    theme: Sought | None = None
    department: Sought | None = None
    division: Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")] | None = None
    mode: HandlingMode | None = None


class ItemQuery(ItemSelection):
    """What a visitor looks for among the published items.

    `query`: words of name, alias or keyword, pinyin or its initials; one wrong character is forgiven.
    """

    query: Sought | None = None
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
